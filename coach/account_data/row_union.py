"""What the rows of two people are together: plain rows in, plain rows out, no database."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from coach.account_data.merge_policies import Key, Row, Rule


@dataclass
class UnionCounts:
    """How many rows of a kind were new to the account, and how many it had already."""

    new: int = 0
    known: int = 0


@dataclass
class Together:
    """One table of both. ``new``: pairs of a row of theirs as it was and as it is to stand.

    ``changed``: pairs of a row of ours before and after. ``same``: the id of each of their rows
    that we have already, with the id of ours.
    """

    new: list[tuple[Row, Row]] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    tally: UnionCounts = field(default_factory=UnionCounts)


def unite(
    rule: Rule, theirs: Iterable[Row], ours: list[Row], led: Callable[[Row], Row]
) -> Together:
    """Return what becomes of their rows beside ours.

    Two rows of one side are never the same thing: each of ours is found by one of theirs at
    most, by the first key before the second. ``led`` returns a row of theirs with the ids of
    its parents as they are called on our side.
    """
    if not ours:
        new = [(row, led(row)) for row in theirs]
        return Together(new, tally=UnionCounts(len(new)))
    pairs = [(row, led(row)) for row in theirs if _is_older(row, rule, ours)]
    found = _matched(rule, [row for _, row in pairs], ours)
    every = _Index(rule, ours)
    together = Together()
    for (before, row), mine in zip(pairs, found, strict=True):
        while mine is not None and (change := rule.beside(mine, row)) is not None:
            row = row | change
            mine = every.find(row)
        if mine is None:
            together.new.append((before, row))
            continue
        together.changed.append((mine, mine | rule.unite(mine, row)))
        if "id" in row:
            together.same[row["id"]] = mine["id"]
    together.tally = UnionCounts(len(together.new), len(together.changed))
    return together


def _is_older(row: Row, rule: Rule, ours: list[Row]) -> bool:
    if not rule.older_by or not ours:
        return True
    return bool(row[rule.older_by] < min(mine[rule.older_by] for mine in ours))


def _matched(rule: Rule, theirs: list[Row], ours: list[Row]) -> list[Row | None]:
    """Return, for each of theirs, the row of ours that is the same, or None."""
    found: list[Row | None] = [None] * len(theirs)
    taken: set[int] = set()
    for key in rule.keys:
        free = _by_key(key, (row for row in ours if id(row) not in taken))
        for place, row in enumerate(theirs):
            if found[place] is None and (alike := free.get(key(row))):
                found[place] = alike.pop(0)
                taken.add(id(found[place]))
    return found


def _by_key(key: Key, rows: Iterable[Row]) -> dict[Hashable, list[Row]]:
    found: dict[Hashable, list[Row]] = {}
    for row in rows:
        made = key(row)
        if made is not None:
            found.setdefault(made, []).append(row)
    return found


class _Index:
    """All rows of ours, found by any of their keys."""

    def __init__(self, rule: Rule, rows: list[Row]) -> None:
        self.by_key = [(key, _by_key(key, rows)) for key in rule.keys]

    def find(self, row: Row) -> Row | None:
        """Return the row that is the same as this one, or None."""
        alike = (rows[made][0] for key, rows in self.by_key if (made := key(row)) in rows)
        return next(alike, None)
