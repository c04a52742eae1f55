"""Split many rows into portions, so that each transaction locks the database only briefly."""

from collections import Counter
from collections.abc import Mapping, Sequence

from coach.account_data.merge_policies import Row

Tables = dict[str, list[Row]]
# table name: (column with the parent's id, name of the parent's table)
Hangs = Mapping[str, tuple[str, str]]
PORTION = 10_000  # rows
HEAVY = {"listening_reply": 5}  # how many average rows one of these counts as, by its size


def weight(rows: Mapping[str, Sequence[Row]]) -> int:
    """Return the size of these rows in average rows."""
    return sum(len(some) * HEAVY.get(name, 1) for name, some in rows.items())


def portions(tables: Tables, hangs: Hangs, shared: Sequence[str], most: int) -> list[Tables]:
    """Return the rows in portions of at most ``most`` average rows, each row with its children.

    A row with more children is a portion of its own. The rows of the tables ``shared``, which rows
    of any portion may refer to, are in every portion. Parents come before children.
    """
    children = Counter(
        (hangs[name][1], row[hangs[name][0]])
        for name, rows in tables.items()
        if name in hangs
        for row in rows
    )
    places: dict[tuple[str, int | None], int] = {}
    parts: list[Tables] = [{}]
    filled = 0
    for name, rows in tables.items():
        if name in shared:
            continue
        for row in rows:
            column, parent = hangs.get(name, ("", ""))
            if column and row[column] is not None:
                parts[places[parent, row[column]]].setdefault(name, []).append(row)
                continue
            size = HEAVY.get(name, 1) + (children[name, row["id"]] if "id" in row else 0)
            if filled and filled + size > most:
                parts.append({})
                filled = 0
            filled += size
            if "id" in row:
                places[name, row["id"]] = len(parts) - 1
            parts[-1].setdefault(name, []).append(row)
    always = {name: tables[name] for name in shared if name in tables}
    return [always | each for each in parts]
