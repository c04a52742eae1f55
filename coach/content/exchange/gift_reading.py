"""Define the result of reading a GIFT file, with messages about what is lost."""

from dataclasses import dataclass

from coach.content.exchange.plain_question import PlainQuestion


@dataclass(frozen=True)
class Unread:
    """A question that cannot be imported: its line, its first words, and the reason."""

    line: int
    start: str
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}: “{self.start}” is not taken over, because {self.why}."


@dataclass(frozen=True)
class Left:
    """Something that is lost: its line in the file, and a description."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}."


@dataclass(frozen=True)
class ReadQuestion:
    """An imported question. Its id may be empty; ``own`` is True if a comment gave the id."""

    line: int
    item: PlainQuestion
    own: bool


@dataclass(frozen=True)
class GiftFile:
    """The result: the questions, those that cannot be imported, and what is lost."""

    found: tuple[ReadQuestion, ...]
    unread: tuple[Unread, ...]
    left: tuple[Left, ...]

    @property
    def notes(self) -> list[Unread | Left]:
        """All messages, in the order of the file."""
        notes: list[Unread | Left] = [*self.unread, *self.left]
        return sorted(notes, key=lambda note: note.line)

    @property
    def items(self) -> list[PlainQuestion]:
        """The questions alone."""
        return [one.item for one in self.found]
