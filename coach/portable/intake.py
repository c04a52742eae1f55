"""Read an export into the database: whole or not at all."""

import secrets
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Table, delete, insert
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from coach.account.models import PendingImport, User
from coach.db import Base, db
from coach.portable import columns, merge
from coach.portable.archive import Unreadable
from coach.portable.export import SETTINGS
from coach.portable.rules import Row

ROWS = 200_000  # of all tables together
DAMAGED = "This export is damaged or was changed by hand: {} cannot be read."


def keep(user: User, found: dict[str, Any], now: datetime) -> None:
    """Let an upload wait for its owner's decision; an earlier one gives way."""
    db.session.merge(PendingImport(user_id=user.id, made_at=now, content=found))


def pending(user_id: int) -> PendingImport | None:
    """Return what waits for this person's decision."""
    return db.session.get(PendingImport, user_id)


def take_up(waiting: PendingImport) -> bool:
    """Let an upload wait no longer. False where another press did so, or another file came."""
    same = PendingImport.user_id == waiting.user_id, PendingImport.made_at == waiting.made_at
    gone = delete(PendingImport).where(*same).returning(PendingImport.user_id)
    quietly = {"synchronize_session": False}
    found = db.session.scalar(gone, execution_options=quietly) is not None
    db.session.expunge(waiting)
    return found


def preview(user: User, found: dict[str, Any], now: datetime, today: date) -> merge.Counts:
    """Return what an import would bring, tried out and taken back. Raises Unreadable."""
    trial = db.session.begin_nested()
    try:
        return take_in(user, found, False, now, today)
    finally:
        trial.rollback()
        db.session.expire_all()


def take_in(
    user: User, found: dict[str, Any], settings: bool, now: datetime, today: date
) -> merge.Counts:
    """Bring the rows of an export along as if a guest had made them. Raises Unreadable.

    With ``settings`` also name, zone and the like are taken over. Nothing is committed.
    """
    chosen = _settings(found.get("person"))
    bringer = User(fs_uniquifier=secrets.token_hex(32), zone=chosen["zone"], created_at=now)
    db.session.add(bringer)
    db.session.flush()
    try:
        with db.session.begin_nested():
            _insert(bringer.id, found.get("tables"))
            if settings:
                for name, value in chosen.items():
                    setattr(user, name, value)
            return merge.bring_along(bringer, user, today)
    except columns.Wrong as error:
        raise Unreadable(DAMAGED.format(error)) from error
    except OperationalError:  # the database has trouble, not the file
        raise
    except (IntegrityError, StatementError) as error:
        raise Unreadable(DAMAGED.format("a row")) from error


def _settings(person: Any) -> Row:
    if not isinstance(person, dict):
        raise Unreadable(DAMAGED.format("the person"))
    own = Base.metadata.tables["user"].c
    try:
        return {name: columns.read(own[name], person.get(name)) for name in SETTINGS}
    except columns.Wrong as error:
        raise Unreadable(DAMAGED.format(error)) from error


def _insert(user_id: int, tables: Any) -> None:
    known = {table.name: table for table, _ in merge.carried()}
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise columns.Wrong("the list of tables")
    if sum(len(rows) for rows in tables.values()) > ROWS:
        raise Unreadable("This export holds more than one person can have done.")
    if strange := sorted(set(tables) - set(known)):
        raise columns.Wrong(f"the table “{strange[0][:40]}”")
    ids: dict[str, dict[int, int]] = {}
    for name, table in known.items():
        ids[name] = _insert_rows(table, tables.get(name, []), user_id, ids)


def _insert_rows(
    table: Table, rows: list[Any], user_id: int, ids: dict[str, dict[int, int]]
) -> dict[int, int]:
    """Insert a table's rows under new ids; return the new id of each old one."""
    points = merge.parents(table)
    ready = [_values(table, row, points, ids) | {"user_id": user_id} for row in rows]
    if "id" not in table.c:
        for values in ready:
            db.session.execute(insert(table).values(values))
        return {}
    made: dict[int, int] = {}
    for _, group in groupby(zip(ready, rows, strict=True), lambda pair: list(pair[0])):
        same = list(group)
        returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        new = db.session.scalars(returning, [values for values, _ in same])
        made |= {row.get("id", 0): number for number, (_, row) in zip(new, same, strict=True)}
    return made


def _values(table: Table, row: Any, points: dict[str, str], ids: dict[str, dict[int, int]]) -> Row:
    if not isinstance(row, dict) or type(row.get("id", 0)) is not int:
        raise columns.Wrong(f"a row of {table.name}")
    return {
        column.name: _value(column, row, points, ids)
        for column in table.columns
        if column.name not in ("id", "user_id") and _is_given(column, row)
    }


def _is_given(column: Column[Any], row: Row) -> bool:
    return column.name in row or (column.default is None and not column.nullable)


def _value(
    column: Column[Any], row: Row, points: dict[str, str], ids: dict[str, dict[int, int]]
) -> Any:
    value = columns.read(column, row.get(column.name))
    if column.name in points and value is not None:
        if value not in ids[points[column.name]]:
            raise columns.Wrong(f"{column} leads nowhere")
        return ids[points[column.name]][value]
    return value
