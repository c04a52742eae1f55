"""``coach review rebuild`` on a database of its own."""

from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.review.commands import review
from coach.review.models import ReviewCard
from tests.review.conftest import Learner


def test_a_rebuild_mends_what_was_spoilt_and_says_so(app: Flask, learner: Learner) -> None:
    for question in ("q-single", "q-order"):
        learner.answer(question)
    runner = app.test_cli_runner()
    said = runner.invoke(review, ["rebuild"]).output
    assert said == "2 cards of 1 user rebuilt; 0 changed.\n"
    with app.app_context():
        card = db.session.scalars(select(ReviewCard)).first()
        assert card is not None
        card.stability = 99
        db.session.commit()
    assert "1 changed" in runner.invoke(review, ["rebuild"]).output
    assert "0 changed" in runner.invoke(review, ["rebuild"]).output


def test_an_address_nobody_has_is_named(app: Flask) -> None:
    result = app.test_cli_runner().invoke(review, ["rebuild", "--user", "no@example.org"])
    assert result.exit_code == 1
    assert "no@example.org" in result.output
