"""Read a message's file: its schema, the message, and its rules."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.content.document import Manuscript
from coach.content.listening import genres, parts, recordings
from coach.content.listening.parts import Part
from coach.content.readability import words
from coach.content.scanner import Grammar
from coach.content.source import Fault
from coach.content.toml_schema import Field, Schema
from coach.listening.exercise import POINT_KINDS, Message, Pronoun

MESSAGE: Schema = {
    "id": Field("text"),
    "speaker": Field("text"),
    "pronoun": Field("text"),
    "role": Field("text"),
    "title": Field("text"),
    "scene": Field("text"),
    "level": Field("number"),
    "hard": Field("text"),
    "genre": Field("text"),
    "asks": Field("text"),
    "power": Field("text"),
    "advice": Field("text", required=False),
}
YES_OR_NO = ("yes", "no")
GRAMMARS: Mapping[str, Grammar] = {
    "point": Grammar(("id", "kind", "needed"), {"kind": POINT_KINDS, "needed": YES_OR_NO}),
    "detail": Grammar(("id", "safety"), {"safety": YES_OR_NO}),
} | {name: Grammar(("id",)) for name in ("feeling", "model", "pause", "recall")}
PRONOUNS: tuple[Pronoun, ...] = ("she", "he", "they")
MODELS = ("catch", "say-back", "ask", "reply")
OTHER = "reply-other"  # the second way a reply could go
FEWEST_POINTS, MOST_POINTS = 3, 5
FEWEST_FEELINGS = 8
WORDS_A_MINUTE, SHORTEST, LONGEST = 155, 45, 75  # words per minute with pauses; seconds
_QUOTE = range(3, 10)  # words of a quotation


def message(page: Manuscript) -> Message:
    """Return the message as written. Missing values are empty."""
    head, feeling, model = page.head, parts.first(page, "feeling"), parts.first(page, "model")
    points = [point for part in parts.parts(page, "point") for point in part.points[:1]]
    return Message(
        id=head.text("id"),
        speaker=head.text("speaker"),
        pronoun=pronoun(page),
        role=head.text("role"),
        title=head.text("title"),
        scene=head.text("scene"),
        level=head.number("level"),
        hard=head.text("hard"),
        paragraphs=parts.paragraphs(page),
        points=tuple(points),
        unspoken=feeling.text("unspoken") if feeling else "",
        feelings=feeling.feelings if feeling else (),
        models=_replies(model) if model else {},
        genre=genres.genre(page),
        asks=genres.asks(page),
        power=head.text("power"),
        advice_after=head.text("advice") == "after",
        details=genres.details(page),
        pauses=genres.pauses(page),
        recalls=genres.recalls(page),
    )


def _replies(model: Part) -> dict[str, str]:
    """Return the model replies by kind, with a second whole reply if there is one."""
    replies = {kind: model.text(kind) for kind in MODELS}
    return replies | ({OTHER: model.text(OTHER)} if model.text(OTHER) else {})


def pronoun(page: Manuscript) -> Pronoun:
    """Return the pronoun of the head, or ``they`` if it is not a known pronoun."""
    found = page.head.text("pronoun")
    return found if found in PRONOUNS else "they"


def faults(page: Manuscript, sounds: Path) -> Iterator[Fault]:
    """Yield M01-M09 and M12-M19 of a message. ``sounds`` is the folder of the recordings."""
    path, found = page.path, message(page)
    yield from parts.one_of(page, "pronoun", PRONOUNS)
    yield from parts.level(page)
    yield from parts.unique_ids(page)
    if not found.paragraphs:
        yield Fault(path, 1, "M01", "the transcript is missing: prose below the head")
    for line in parts.prose(page):
        yield from parts.spoken(line.text, line.number, path)
    yield from _length(page, found)
    yield from point_faults(page, found)
    yield from _feeling(page)
    yield from _models(page)
    yield from genres.faults(page, found)
    yield from recordings.faults(page, found, sounds)


def _length(page: Manuscript, found: Message) -> Iterator[Fault]:
    seconds = len(words(" ".join(found.paragraphs))) * 60 / WORDS_A_MINUTE
    if found.paragraphs and not SHORTEST <= seconds <= LONGEST:
        message = f"about {seconds:.0f} seconds when spoken; {SHORTEST} to {LONGEST} are wanted"
        line = next(line.number for line in parts.prose(page) if line.text.strip())
        yield Fault(page.path, line, "M07", message, "warning")


def point_faults(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M03 and M05 of a message's points."""
    blocks, told = parts.parts(page, "point"), " ".join(found.paragraphs)
    if not FEWEST_POINTS <= len(blocks) <= MOST_POINTS:
        message = f"{len(blocks)} points; a message has {FEWEST_POINTS} to {MOST_POINTS}"
        yield Fault(page.path, blocks[0].block.line if blocks else 1, "M03", message)
    for part in blocks:
        yield from parts.labels(part, ("point", "quote"), page.path, ("also",))
        yield from parts.phrasings(part, page.path)
        if len(part.points) > 1:
            line = [number for number, label, _ in part.said if label == "point"][1]
            yield Fault(page.path, line, "M03", "one point a directive")
        quote, line = part.text("quote"), part.line("quote")
        if quote and not said(quote, told):
            yield Fault(page.path, line, "M05", f"“{quote}” is not in the transcript word for word")
        elif quote and len(quote.split()) not in _QUOTE:
            message = f"a quote of {len(quote.split())} words; 3 to 9 are wanted"
            yield Fault(page.path, line, "M05", message)


def said(quote: str, told: str) -> bool:
    """Return whether the transcript contains the quotation, in whole words."""
    return re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", told) is not None


def _feeling(page: Manuscript) -> Iterator[Fault]:
    part = parts.first(page, "feeling")
    if part is None:
        yield Fault(page.path, 1, "M01", "`::: feeling` is missing")
        return
    yield from parts.labels(part, ("unspoken", "accept"), page.path, ())
    yield from parts.feelings(part, FEWEST_FEELINGS, page.path)


def _models(page: Manuscript) -> Iterator[Fault]:
    part = parts.first(page, "model")
    if part is None:
        yield Fault(page.path, 1, "M01", "`::: model` is missing")
        return
    yield from parts.labels(part, MODELS, page.path, (OTHER,))
