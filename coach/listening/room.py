"""Define the content of the listening room: exercises and recordings, with their waveforms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from coach.listening.exercise import Conversation, Drill, DrillLine, Message, Spot


@dataclass(frozen=True)
class Opening:
    """The first seconds of a recording in a separate file, and the words spoken in them."""

    file: Path
    seconds: float
    envelope: str
    words: str


PauseKind = Literal["sentence", "filler", "paragraph", "written"]


class SpokenPiece(NamedTuple):
    """A part of the transcript and when it is spoken.

    ``start`` and ``end`` are hundredths of a second; ``first`` and ``last`` are offsets into the
    transcript, whose paragraphs are joined by one character.
    """

    start: int
    end: int
    first: int
    last: int


class SpokenPause(NamedTuple):
    """A pause of a recording, in hundredths of a second."""

    start: int
    end: int
    kind: PauseKind


@dataclass(frozen=True)
class Timing:
    """When a recording's words are spoken.

    ``told`` has the second at which each key point was told, by the point's id.
    """

    pieces: tuple[SpokenPiece, ...]
    pauses: tuple[SpokenPause, ...]
    told: Mapping[str, float]


@dataclass(frozen=True)
class Sound:
    """A recording of a message, spoken by a computer-generated voice.

    ``seconds`` is 0 if it is not known; ``envelope`` is the loudness of 64 moments as hexadecimal
    digits, or empty. ``timing`` is None for recordings that were made without it.
    """

    file: Path
    seconds: float
    envelope: str = ""
    opening: Opening | None = None
    timing: Timing | None = None


class NumberedLine(NamedTuple):
    """A line of a drill, with its number counted from 1."""

    drill: Drill
    number: int
    item: DrillLine | Spot


@dataclass(frozen=True, eq=False)  # there is only one
class Room:
    """All exercises, the easier first. ``sounds`` has the recordings by message id."""

    messages: Mapping[str, Message] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    sounds: Mapping[str, Sound] = field(default_factory=dict)

    @cached_property
    def lines(self) -> Mapping[str, NumberedLine]:
        """All lines of all drills, by id."""
        return {
            item.id: NumberedLine(drill, number, item)
            for drill in self.drills.values()
            for number, item in enumerate(items(drill), start=1)
        }

    def title(self, exercise_id: str) -> str:
        """Return the title of a message, drill or conversation; an empty string if it is gone."""
        shelves: tuple[Mapping[str, Message | Drill | Conversation], ...] = (
            self.messages,
            self.drills,
            self.conversations,
        )
        return next((s[exercise_id].title for s in shelves if exercise_id in s), "")

    @property
    def first_voice(self) -> Message | None:
        """The easiest message whose recording has an opening, or None."""
        opened = (self.messages[name] for name, each in self.sounds.items() if each.opening)
        return min(opened, key=lambda message: (message.level, message.id), default=None)

    @property
    def empty(self) -> bool:
        """Whether there are no exercises."""
        return not (self.messages or self.drills or self.conversations)


def items(drill: Drill) -> tuple[DrillLine | Spot, ...]:
    """Return the lines of a drill, of either type."""
    return (*drill.spots, *drill.lines)


LOW, HIGH = 3.0, 40.0
LOUDEST = 15  # f, the highest digit of an envelope
FLAT = "0" * 64  # for a recording without an envelope


def bars(envelope: str) -> list[float]:
    """Return the heights of the bars (3 to 40), one per digit of an envelope (see room.Sound)."""
    steps = (int(digit, 16) / LOUDEST for digit in envelope or FLAT)
    return [round(LOW + (HIGH - LOW) * step, 1) for step in steps]
