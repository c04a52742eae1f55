"""Build the answer to a draft: everything that its page shows, in page order."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from markupsafe import Markup

from coach.writing import overruled, summary, underlines
from coach.writing.engine import weights
from coach.writing.engine.judgement import DraftJudgement, Place, Sure, Verdict
from coach.writing.overruled import MARK, NOT, THERE
from coach.writing.room import WritingKind, WritingMark, WritingPart
from coach.writing.summary import DraftFact, finding
from coach.writing.underlines import Marked, ProofPiece

MOST_MARKS = 3  # maximum number of marks shown at once, the most serious first
MOST_CORE = 2  # maximum number of missing core parts that are named first
NOT_ENGLISH = "This draft was not read as English, so nothing was looked for in it."
TRIED = "We cannot read messages of this kind well enough yet. Here is what to look for yourself."
READ_ALOUD = Markup("Read it aloud once. Then it is yours to send.")


@dataclass(frozen=True)
class DraftNote:
    """A note on words of the draft.

    ``id`` is the user's correction for it; ``mark`` is None for a part. ``quote`` are the first
    words.
    """

    id: str
    number: int
    name: str
    sure: Sure
    is_aside: bool
    quote: str
    mark: WritingMark | None = None


@dataclass(frozen=True)
class NextStep:
    """The next step: its name, which may be empty, and one or two sentences."""

    name: str
    text: Markup


@dataclass(frozen=True)
class Answer:
    """All that is shown about one draft.

    ``notes`` are in the order of their places; ``more`` are marks beyond the first three. Missing
    parts are in ``core_open`` (at most two) and ``also_open``. ``counted`` are the parts that the
    user says are there. A kind ``is_tried`` if the judge is not good enough at it for verdicts.
    """

    is_judged: bool
    is_tried: bool
    is_basic: bool
    finding: str
    facts: tuple[DraftFact, ...]
    hints: tuple[str, ...]
    pieces: tuple[ProofPiece, ...]
    notes: tuple[DraftNote, ...]
    more: tuple[DraftNote, ...]
    core_open: tuple[WritingPart, ...]
    also_open: tuple[WritingPart, ...]
    counted: tuple[WritingPart, ...]
    next_step: NextStep
    is_open: bool  # whether the next step changes the draft


def answer(
    kind: WritingKind, text: str, found: DraftJudgement, said: Collection[str], channel: str = ""
) -> Answer:
    """Return what is shown about a draft. ``said`` are the user's corrections."""
    is_tried = kind.id in tried()
    if is_tried:
        found = without_verdicts(found)
    unread = TRIED if is_tried else NOT_ENGLISH
    standing = overruled.judgement(found, said)
    there = [part.id for part in kind.parts if standing.parts[part.id].found]
    away = [part for part in kind.parts if part.id not in there]
    unfound = [part for part in away if NOT + part.id not in said] if found.english else []
    core = [part for part in unfound if part.core][:MOST_CORE]
    notes, more = _notes(kind, text, found, said)
    step = _next_step(kind, standing) if found.english else NextStep("", READ_ALOUD)
    marked = [
        Marked(note.number, note.name, note.mark is not None, note.is_aside, places)
        for note, places in notes
    ]
    return Answer(
        is_judged=found.english,
        is_tried=is_tried,
        is_basic=found.mode == "basic",
        finding=finding(kind, there) if found.english else unread,
        facts=summary.facts(kind, text, standing, channel),
        hints=summary.hints(kind, text, standing) if found.english else (),
        pieces=underlines.pieces(text, marked, found.shared.body),
        notes=tuple(note for note, _ in notes),
        more=tuple(more),
        core_open=tuple(core),
        also_open=tuple(part for part in unfound if part not in core),
        counted=tuple(p for p in kind.parts if _is_counted(p, found, said)),
        next_step=step,
        is_open=step.text is not READ_ALOUD,
    )


def tried() -> frozenset[str]:
    """Return the kinds that the judge does not read well enough: they get a check list."""
    return weights.read().tried


def wrong_one_in() -> int:
    """Return N: of N sure answers about parts, about one is wrong on writers who were left out."""
    return weights.read().wrong_one_in


def without_verdicts(found: DraftJudgement) -> DraftJudgement:
    """Return a judgement in which nothing was looked for, as of a draft that is not English."""
    parts, marks = dict.fromkeys(found.parts, Verdict()), dict.fromkeys(found.marks, Verdict())
    return replace(found, english=False, parts=parts, marks=marks)


def _is_counted(part: WritingPart, found: DraftJudgement, said: Collection[str]) -> bool:
    return THERE + part.id in said and not found.parts[part.id].found


def _notes(
    kind: WritingKind, text: str, found: DraftJudgement, said: Collection[str]
) -> tuple[list[tuple[DraftNote, tuple[Place, ...]]], list[DraftNote]]:
    """Return the numbered notes with their places, and the marks beyond the first three."""
    parts = [
        (DraftNote(NOT + part.id, 0, part.name, verdict.sure, NOT + part.id in said, ""), places)
        for part in kind.parts
        if (verdict := found.parts[part.id]).found
        and (places := underlines.places_in(text, verdict.spans))
    ]
    marks = [
        (
            DraftNote(MARK + mark.id, 0, mark.name, verdict.sure, MARK + mark.id in said,
                 _quote(text, places[0]), mark),
            places,
        )
        for mark in kind.marks
        if (verdict := found.marks[mark.id]).found
        and (places := underlines.places_in(text, verdict.spans))
    ]  # fmt: skip
    shown = sorted([*parts, *marks[:MOST_MARKS]], key=lambda pair: pair[1][0])
    numbered = [
        (_numbered(note, number), places) for number, (note, places) in enumerate(shown, start=1)
    ]
    return numbered, [note for note, _ in marks[MOST_MARKS:]]


def _numbered(note: DraftNote, number: int) -> DraftNote:
    return DraftNote(note.id, number, note.name, note.sure, note.is_aside, note.quote, note.mark)


def _quote(text: str, place: Place) -> str:
    words = " ".join(text[slice(*place)].split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def _next_step(kind: WritingKind, standing: DraftJudgement) -> NextStep:
    """Return the first missing core part, or the most serious mark, or: read it aloud."""
    for part in kind.parts:
        if part.core and not standing.parts[part.id].found:
            return NextStep(part.name, part.ask.html)
    for mark in kind.marks:
        if standing.marks[mark.id].found:
            return NextStep(mark.name, mark.way.html)
    return NextStep("", READ_ALOUD)


def counts(kind: WritingKind, standing: DraftJudgement) -> dict[str, int | bool]:
    """Return what statistics count of a first draft: parts found, and whether it has a mark."""
    core = [standing.parts[part.id].found for part in kind.parts if part.core]
    also = [standing.parts[part.id].found for part in kind.parts if not part.core]
    return {
        "core": len(core) * standing.english,
        "core_found": sum(core),
        "also": len(also) * standing.english,
        "also_found": sum(also),
        "marked": any(verdict.found for verdict in standing.marks.values()),
    }
