"""Define the columns in which every feature offers a user's own rows to search."""

from typing import Any, NamedTuple

from sqlalchemy import Select, String, cast, func

NEWEST = 1000  # the most rows of one kind that are searched
LONGEST = 6000  # the most characters of a text that are searched

Rows = Select[*tuple[Any, ...]]


class FoundRow(NamedTuple):
    """A row that was found. ``day`` is the day or the instant (UTC) it was written, in ISO 8601.

    ``id`` is that of the entry, the habit, the talk or the message.
    """

    kind: str
    id: int
    head: str
    text: str
    day: str


def columns(kind: Any, id_: Any, head: Any, text: Any, day: Any, said: Any) -> list[Any]:
    """Return the columns of ``FoundRow``, and ``said``, the text that is searched."""
    return [
        cast(kind, String).label("kind"),
        id_.label("id"),
        cast(head, String).label("head"),
        func.substr(text, 1, LONGEST).label("text"),
        cast(day, String).label("day"),
        func.substr(said, 1, LONGEST).label("said"),
    ]
