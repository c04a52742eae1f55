"""Read a message's file and its recording (MP3 and JSON): schema, message, and rules for all."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.content.document import Manuscript
from coach.content.listening import parts, timings
from coach.content.readability import words
from coach.content.scanner import Grammar
from coach.content.source import Fault
from coach.content.toml_schema import Field, Schema
from coach.listening.exercise import Message, Pronoun
from coach.listening.room import Opening, Sound

MESSAGE: Schema = {
    "id": Field("text"),
    "speaker": Field("text"),
    "pronoun": Field("text"),
    "role": Field("text"),
    "title": Field("text"),
    "scene": Field("text"),
    "level": Field("number"),
    "hard": Field("text"),
}
GRAMMARS: Mapping[str, Grammar] = {name: Grammar(("id",)) for name in ("point", "feeling", "model")}
PRONOUNS: tuple[Pronoun, ...] = ("she", "he", "they")
MODELS = ("catch", "say-back", "ask", "reply")
FEWEST_POINTS, MOST_POINTS = 3, 4
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
        models={kind: model.text(kind) for kind in MODELS} if model else {},
    )


def pronoun(page: Manuscript) -> Pronoun:
    """Return the pronoun of the head, or ``they`` if it is not a known pronoun."""
    found = page.head.text("pronoun")
    return found if found in PRONOUNS else "they"


def faults(page: Manuscript, sounds: Path) -> Iterator[Fault]:
    """Yield M01-M09, M12 and M13 of a message. ``sounds`` is the folder of the recordings."""
    path, found = page.path, message(page)
    yield from parts.one_of(page, "pronoun", PRONOUNS)
    yield from parts.level(page)
    yield from parts.unique_ids(page)
    if not found.paragraphs:
        yield Fault(path, 1, "M01", "the transcript is missing: prose below the head")
    for line in parts.prose(page):
        yield from parts.spoken(line.text, line.number, path)
    yield from _length(page, found)
    yield from _points(page, found)
    yield from _feeling(page)
    yield from _models(page)
    yield from sound_faults(page, found, sounds)


def _length(page: Manuscript, found: Message) -> Iterator[Fault]:
    seconds = len(words(" ".join(found.paragraphs))) * 60 / WORDS_A_MINUTE
    if found.paragraphs and not SHORTEST <= seconds <= LONGEST:
        message = f"about {seconds:.0f} seconds when spoken; {SHORTEST} to {LONGEST} are wanted"
        line = next(line.number for line in parts.prose(page) if line.text.strip())
        yield Fault(page.path, line, "M07", message, "warning")


def _points(page: Manuscript, found: Message) -> Iterator[Fault]:
    blocks, told = parts.parts(page, "point"), " ".join(found.paragraphs)
    if not FEWEST_POINTS <= len(blocks) <= MOST_POINTS:
        message = f"{len(blocks)} points; a message has {FEWEST_POINTS} or {MOST_POINTS}"
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
    yield from parts.labels(part, MODELS, page.path, ())


OPENINGS = "openings"  # the folder of the openings
MOMENTS = 64  # digits of an envelope (see rendering/envelope.py)
_ENVELOPE = re.compile(rf"[0-9a-f]{{{MOMENTS}}}")


def digest(found: Message) -> str:
    """Return the SHA-256 of the transcript, without its line breaks, to match a recording to it."""
    return hashlib.sha256(" ".join(found.paragraphs).encode()).hexdigest()


def sound(found: Message, folder: Path) -> Sound | None:
    """Return the recording of this exact transcript, or None."""
    file, told = folder / f"{found.id}.mp3", _told(folder, found.id)
    if not file.is_file() or told.get("transcript_sha256") != digest(found):
        return None
    seconds = told.get("seconds", 0)
    length = float(seconds) if isinstance(seconds, int | float) else 0.0
    timed = timings.timing(told, found.paragraphs)
    return Sound(file, length, _envelope(told), _opening(found, folder, told), timed)


def _opening(found: Message, folder: Path, whole: Mapping[str, object]) -> Opening | None:
    """Return the opening that was cut from this recording (rendering/opening.py), or None."""
    file, told = folder / OPENINGS / f"{found.id}.mp3", _told(folder / OPENINGS, found.id)
    seconds, count = told.get("seconds"), told.get("words")
    cut_from = told.get("sound_sha256")
    if not file.is_file() or not cut_from or cut_from != whole.get("sound_sha256"):
        return None
    if not isinstance(seconds, int | float) or not isinstance(count, int) or count < 1:
        return None
    words = " ".join(" ".join(found.paragraphs).split()[:count])
    return Opening(file, float(seconds), _envelope(told), words)


def _envelope(told: Mapping[str, object]) -> str:
    found = told.get("envelope")
    return found if isinstance(found, str) and _ENVELOPE.fullmatch(found) else ""


def _told(folder: Path, name: str) -> Mapping[str, object]:
    """Return the content of a recording's JSON file, or an empty mapping if it is invalid."""
    try:
        found = json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sound_faults(page: Manuscript, found: Message, folder: Path) -> Iterator[Fault]:
    """Yield M12 for a missing or outdated recording, M13 for a missing or outdated envelope."""
    if not found.id:
        return
    recorded = sound(found, folder)
    if recorded is not None:
        yield from _drawn(page, recorded, _told(folder, found.id))
        return
    if not (folder / f"{found.id}.mp3").is_file():
        message = f"no recording audio/{found.id}.mp3"
    else:
        message = f"audio/{found.id}.mp3 was spoken from other words, or its .json is missing"
    yield Fault(page.path, page.head.line_of("id"), "M12", message, "warning")


def _drawn(page: Manuscript, recorded: Sound, told: Mapping[str, object]) -> Iterator[Fault]:
    """Yield M13 for the recording's JSON file. The message itself can still be played."""
    path = f"{page.path.rpartition('/messages/')[0]}/audio/{recorded.file.stem}.json"
    if not recorded.envelope:
        message = "`envelope` is missing: draw it with rendering/envelope.py"
        yield Fault(path, 1, "M13", message)
    elif told.get("sound_sha256") != hashlib.sha256(recorded.file.read_bytes()).hexdigest():
        message = "`envelope` was drawn from another sound: draw it with rendering/envelope.py"
        yield Fault(path, 1, "M13", message)
