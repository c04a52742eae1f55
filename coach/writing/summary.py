"""Sum up a draft: the first sentence of the answer, four facts and hints, none of them a fault."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.text import listed, plural
from coach.writing.engine.judgement import DraftJudgement, Place
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingKind, WritingPart

MOST_OPEN = 2  # maximum number of clauses about missing parts
_SAME = re.compile(r"(?:they|the readers) do not yet (?:know|see) ")


def finding(kind: WritingKind, found: Collection[str]) -> str:
    """Return one sentence about a draft: the parts in ``found`` (ids), then missing core parts.

    Example: "The news and the new day are there; they cannot yet tell you if it suits them."
    """
    there = [part for part in kind.parts if part.id in found]
    open_ = [part.absent for part in kind.parts if part.core and part.id not in found]
    halves = [half for half in (_there(there), _open(open_[:MOST_OPEN])) if half]
    sentence = "; ".join(halves)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _there(parts: Sequence[WritingPart]) -> str:
    if not parts:
        return ""
    verb = "are" if len(parts) > 1 or parts[0].plural else "is"
    return f"{listed([part.noun for part in parts])} {verb} there"


def _open(clauses: Sequence[str]) -> str:
    """Return the clauses as one. A common beginning is not repeated."""
    begins = {match[0] for clause in clauses if (match := _SAME.match(clause))}
    if len(clauses) == 2 and len(begins) == 1 and all(map(_SAME.match, clauses)):
        return f"{clauses[0]}, or {clauses[1].removeprefix(begins.pop())}"
    return ", and ".join(clauses)


FIRST_PERSON = re.compile(r"\b(?:i|we)\b|\b(?:i|we)['’](?:ll|ve|m|re|d)\b", re.I)
SENTENCE_END = re.compile(r"[.!?…]+(?=\s)|\n+")
HARD = 10  # Flesch-Kincaid grade, above which the longest sentence is mentioned
ORDERED = {"no": "no", "warning": "news"}  # kinds whose first part should come early
EARLY = 3  # sentences, including the greeting
SHOWN = 3  # dates on the page


@dataclass(frozen=True)
class DraftFact:
    """One of the four facts that are shown at a glance."""

    label: str
    value: str


def facts(
    kind: WritingKind, text: str, found: DraftJudgement, channel: str
) -> tuple[DraftFact, ...]:
    """Return length, greeting, dates and doer."""
    shared = found.shared
    greeting = "There" if shared.greeting else "None"
    if not shared.greeting and channel == "chat":
        greeting = "None, as is usual in a chat"
    return (
        DraftFact("Length", f"{plural(shared.words, 'word')}, {shared.length}"),
        DraftFact("Greeting", greeting),
        DraftFact("Dates", _dates(kind, text, shared.dates)),
        DraftFact("Who does it", _doer(text, found)),
    )


def _dates(kind: WritingKind, text: str, places: Sequence[Place]) -> str:
    words = dict.fromkeys(" ".join(text[start:end].split()) for start, end in places)
    if words:
        more = len(words) - SHOWN
        return ", ".join(list(words)[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    return "No date in it" if KINDS[kind.id].dated else "None, and none is needed"


def _doer(text: str, found: DraftJudgement) -> str:
    read = " ".join(text[start:end] for start, end in found.shared.body)
    if FIRST_PERSON.search(read):
        return "You: “I” or “we”"
    no_doer = found.marks.get("no-doer")
    return "Nobody is named" if no_doer and no_doer.found else "It is not said"


def hints(kind: WritingKind, text: str, found: DraftJudgement) -> tuple[str, ...]:
    """Return sentences about the order, the longest sentence, and more than one purpose."""
    told = _order(kind, text, found), _longest(text, found), _purpose(kind, found)
    return tuple(filter(None, told))


def _order(kind: WritingKind, text: str, found: DraftJudgement) -> str:
    part = ORDERED.get(kind.id, "")
    verdict = found.parts.get(part)
    if verdict is None or not verdict.spans:
        return ""
    number = sentence_of(text, found.shared.body, verdict.spans[0][0])
    if number <= EARLY:
        return ""
    noun = kind.part(part).noun
    return f"{noun[:1].upper()}{noun[1:]} stands in sentence {number}."


def sentence_of(text: str, body: Sequence[Place], at: int) -> int:
    """Return the number of the sentence at this offset, counted from 1."""
    begin = body[0][0] if body else 0
    return 1 + sum(1 for end in SENTENCE_END.finditer(text, begin, max(begin, at)))


def _longest(text: str, found: DraftJudgement) -> str:
    shared = found.shared
    if shared.grade <= HARD or shared.longest is None:
        return ""
    start, end = shared.longest
    words = len(text[start:end].split())
    begins = " ".join(text[start:end].split()[:4])
    return f"The longest sentence (“{begins} …”) has {words} words; two would be easier to read."


def _purpose(kind: WritingKind, found: DraftJudgement) -> str:
    # in a refusal, "several" means several reasons and not several purposes
    names = ["strings"] if kind.id == "no" else ["strings", "several"]
    if any(found.marks[name].found for name in names if name in found.marks):
        return "Are there two messages in this one?"
    return ""
