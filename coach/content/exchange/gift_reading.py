"""What was found in a GIFT file, and what is to be told about it."""

from dataclasses import dataclass

from coach.content.exchange.plain_question import PlainQuestion


@dataclass(frozen=True)
class Unread:
    """A question that was not taken over: where it begins, with which words, and why not."""

    line: int
    start: str
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}: “{self.start}” is not taken over, because {self.why}."


@dataclass(frozen=True)
class Left:
    """Something that stays behind: the line in the file, and what it is, as a sentence."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}."


@dataclass(frozen=True)
class ReadQuestion:
    """A question that was taken over. Its id may be empty; ``own`` when a comment gave it."""

    line: int
    item: PlainQuestion
    own: bool


@dataclass(frozen=True)
class GiftFile:
    """What a file held: the questions, those that were not taken over, and what stays behind."""

    found: tuple[ReadQuestion, ...]
    unread: tuple[Unread, ...]
    left: tuple[Left, ...]

    @property
    def notes(self) -> list[Unread | Left]:
        """All that is to be told, in the order of the file."""
        notes: list[Unread | Left] = [*self.unread, *self.left]
        return sorted(notes, key=lambda note: note.line)

    @property
    def items(self) -> list[PlainQuestion]:
        """The questions alone."""
        return [one.item for one in self.found]
