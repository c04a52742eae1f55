"""Compute the union of two users' rows: plain rows in, plain rows out, no database."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from coach.account_data.merge_policies import Key, Row, Rule


@dataclass
class UnionCounts:
    """The number of rows that are new to the account, and of those it has already."""

    new: int = 0
    known: int = 0


@dataclass
class Together:
    """The union of one table.

    ``new``: pairs of (their row, the row to write). ``changed``: pairs of (our row before, our row
    after). ``same``: the ids of their rows that we have already, with our ids.
    """

    new: list[tuple[Row, Row]] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    tally: UnionCounts = field(default_factory=UnionCounts)


def unite(
    rule: Rule, theirs: Iterable[Row], ours: list[Row], led: Callable[[Row], Row]
) -> Together:
    """Return the union of their rows with ours.

    Two rows of one side are never the same: each of our rows matches at most one of theirs, by the
    first key before the second. ``led`` returns a row of theirs with our ids of its parents.
    """
    if not ours:
        new = [(row, led(row)) for row in theirs]
        return Together(new, tally=UnionCounts(len(new)))
    pairs = [(row, led(row)) for row in theirs if _is_older(row, rule, ours)]
    matches = _match(rule, [row for _, row in pairs], ours)
    every = _Index(rule, ours)
    together = Together()
    for (before, row), mine in zip(pairs, matches, strict=True):
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


def _match(rule: Rule, theirs: list[Row], ours: list[Row]) -> list[Row | None]:
    """Return for each of their rows the matching row of ours, or None."""
    matches: list[Row | None] = [None] * len(theirs)
    used: set[int] = set()
    for key in rule.keys:
        free = _by_key(key, (row for row in ours if id(row) not in used))
        for place, row in enumerate(theirs):
            if matches[place] is None and (alike := free.get(key(row))):
                matches[place] = alike.pop(0)
                used.add(id(matches[place]))
    return matches


def _by_key(key: Key, rows: Iterable[Row]) -> dict[Hashable, list[Row]]:
    rows_by_key: dict[Hashable, list[Row]] = {}
    for row in rows:
        value = key(row)
        if value is not None:
            rows_by_key.setdefault(value, []).append(row)
    return rows_by_key


class _Index:
    """All our rows by each of their keys."""

    def __init__(self, rule: Rule, rows: list[Row]) -> None:
        self.by_key = [(key, _by_key(key, rows)) for key in rule.keys]

    def find(self, row: Row) -> Row | None:
        """Return our row that matches this one, or None."""
        alike = (rows[value][0] for key, rows in self.by_key if (value := key(row)) in rows)
        return next(alike, None)
