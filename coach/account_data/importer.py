"""Rows brought in portion by portion, each in a short transaction of its own.

Whatever is repeated does no harm: what is here already is found again. So a move that was
interrupted, or asked for twice at once, is simply asked for again.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from coach.account_data import merge, reader
from coach.account_data.json_codec import written
from coach.account_data.merge import Counts, Tables
from coach.account_data.portions import PORTION, portions, weight
from coach.accounts.models import PendingImport, User
from coach.db import db, insert_for_dialect
from coach.db.locking import lock_user
from coach.habits.snapshot_updates import catch_up
from coach.habits.snapshots import outdate
from coach.review import log_queries

AT_ONCE = 12_000  # rows that one request writes
LIVED_AT_ONCE = 20_000  # days that one request works out


def cut(tables: Tables) -> list[Tables]:
    """Return rows in portions."""
    hangs = {
        table.name: (column, of)
        for table, _ in merge.carried()
        for column, of in merge.parents(table).items()
        if of not in merge.IN_ALL
    }
    made = portions(tables, hangs, merge.IN_ALL, PORTION)
    for later in made[1:]:  # a file that waits is long, and nothing points to it
        later["habit_import"] = [r for r in later.get("habit_import", ()) if r["content"] is None]
    return made


def keep(user: User, found: dict[str, Any], tables: Tables, counts: Counts, now: datetime) -> None:
    """Let an export wait for its owner's decision; an earlier one gives way."""
    content = {
        "made_at": str(found.get("made_at"))[:40],
        "person": reader.settings_in(found),
        "counts": {title: [tally.new, tally.known] for title, tally in counts.items()},
        "portions": [
            {
                name: [{column: written(value) for column, value in row.items()} for row in rows]
                for name, rows in portion.items()
            }
            for portion in cut(tables)
        ],
    }
    lock_user(user.id)  # of two uploads at once the later one stands
    row = insert_for_dialect(PendingImport).values(user_id=user.id, made_at=now, content=content)
    new = {"made_at": row.excluded.made_at, "content": row.excluded.content}
    db.session.execute(row.on_conflict_do_update(index_elements=["user_id"], set_=new))


def take_up(user_id: int, made_at: datetime) -> bool:
    """Let an upload wait no longer. False where another press did so, or another file came."""
    same = PendingImport.user_id == user_id, PendingImport.made_at == made_at
    gone = delete(PendingImport).where(*same).returning(PendingImport.user_id)
    return db.session.scalar(gone, execution_options={"synchronize_session": False}) is not None


def pending(user_id: int) -> PendingImport | None:
    """Return what waits for this person's decision."""
    found = db.session.get(PendingImport, user_id)
    return found if found is not None and "portions" in found.content else None


def take_over(user: User, content: dict[str, Any]) -> None:
    """Let the settings of whoever made an export be the person's."""
    for name, value in reader.settings_in(content).items():
        setattr(user, name, value)
    outdate(user.id, date.min)  # how long a day of travel was may change


def take_in(user: User, content: dict[str, Any], part: int, today: date) -> int | None:
    """Bring in the portions from ``part`` on, as many as one request may; commits.

    Return the portion to go on with, or None when everything is here and worked out.
    """
    waiting, done = content["portions"], 0
    while part < len(waiting):
        rows = weight(waiting[part])
        if done and done + rows > AT_ONCE:
            return part
        _write(merge.bring_in, reader.read(waiting[part]), user)
        done, part = done + rows, part + 1
    if part == len(waiting):
        done, part = done + _follow(user), part + 1
    return part if _is_behind(user, today, done) else None


def _follow(user: User) -> int:
    """Work out what follows from all rows, in two transactions; return what it cost in rows."""
    lock_user(user.id)
    sittings = merge.place_anew(user.id)
    db.session.commit()
    lock_user(user.id)
    answers = log_queries.rebuild(user)
    db.session.commit()
    return 50 * sittings + 2 * answers


def _is_behind(user: User, today: date, done: int) -> bool:
    """Bring running states up to date; return whether some are left for the next request."""
    return catch_up(user.id, today, user.rollover, LIVED_AT_ONCE - done) > 0


def bring_along(guest: User, user: User, today: date) -> bool:
    """Let what a guest did become the person's, as much as one request may; commits.

    Return whether everything is there; then the guest is gone.
    """
    left, done = (
        cut({table.name: merge.rows_of(table, guest.id) for table, _ in merge.carried()}),
        0,
    )
    while len(left) > 1:
        rows = weight(left[0])
        if done and done + rows > AT_ONCE:
            return False
        _write(merge.bring_along, left.pop(0), user)
        done += rows
    lock_user(user.id)
    merge.bring_along(left[0], user)
    db.session.delete(guest)
    db.session.commit()
    _follow(user)
    catch_up(user.id, today, user.rollover, max(0, LIVED_AT_ONCE - done))
    return True


def _write(bring: Callable[[Tables, User], Counts], rows: Tables, user: User) -> None:
    """Write and commit; where somebody wrote the same meanwhile, look again what is here."""
    try:
        lock_user(user.id)
        bring(rows, user)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        lock_user(user.id)
        bring(rows, user)
        db.session.commit()
