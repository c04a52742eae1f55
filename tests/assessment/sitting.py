"""Ways to answer a look-back in tests: through its pages, or straight into the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import event

from coach.assessment import answer_queries as asking
from coach.assessment import calendar, item_selection, queries
from coach.assessment.calendar import Week
from coach.assessment.item_bank import Bank
from coach.db import db
from tests.conftest import Visitor


def when(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def give(visitor: Visitor, week: Week, number: int, value: str = "75", **more: str) -> Any:
    """Answer a question as its page's form would."""
    url = f"/look-back/{week}/{number}"
    page = visitor.page(url)
    form = {n: page.one("input", name=n).get("value", "") for n in ("item", "shown")}
    return visitor.send(url, {**form, "value": value, **more})


def sit(visitor: Visitor, week: Week, value: str = "75") -> None:
    visitor.send("/look-back/begin")
    for number in range(1, 17):
        assert give(visitor, week, number, value).status_code == 303


def keep_week(
    app: Flask,
    user_id: int,
    week: Week,
    now: datetime,
    edition: Bank | None = None,
    **levels: int,
) -> None:
    """Write a week's sitting straight into the database: 50, but for ``p2=100``."""
    with app.app_context():
        last = queries.last_sitting(user_id)
        sitting = asking.begin(user_id, week, last, now)
        baseline = queries.baseline_of(last) if last else week
        bank = edition or app.extensions["bank"]
        for item in item_selection.questions(bank, user_id, calendar.place(baseline, week)):
            x = levels.get(f"p{item.principle}", 50)
            asking.record(user_id, week, item, 100 - x if item.reverse else x, 9.0, now)
        asking.mark(sitting)
        db.session.commit()


@contextmanager
def counted(app: Flask) -> Iterator[list[int]]:
    """Count the questions put to the database, and the rows that came back."""
    asked = [0]
    with app.app_context():
        engine = db.engine

    def one_more(*_: object) -> None:
        asked[0] += 1

    event.listen(engine, "before_cursor_execute", one_more)
    yield asked
    event.remove(engine, "before_cursor_execute", one_more)
