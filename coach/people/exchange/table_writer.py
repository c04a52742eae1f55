"""Write people as a table (CSV) that spreadsheets show and do not run, and that is read here."""

import csv
import io
from collections.abc import Iterable

from coach.people.exchange.item import PersonItem
from coach.text import for_sheet

BETWEEN = " ::: "  # between several values of one cell, as Google writes them
HEADS = (
    "Name", "Called", "Role", "Group", "What matters", "Likes to be reached by", "Email", "Phone",
    "Web", "Birthday", "Tags", "Known since", "Ring", "Ring in days", "Rhythm in days",
    "Last in touch", "Good Terms ID",
)  # fmt: skip


def written(people: Iterable[PersonItem]) -> str:
    """Return people as CSV with CRLF, the heads first."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(HEADS)
    writer.writerows([guarded(cell) for cell in _row(item)] for item in people)
    return table.getvalue()


def _row(item: PersonItem) -> tuple[str, ...]:
    birthday = f"--{item.birthday // 100:02}-{item.birthday % 100:02}" if item.birthday else ""
    texts = (item.name, item.called, item.role, item.world, item.matters, item.prefers)
    several = (item.mails, item.phones, item.webs)
    ring, of_ring = item.ring or ("", None)
    return (
        *texts,
        *map(BETWEEN.join, several),
        birthday,
        BETWEEN.join(item.tags),
        *(str(each) if each else "" for each in (item.known_since, ring, of_ring, item.every)),
        str(item.last_spoke or ""),
        item.uid,
    )


def guarded(text: str) -> str:
    """Return a text for a cell, with an apostrophe before what a spreadsheet would run (CWE-1236).

    A text that looks guarded already gets one more, so that it is read back as it was.
    """
    return f"'{text}" if _is_risky(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell without the apostrophe that guards it."""
    return cell[1:] if cell[:1] == "'" and _is_risky(cell) else cell


def _is_risky(text: str) -> bool:
    bare = text.lstrip("'")
    return for_sheet(bare) != bare
