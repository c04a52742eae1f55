"""Import rows in portions, each in a short transaction, so that the database is locked briefly.

Repeating a portion does no harm, because rows that exist are recognised. An import that was
interrupted, or sent twice at once, is simply sent again.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from coach.account_data import export_reader, merge
from coach.account_data.json_codec import written
from coach.account_data.merge import Counts, Tables
from coach.account_data.merge_policies import Row
from coach.accounts.models import PendingImport, User
from coach.db import db, upsert
from coach.db.locking import lock_user
from coach.habits.snapshot_updates import catch_up
from coach.habits.snapshots import outdate
from coach.people import upkeep
from coach.review import card_queries

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


AT_ONCE = 12_000  # the most rows that one request writes
LIVED_AT_ONCE = 20_000  # the most habit days that one request recomputes


def cut(tables: Tables) -> list[Tables]:
    """Return the rows in portions."""
    hangs = {
        table.name: (column, of)
        for table, _ in merge.carried()
        for column, of in merge.parents(table).items()
        if of not in merge.IN_ALL
    }
    parts = portions(tables, hangs, merge.IN_ALL, PORTION)
    # the content of a pending habit import is long, and no row refers to it
    for later in parts[1:]:
        later["habit_import"] = [r for r in later.get("habit_import", ()) if r["content"] is None]
    return parts


def keep(user: User, export: dict[str, Any], tables: Tables, counts: Counts, now: datetime) -> None:
    """Store an export until the user decides about it. It replaces an earlier one."""
    content = {
        "made_at": str(export.get("made_at"))[:40],
        "person": export_reader.settings_in(export),
        "counts": {title: [tally.new, tally.known] for title, tally in counts.items()},
        "portions": [
            {
                name: [{column: written(value) for column, value in row.items()} for row in rows]
                for name, rows in portion.items()
            }
            for portion in cut(tables)
        ],
    }
    lock_user(user.id)  # of two uploads at once, the later one stays
    values = {"user_id": user.id, "made_at": now, "content": content}
    upsert(PendingImport, values, ("user_id",), ("made_at", "content"))


def take_up(user_id: int, made_at: datetime) -> bool:
    """Delete the pending upload.

    Return False if another request did so, or another file was uploaded.
    """
    same = PendingImport.user_id == user_id, PendingImport.made_at == made_at
    query = delete(PendingImport).where(*same).returning(PendingImport.user_id)
    return db.session.scalar(query, execution_options={"synchronize_session": False}) is not None


def pending(user_id: int) -> PendingImport | None:
    """Return the upload that waits for this user's decision, or None."""
    row = db.session.get(PendingImport, user_id)
    return row if row is not None and "portions" in row.content else None


def take_over(user: User, content: dict[str, Any]) -> None:
    """Apply the settings in an export to the user."""
    for name, value in export_reader.settings_in(content).items():
        setattr(user, name, value)
    outdate(user.id, date.min)  # the length of a day of travel may change


def take_in(user: User, content: dict[str, Any], part: int, today: date) -> int | None:
    """Import the portions from ``part`` on, as many as one request may write. This commits.

    Return the portion to continue with, or None when everything is imported and recomputed.
    """
    parts, written_rows = content["portions"], 0
    while part < len(parts):
        rows = weight(parts[part])
        if written_rows and written_rows + rows > AT_ONCE:
            return part
        _write(merge.bring_in, export_reader.read(parts[part]), user)
        written_rows, part = written_rows + rows, part + 1
    if part == len(parts):
        written_rows, part = written_rows + _recompute(user), part + 1
    return part if _is_behind(user, today, written_rows) else None


def _recompute(user: User) -> int:
    """Recompute what depends on all rows, in two transactions. Return the cost in rows."""
    lock_user(user.id)
    sittings = merge.place_anew(user.id)
    db.session.commit()
    lock_user(user.id)
    answers = card_queries.rebuild(user)
    upkeep.settle_all(user.id)
    db.session.commit()
    return 50 * sittings + 2 * answers


def _is_behind(user: User, today: date, cost: int) -> bool:
    """Update the habits' snapshots. Return whether some are left for the next request."""
    return catch_up(user.id, today, user.rollover, LIVED_AT_ONCE - cost) > 0


def bring_along(guest: User, user: User, today: date) -> bool:
    """Move a guest's rows to the account, as many as one request may write. This commits.

    Return whether everything is moved; the guest is then deleted.
    """
    parts, written_rows = (
        cut({table.name: merge.rows_of(table, guest.id) for table, _ in merge.carried()}),
        0,
    )
    while len(parts) > 1:
        rows = weight(parts[0])
        if written_rows and written_rows + rows > AT_ONCE:
            return False
        _write(merge.bring_along, parts.pop(0), user)
        written_rows += rows
    lock_user(user.id)
    merge.bring_along(parts[0], user)
    db.session.delete(guest)
    db.session.commit()
    _recompute(user)
    catch_up(user.id, today, user.rollover, max(0, LIVED_AT_ONCE - written_rows))
    return True


def _write(bring: Callable[[Tables, User], Counts], rows: Tables, user: User) -> None:
    """Write rows and commit. If another request inserted the same row, merge and write again."""
    try:
        lock_user(user.id)
        bring(rows, user)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        lock_user(user.id)
        bring(rows, user)
        db.session.commit()
