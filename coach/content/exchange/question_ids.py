"""Give free ids to imported questions, and report changed ids."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from coach.content.exchange.gift import ReadQuestion
from coach.content.exchange.plain_question import PlainQuestion


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
