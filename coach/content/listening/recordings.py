"""Read a message's recording, an MP3 and a JSON beside it, and check that they fit (M12-M14)."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from coach.content.document import Manuscript
from coach.content.source import Fault
from coach.listening.exercise import Message
from coach.listening.room import (
    Opening,
    PauseKind,
    Sound,
    SpokenPause,
    SpokenPiece,
    Timing,
)

KINDS: tuple[PauseKind, ...] = get_args(PauseKind)
INEXACT = 0.08  # seconds by which each end of a pause may be off (rendering/silence.py)
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
    opening = _opening(found, folder, told)
    return Sound(file, length, _envelope(told), opening, timing(told))


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


def faults(page: Manuscript, found: Message, folder: Path) -> Iterator[Fault]:
    """Yield M12 for a missing or outdated recording, M13 and M14 for missing or outdated data."""
    if not found.id:
        return
    recorded = sound(found, folder)
    if recorded is not None:
        yield from _drawn(page, recorded, _told(folder, found.id))
        yield from _timed(page, found, recorded)
        return
    if not (folder / f"{found.id}.mp3").is_file():
        message = f"no recording audio/{found.id}.mp3"
    else:
        message = f"audio/{found.id}.mp3 was spoken from other words, or its .json is missing"
    yield Fault(page.path, page.head.line_of("id"), "M12", message, "warning")


def _drawn(page: Manuscript, recorded: Sound, told: Mapping[str, object]) -> Iterator[Fault]:
    """Yield M13 for the recording's JSON file. The message itself can still be played."""
    path = _beside(page, recorded)
    if not recorded.envelope:
        message = "`envelope` is missing: draw it with rendering/envelope.py"
        yield Fault(path, 1, "M13", message)
    elif told.get("sound_sha256") != hashlib.sha256(recorded.file.read_bytes()).hexdigest():
        message = "`envelope` was drawn from another sound: draw it with rendering/envelope.py"
        yield Fault(path, 1, "M13", message)


def timing(told: Mapping[str, object]) -> Timing | None:
    """Return when a recording's words are spoken, or None if its JSON does not say it."""
    pieces, pauses, points = told.get("pieces"), told.get("pauses"), told.get("told")
    if not (isinstance(pieces, list) and isinstance(pauses, list) and isinstance(points, dict)):
        return None
    try:
        return Timing(
            tuple(SpokenPiece(*map(int, row)) for row in pieces),
            tuple(SpokenPause(int(row[0]), int(row[1]), _kind(row[2])) for row in pauses),
            {str(name): float(second) for name, second in points.items()},
        )
    except (TypeError, ValueError, IndexError):
        return None


def _kind(word: object) -> PauseKind:
    found: PauseKind | None = next((kind for kind in KINDS if kind == word), None)
    if found is None:
        raise ValueError(f"no kind of pause: {word}")
    return found


def _timed(page: Manuscript, found: Message, recorded: Sound) -> Iterator[Fault]:
    """Yield M14 if the message has written pauses and the recording's JSON does not fit them."""
    path, times = _beside(page, recorded), recorded.timing
    if times is None:
        if found.pauses:
            message = "`pieces`, `pauses` or `told` is missing: render the message again"
            yield Fault(path, 1, "M14", message)
        return
    lengths = sorted((p.end - p.start) / 100 for p in times.pauses if p.kind == "written")
    wanted = sorted(pause.seconds for pause in found.pauses)
    if len(lengths) != len(wanted) or any(
        abs(length - second) > 2 * INEXACT for length, second in zip(lengths, wanted, strict=True)
    ):
        yield Fault(path, 1, "M14", f"its written pauses are {lengths}, not {wanted}")
    if gone := {point.id for point in found.points} - set(times.told):
        message = f"`told` lacks {', '.join(sorted(gone))}: render the message again"
        yield Fault(path, 1, "M14", message)


def _beside(page: Manuscript, recorded: Sound) -> str:
    """Return the path of the recording's JSON file, as faults name it."""
    return f"{page.path.rpartition('/messages/')[0]}/audio/{recorded.file.stem}.json"
