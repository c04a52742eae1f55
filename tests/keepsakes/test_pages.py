"""The card's and the booklet's pages: whose they are, what they cost, what they show."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask

from coach.assessment.calendar import Week
from coach.db import db
from coach.habits.models import CheckIn, Habit
from tests.assessment.sitting import counted, keep_week, sit, when
from tests.conftest import FRIDAY, Moment, Visitor

pytestmark = pytest.mark.any_database

W48 = Week(2026, 48)
TEXT = "Anton <b>told</b> me & I listened."


def habit(app: Flask, visitor: Visitor, moment: Moment, days: int = 3) -> None:
    who: dict[str, Any] = {"user_id": visitor.user_id}
    with app.app_context():
        plan = {"name": "Say back", "cue": "someone finishes", "act": "say it back"}
        when_made = {"start": moment.now.date(), "created_at": moment.now}
        found = Habit(**who, **plan, **when_made, token="t", principle=2)
        db.session.add(found)
        db.session.flush()
        for n in range(days):
            day = moment.now.date() - timedelta(days=n)
            db.session.add(CheckIn(**who, habit_id=found.id, day=day, state="done",
                                   moment=moment.now, zone="UTC"))  # fmt: skip
        db.session.commit()


def test_the_card_is_reached_from_the_result_and_shows_the_week(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    sit(owner, W48)
    owner.send("/look-back/2026-W48/reflection", {"well": TEXT, "next": ""})
    habit(app, owner, moment)
    for url in ("/look-back/2026-W48", "/progress"):
        assert "/look-back/2026-W48/card" in owner.page(url).links()
    page = owner.page("/look-back/2026-W48/card")
    assert page.heading == "My week, 23 to 29 November"
    assert TEXT in page.words
    (dots,) = page.all("div", role="img")
    assert dots.get("aria-label") == "A habit was kept on Wednesday, Thursday and Friday."
    assert "next week" not in page.words


def test_the_picture_is_a_file_in_which_text_is_text(owner: Visitor) -> None:
    sit(owner, W48)
    owner.send("/look-back/2026-W48/reflection", {"well": TEXT})
    answer = owner.get("/look-back/2026-W48/card.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"] == "attachment; filename=look-back-2026-W48.svg"
    root = ElementTree.fromstring(answer.text)
    assert TEXT in " ".join(element.text or "" for element in root.iter())


def test_a_card_exists_for_its_owner_and_a_week_that_was_answered(
    client: Visitor, owner: Visitor, stranger: Visitor
) -> None:
    sit(owner, W48)
    for end in ("card", "card.svg"):
        assert owner.get(f"/look-back/2026-W48/{end}").status_code == 200
        for visitor in (client, stranger):
            assert visitor.get(f"/look-back/2026-W48/{end}").status_code == 404
        for week in ("2026-W47", "2026-W54", "soon"):
            assert owner.get(f"/look-back/{week}/{end}").status_code == 404


def test_four_weeks_later_the_card_recalls_what_was_written(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    sit(owner, W48)
    owner.send("/look-back/2026-W48/reflection", {"well": TEXT})
    for n in (1, 2, 3, 4):
        moment.now = when("2026-11-27T08:00") + timedelta(weeks=n)
        keep_week(app, owner.user_id, W48 + n, moment.now)
    words = owner.page("/look-back/2026-W52/card").words
    assert f"Four weeks ago I wrote {TEXT}" in words


def test_the_booklet_says_kindly_when_it_comes(client: Visitor, owner: Visitor) -> None:
    assert client.get("/booklet").status_code == 404
    assert "begin with your first look-back" in owner.page("/booklet").words
    sit(owner, W48)
    page = owner.page("/booklet")
    assert page.heading == "Your booklet comes after twelve weeks."
    assert "on Monday 15 February at the latest" in page.words
    assert "/booklet" not in owner.page("/progress").links()


def test_after_twelve_weeks_the_booklet_is_offered_and_holds_what_was_kept(
    app: Flask, owner: Visitor, stranger: Visitor, moment: Moment
) -> None:
    sit(owner, W48)
    owner.send("/look-back/2026-W48/reflection", {"well": TEXT})
    moment.now = when("2027-02-19T10:00")
    keep_week(app, owner.user_id, W48 + 12, moment.now)
    habit(app, owner, moment)
    assert "/booklet" in owner.page("/progress").links()
    page = owner.page("/booklet")
    assert page.heading == "Twelve weeks, in your own words."
    assert TEXT in page.words
    assert "When someone finishes, I say it back." in page.words
    assert TEXT not in stranger.page("/booklet").words


def test_both_ask_a_fixed_number_of_questions(
    app: Flask, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    for n in range(40):
        keep_week(app, owner.user_id, Week(2026, 9) + n, moment.now)
    habit(app, owner, moment, 60)
    for n in (0, 12):
        keep_week(app, newcomer.user_id, Week(2026, 36) + n, moment.now)
    for url in ("/look-back/2026-W48/card", "/look-back/2026-W48/card.svg", "/booklet"):
        found = []
        for visitor in (owner, newcomer):
            with counted(app) as asked:
                assert visitor.get(url).status_code == 200
            found.append(asked[0])
        assert found[0] == found[1] <= 10, url


def test_days_marked_as_away_are_said_on_the_card(owner: Visitor) -> None:
    plan = {"name": "Walk", "cue": "noon", "act": "walk", "principle": 2, "kind": "daily"}
    address = owner.send("/habits/new", {**plan, "token": "a"}).location
    owner.send(f"{address}/days/{FRIDAY.date()}", {"state": "done"})
    owner.send("/habits/away", {"habit": 0, "first": "2026-11-28", "last": "2026-12-01"})
    sit(owner, W48)
    page = owner.page(f"/look-back/{W48}/card")
    days = page.one("div", role="img")
    said = "A habit was kept on Friday. You were away on Saturday and Sunday."
    assert days.get("aria-label") == said
    assert [each.get("class") for each in days.iter("span")][4:] == [
        "each kept", "each away", "each away",
    ]  # fmt: skip
