"""The demo account as rows: made once for each length of history, then copied into other databases.

Making 120 days takes seconds, because every reply in them is judged; copying takes milliseconds.
"""

from datetime import datetime
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Table, func, insert, select

from coach import demo
from coach.accounts.models import User
from coach.content.model import Catalogue
from coach.db import Base, db

Rows = dict[Table, list[dict[str, Any]]]
APART = {"installation"}  # is there before anybody comes


def fill(app: Flask, days: int = 400, habits: int = 3) -> None:
    """Do what ``demo.fill`` does. It is done in full where somebody is there already."""
    made = _made()
    length = days, habits, app.extensions["clock"](), app.extensions["catalogue"]
    with app.app_context():
        alone = db.session.scalar(select(func.count()).select_from(User)) == 0
    if not alone:
        demo.fill(app, days=days, habits=habits)
    elif length in made:
        _put_in(app, made[length])
    else:
        demo.fill(app, days=days, habits=habits)
        made[length] = _taken_out(app)


@cache
def _made() -> dict[tuple[int, int, datetime, Catalogue], Rows]:
    """Return what this process has made so far: (days, habits, now, course) and its rows."""
    return {}


def _taken_out(app: Flask) -> Rows:
    with app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if table.name not in APART]
        rows = {table: db.session.execute(select(table)).mappings().all() for table in tables}
    return {table: [dict(row) for row in some] for table, some in rows.items() if some}


def _put_in(app: Flask, rows: Rows) -> None:
    with app.app_context():
        for table, some in rows.items():
            db.session.execute(insert(table), some)
            key = table.autoincrement_column
            if key is not None and db.engine.dialect.name == "postgresql":
                sequence = func.pg_get_serial_sequence(f'"{table.name}"', key.name)
                db.session.execute(select(func.setval(sequence, max(r[key.name] for r in some))))
        db.session.commit()
