"""Intentions in exports, imports and merges: nothing doubled, nothing lost."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select

from coach.account_data import importer
from coach.accounts.models import User
from coach.db import db
from coach.intentions import queries
from coach.intentions.models import Intention
from tests.conftest import FRIDAY, Visitor

TODAY = FRIDAY.date()
HOUR = timedelta(hours=1)


def save(app: Flask, visitor: Visitor, words: str, hours: int = 0) -> None:
    with app.app_context():
        queries.save(visitor.user_id, "r-week", "L.", TODAY, words, FRIDAY + hours * HOUR)
        db.session.commit()


def rows(app: Flask, visitor: Visitor) -> list[tuple[str, str, str]]:
    with app.app_context():
        mine = select(Intention).where(Intention.user_id == visitor.user_id).order_by(Intention.id)
        return [(row.step_id, row.words, row.state) for row in db.session.scalars(mine)]


def bring_along(app: Flask, guest: Visitor, account: Visitor) -> None:
    with app.app_context():
        two = [db.session.get_one(User, visitor.user_id) for visitor in (guest, account)]
        importer.bring_along(*two, TODAY)


def test_two_intentions_of_one_step_are_both_kept(
    app: Flask, owner: Visitor, newcomer: Visitor
) -> None:
    save(app, owner, "From the account.")
    save(app, newcomer, "As a guest.", hours=1)
    bring_along(app, newcomer, owner)
    assert rows(app, owner) == [
        ("r-week", "From the account.", "open"), ("r-week", "As a guest.", "open"),
    ]  # fmt: skip
    assert rows(app, newcomer) == []
    assert "As a guest." in owner.page("/intentions").words


def imported(visitor: Visitor, export: bytes) -> None:
    form: dict[str, Any] = {"file": (BytesIO(export), "good-terms.zip")}
    answer = visitor.post("/settings/import", data=form | {"csrf_token": visitor.token()})
    assert answer.status_code == 303
    assert visitor.send("/settings/import/preview", {"choice": "bring"}).status_code == 303


def test_an_export_comes_back_as_it_was_and_only_once(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    save(app, owner, "What worries you most?")
    with app.app_context():
        found = queries.of_step(owner.user_id, "r-week")
        assert found is not None
        queries.close(found, "reworded", TODAY, FRIDAY + HOUR)
        db.session.commit()
    export = owner.get("/settings/export").data
    for visitor in (owner, stranger, stranger):
        imported(visitor, export)
        assert rows(app, visitor) == [("r-week", "What worries you most?", "reworded")]
