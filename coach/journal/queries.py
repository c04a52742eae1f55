"""Read and write journal entries, also for the booklet. Nothing here commits."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, literal_column, select

from coach.db import db, words
from coach.journal.models import Entry
from coach.search import row_queries

# when the user did something here: Today asks how long they were away
USES = (Entry.changed_at,)


def reflection(user_id: int, key: str) -> str | None:
    """Return the text of the user's answer to a reflection, or None."""
    entry = kept(user_id, "reflection", key)
    return entry.text if entry else None


class ShownReflection(NamedTuple):
    """A reflection as it is shown again: its question and the user's text."""

    prompt: str
    text: str


ROW = Entry.__table__.c
REFLECTIONS = select(ROW.key, ROW.prompt, ROW.text).where(
    ROW.user_id == bindparam("user"),
    ROW.kind == "reflection",
    ROW.key.in_(bindparam("keys", expanding=True)),
)


def reflections(user_id: int, keys: Collection[str]) -> dict[str, ShownReflection]:
    """Return the user's answers to these reflections by key."""
    params = {"user": user_id, "keys": list(keys)}
    rows = db.rows(REFLECTIONS, params)
    return {key: ShownReflection(prompt, text) for key, prompt, text in rows}


def keep_reflection(user_id: int, key: str, prompt: str, text: str, now: datetime) -> Entry:
    """Store the answer to a reflection, in place of an earlier one."""
    return keep(user_id, "reflection", key, prompt, text, now)


def keep(user_id: int, kind: str, key: str, prompt: str, text: str, now: datetime) -> Entry:
    """Store one entry per user, kind and key, in place of an earlier one."""
    entry = kept(user_id, kind, key)
    if entry is None:
        entry = Entry(user_id=user_id, kind=kind, key=key, written_at=now)
        db.session.add(entry)
    entry.prompt, entry.text, entry.changed_at = prompt, text, now
    return entry


def add_note(user_id: int, token: str, text: str, now: datetime, prompt: str = "") -> None:
    """Store a note once per form token. Another text with the same token is a new note."""
    entry = kept(user_id, "note", token)
    if entry is not None and entry.text != text:
        token = f"{token[:100]}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    keep(user_id, "note", token, prompt, text, now)


def sheet(user_id: int, tool_id: str) -> Entry | None:
    """Return the user's filled-in tool, or None."""
    return kept(user_id, "tool", tool_id)


def sheets(user_id: int) -> dict[str, Entry]:
    """Return the user's filled-in tools by tool id."""
    query = select(Entry).where(Entry.user_id == user_id, Entry.kind == "tool")
    return {entry.key: entry for entry in db.session.scalars(query)}


def keep_sheet(
    user_id: int, tool_id: str, title: str, parts: list[dict[str, Any]], now: datetime
) -> None:
    """Store a filled-in tool, in place of its earlier version."""
    keep(user_id, "tool", tool_id, title, "", now).parts = parts


def own_entry(user_id: int, entry_id: int) -> Entry | None:
    """Return the user's own entry, or None if it does not exist or belongs to another user."""
    return db.session.scalar(select(Entry).where(Entry.id == entry_id, Entry.user_id == user_id))


def with_words(user_id: int, text: str) -> list[words.RowWithWords]:
    """Return the user's entries and filled-in tools that hold these words, up to 50 of each."""
    found = words.rows_with(Entry, ("text",), user_id, text)
    tools = select(Entry).where(Entry.user_id == user_id, Entry.kind == "tool")
    for tool in db.session.scalars(tools):
        line = next((each for each in _texts(tool.parts) if text in each), "")
        found += [words.RowWithWords(tool.id, f"{tool.prompt}: {line}")] if line else []
    return found


def _texts(part: Any) -> Iterator[str]:
    """Yield every text of a filled-in tool."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _texts(each)


def _replaced(part: Any, text: str, instead: str) -> Any:
    """Return a part of a filled-in tool with other words in the place of some."""
    if isinstance(part, dict):
        return {name: _replaced(each, text, instead) for name, each in part.items()}
    if isinstance(part, list):
        return [_replaced(each, text, instead) for each in part]
    return part.replace(text, instead) if isinstance(part, str) else part


def replace_words(
    user_id: int, ids: Collection[int], text: str, instead: str, now: datetime
) -> None:
    """Replace words in some of the user's entries and filled-in tools."""
    for entry in words.replace_in(Entry, ("text",), user_id, ids, (text, instead)):
        entry.parts, entry.changed_at = _replaced(entry.parts, text, instead), now


KEPT = select(Entry).where(
    Entry.user_id == bindparam("user"),
    Entry.kind == bindparam("kind"),
    Entry.key == bindparam("key"),
)


def kept(user_id: int, kind: str, key: str) -> Entry | None:
    """Return the entry with this kind and key, or None."""
    return db.session.scalar(KEPT, {"user": user_id, "kind": kind, "key": key})


# the newest entries, for a search; tools are read separately
SEARCHED = (
    select(
        *row_queries.columns(
            Entry.kind, Entry.id, Entry.prompt, Entry.text, Entry.written_at, said=Entry.text
        )
    )
    .where(Entry.user_id == bindparam("user"), Entry.kind != "tool")
    .order_by(Entry.id.desc())
    .limit(row_queries.NEWEST)
)


# the tools that a user filled in or changed after an instant
CHANGED = select(Entry.key).where(
    Entry.user_id == bindparam("user"),
    Entry.kind == "tool",
    Entry.changed_at > bindparam("after"),
)


# five columns and the parts, because Today reads them in one UNION with the places in lessons
SHEETS = select(
    Entry.key,
    literal_column("''"),
    literal_column("''"),
    Entry.changed_at,
    Entry.changed_at,
    Entry.parts,
).where(
    Entry.user_id == bindparam("user"),
    Entry.kind == "tool",
    Entry.key.in_(bindparam("tools", expanding=True)),
    Entry.parts.is_not(None),
)


MARGIN, WELL = "step:%", "look-back/%/well"  # keys of journal entries


def wells(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` texts about what went well, the latest week first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "reflection", Entry.key.like(WELL)
    )
    return db.session.scalars(query.order_by(Entry.key.desc()).limit(most)).all()


def notes(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` notes in the margin of lessons, the newest first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "note", Entry.key.like(MARGIN)
    )
    return db.session.scalars(query.order_by(Entry.changed_at.desc()).limit(most)).all()


def note_text(user_id: ColumnElement[int], key: ColumnElement[str]) -> Any:
    """Return the column with the text of the note that has this key, or null.

    It is for statements of other features, whose rows have such a note; both arguments are columns.
    """
    same = ROW.user_id == user_id, ROW.kind == "note", ROW.key == key
    return select(ROW.text).where(*same).scalar_subquery()


def promise_parts(user_id: int, tool_id: str) -> list[dict[str, Any]]:
    """Return the parts of the user's promise list, or an empty list."""
    query = select(Entry.parts).where(
        Entry.user_id == user_id, Entry.kind == "tool", Entry.key == tool_id
    )
    return db.session.scalar(query) or []
