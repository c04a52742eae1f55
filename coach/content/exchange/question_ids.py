"""Ids for questions that come from outside: free, and told where they had to change."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from coach.content.exchange.gift import ReadQuestion
from coach.content.exchange.plain_question import PlainQuestion


@dataclass(frozen=True)
class Named:
    """A question with an id that nothing else has; ``wanted`` is the one it came with."""

    line: int
    item: PlainQuestion
    wanted: str


def named(
    found: Iterable[ReadQuestion], lesson_id: str, used: Container[str], locked: Container[str] = ()
) -> Iterator[Named]:
    """The questions with free ids, in order: their own, else ``<lesson>-q1`` and on.

    ``used`` are the ids of the content's files; ``locked`` those that were published, which only
    a question that brings its id along, such as one that we wrote, may have again.
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
