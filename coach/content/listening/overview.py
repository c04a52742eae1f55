"""Describe the messages of the listening room in a table: what they want, where the heart is."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.listening.exercise import Message
from coach.listening.room import Room, Sound

HEAD = (
    "message", "genre", "asks", "heart", "points", "heart at", "words heard differently",
    "pauses written",
)  # fmt: skip
CHECKED = "en/listening/audio/rendering/checked.json"  # written by rendering/check.py


def table(room: Room, heard: Mapping[str, float]) -> str:
    """Return the table in Markdown, one line for each message.

    ``heard`` has the share (0 to 1) of the words that speech recognition wrote down differently,
    by message.
    """
    lines = [HEAD, ("---",) * len(HEAD), *_rows(room, heard)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def heard_differently(folder: Path) -> dict[str, float]:
    """Return what rendering/check.py found, by message; empty if it was never run."""
    path = folder / CHECKED
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _rows(room: Room, heard: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    for message in sorted(room.messages.values(), key=lambda each: each.id):
        rate = heard.get(message.id)
        yield (
            message.id,
            message.genre,
            message.asks,
            _heart(message),
            str(len(message.points)),
            _place(message, room.sounds.get(message.id)),
            "not checked" if rate is None else f"{rate:.1%}",
            str(len(message.pauses) or "none"),
        )


def _heart(message: Message) -> str:
    return next((point.text for point in message.points if point.kind == "heart"), "none")


def _place(message: Message, sound: Sound | None) -> str:
    """Return where the heart is said: the second and the paragraph."""
    heart = next((point for point in message.points if point.kind == "heart"), None)
    if heart is None:
        return ""
    number = next((n for n, p in enumerate(message.paragraphs, 1) if heart.quote in p), 0)
    where = f"paragraph {number} of {len(message.paragraphs)}" if number else "across paragraphs"
    told = sound.timing.told.get(heart.id) if sound and sound.timing else None
    if sound is None or told is None:
        return where
    return f"{told:.0f} of {sound.seconds:.0f} s, {where}"
