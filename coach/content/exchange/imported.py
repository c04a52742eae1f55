"""Define the questions read from a file, with what is lost, and give them free ids."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from coach.content.exchange.plain_question import PlainQuestion


@dataclass(frozen=True)
class Unread:
    """A question that cannot be imported: its line, its first words, and the reason."""

    line: int
    start: str
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}: “{self.start}” is not imported, because {self.why}."


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


@dataclass(frozen=True)
class Named:
    """A question with a free id. ``wanted`` is the id in the imported file."""

    line: int
    item: PlainQuestion
    wanted: str


def named(
    found: Iterable[ReadQuestion], lesson_id: str, used: Container[str], locked: Container[str] = ()
) -> Iterator[Named]:
    """Yield the questions with free ids, in order: their own, or ``<lesson>-q1`` and so on.

    ``used`` are the ids of the content files. ``locked`` are published ids: only a question that
    brings such an id from an earlier export may use it again.
    """
    given: set[str] = {
        lesson_id,
        *(f"{lesson_id}-{part}" for part in ("example", "reflection", "habit")),
    }
    for one in found:
        wanted = one.item.id
        taken = wanted in given or wanted in used or (not one.own and wanted in locked)
        name = wanted if wanted and not taken else _free(lesson_id, given, used, locked)
        given.add(name)
        yield Named(one.line, replace(one.item, id=name), wanted)


def _free(lesson_id: str, given: set[str], used: Container[str], locked: Container[str]) -> str:
    names = (f"{lesson_id}-q{number}" for number in count(1))
    return next(n for n in names if n not in given and n not in used and n not in locked)
