"""A look-back that was begun before its statements changed."""

from datetime import timedelta
from io import BytesIO

from flask import Flask
from sqlalchemy import select

from coach.assessment.calendar import Week
from coach.assessment.item_bank import Bank
from coach.assessment.models import Response
from coach.db import db
from tests.assessment.sitting import keep_week, sit, when
from tests.conftest import Moment, Visitor

W48 = Week(2026, 48)


def first_edition(app: Flask) -> Bank:
    [first] = app.extensions["bank"].earlier
    return first  # type: ignore[no-any-return]


def answered(app: Flask, user_id: int, week: Week) -> set[str]:
    with app.app_context():
        where = Response.user_id == user_id, Response.week == str(week)
        return set(db.session.scalars(select(Response.item).where(*where)))


def test_a_cycle_ends_with_the_statements_it_began_with_and_the_next_has_the_new_ones(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    first = first_edition(app)
    keep_week(app, owner.user_id, W48, moment.now, edition=first)
    weeks = [W48, W48 + 1]
    moment.now = when("2026-12-05T10:00")
    sit(owner, W48 + 1)
    asked = [answered(app, owner.user_id, week) for week in weeks]
    assert {item.id for item in first.items} > asked[0] | asked[1]
    assert not asked[0] & asked[1]

    moment.now += timedelta(weeks=3)
    sit(owner, W48 + 4)
    new = {item.id for item in app.extensions["bank"].items}
    assert new > answered(app, owner.user_id, W48 + 4)


def test_an_unfinished_week_of_the_first_edition_is_finished_with_it(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    keep_week(app, owner.user_id, W48, moment.now, edition=first_edition(app))
    before = answered(app, owner.user_id, W48)
    with app.app_context():
        for row in db.session.scalars(select(Response).limit(3)):
            db.session.delete(row)
        db.session.commit()
    sit(owner, W48)
    assert answered(app, owner.user_id, W48) == before


def test_cycles_of_two_editions_are_compared_by_every_answer(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    """Networking keeps two of its eight statements, regular contact none: both get a verdict."""
    for n in range(8):
        edition = first_edition(app) if n < 4 else None
        levels = {"p4": 100, "p6": 100} if n > 3 else {"p4": 25, "p6": 25}
        keep_week(app, owner.user_id, W48 + n, moment.now, edition, **levels)
    moment.now = when("2027-01-18T12:01")
    page = owner.page("/progress")
    assert "real change" in page.heading
    assert "no longer" not in page.words


def test_old_answers_go_into_an_export_and_come_back(
    app: Flask, owner: Visitor, stranger: Visitor, moment: Moment
) -> None:
    keep_week(app, owner.user_id, W48, moment.now, edition=first_edition(app))
    whole = owner.get("/settings/export").get_data()
    stranger.send("/settings/import", {"file": (BytesIO(whole), "export.zip")})
    stranger.send("/settings/import/preview", {"choice": "bring"})
    assert answered(app, stranger.user_id, W48) == answered(app, owner.user_id, W48)
