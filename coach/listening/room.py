"""The listening room as it was read: messages, drills, conversations, and the recordings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coach.listening.exercise import Conversation, Drill, DrillLine, Message, Spot


@dataclass(frozen=True)
class Opening:
    """The first seconds of a recording in a file of their own, and the words spoken in them."""

    file: Path
    seconds: float
    envelope: str
    words: str


@dataclass(frozen=True)
class Sound:
    """A message spoken by a computer-generated voice. ``seconds`` is 0 where it is not known;
    ``envelope`` is the loudness of 64 moments as digits from 0 to f, or empty."""

    file: Path
    seconds: float
    envelope: str = ""
    opening: Opening | None = None


class NumberedLine(NamedTuple):
    """A line of a drill, and its place counted from 1."""

    drill: Drill
    number: int
    item: DrillLine | Spot


@dataclass(frozen=True, eq=False)  # there is one
class Room:
    """Everything to listen to, the easier first; ``sounds`` by the id of the message."""

    messages: Mapping[str, Message] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    sounds: Mapping[str, Sound] = field(default_factory=dict)

    @cached_property
    def lines(self) -> Mapping[str, NumberedLine]:
        """Every line of every drill by its id."""
        return {
            item.id: NumberedLine(drill, number, item)
            for drill in self.drills.values()
            for number, item in enumerate(items(drill), start=1)
        }

    def title(self, exercise_id: str) -> str:
        """The title of a message, a drill or a conversation; empty for one that is gone."""
        shelves: tuple[Mapping[str, Message | Drill | Conversation], ...] = (
            self.messages,
            self.drills,
            self.conversations,
        )
        return next((s[exercise_id].title for s in shelves if exercise_id in s), "")

    @property
    def first_voice(self) -> Message | None:
        """Return the easiest message whose recording has an opening, or None."""
        opened = (self.messages[name] for name, each in self.sounds.items() if each.opening)
        return min(opened, key=lambda message: (message.level, message.id), default=None)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to listen to yet."""
        return not (self.messages or self.drills or self.conversations)


def items(drill: Drill) -> tuple[DrillLine | Spot, ...]:
    """The lines of a drill, of whichever sort they are."""
    return (*drill.spots, *drill.lines)
