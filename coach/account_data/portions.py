"""Many rows cut into portions, so that each takes the database for a moment only."""

from collections import Counter
from collections.abc import Mapping, Sequence

from coach.account_data.merge_policies import Row

Tables = dict[str, list[Row]]
Hangs = Mapping[str, tuple[str, str]]  # table: the column of its parent's id, the parent's table
PORTION = 10_000  # rows
HEAVY = {"listening_reply": 5}  # rows that one of these is worth: it has much in it


def weight(rows: Mapping[str, Sequence[Row]]) -> int:
    """Return how many rows of the usual size all of these are worth."""
    return sum(len(some) * HEAVY.get(name, 1) for name, some in rows.items())


def portions(tables: Tables, hangs: Hangs, shared: Sequence[str], most: int) -> list[Tables]:
    """Return the rows in portions worth at most ``most`` rows, each row with its children.

    A row with more children than that is a portion of its own. The rows of the tables ``shared``,
    which rows of any portion may point to, are in each of them. Parents come before children.
    """
    children = Counter(
        (hangs[name][1], row[hangs[name][0]])
        for name, rows in tables.items()
        if name in hangs
        for row in rows
    )
    places: dict[tuple[str, int | None], int] = {}
    made: list[Tables] = [{}]
    filled = 0
    for name, rows in tables.items():
        if name in shared:
            continue
        for row in rows:
            column, parent = hangs.get(name, ("", ""))
            if column and row[column] is not None:
                made[places[parent, row[column]]].setdefault(name, []).append(row)
                continue
            size = HEAVY.get(name, 1) + (children[name, row["id"]] if "id" in row else 0)
            if filled and filled + size > most:
                made.append({})
                filled = 0
            filled += size
            if "id" in row:
                places[name, row["id"]] = len(made) - 1
            made[-1].setdefault(name, []).append(row)
    always = {name: tables[name] for name in shared if name in tables}
    return [always | each for each in made]
