"""Being sure and being right: the numbers, and the page."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coach import proportions
from coach.db import db
from coach.lessons import calibration
from coach.lessons.calibration import Rated
from coach.lessons.models import LessonAnswer
from tests.conftest import FRIDAY, Visitor
from tests.pages import text

COUNTS = st.integers(0, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def found(**levels: tuple[int, int]) -> calibration.Calibration:
    return calibration.of(Rated(name, count, right) for name, (count, right) in levels.items())


@given(COUNTS)
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    count, right = counts
    low, high = proportions.wilson(right, count)
    assert 0 <= low <= high <= 1
    if count:
        assert low - 1e-9 <= right / count <= high + 1e-9


def test_the_interval_is_wilsons() -> None:
    assert proportions.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_below_twenty_it_says_how_many_are_missing() -> None:
    assert found(sure=(12, 9), guess=(3, 1)).missing == 5
    assert found(sure=(20, 9)).missing == 0
    assert found().missing == 20


def test_it_says_how_often_being_sure_was_being_right() -> None:
    assert found(sure=(14, 11)).finding == "When you were sure you were right 11 of 14 times."
    assert "You have not been sure" in found(fairly=(20, 20)).finding


def test_it_advises_only_what_the_numbers_carry() -> None:
    assert "more often than you were right" in found(sure=(40, 16)).advice
    assert "mostly right" in found(sure=(40, 38)).advice
    assert "too few" in found(sure=(3, 0), fairly=(20, 10)).advice


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"sure": (4, 0)}, "too few"),
        ({"sure": (5, 0)}, "more often than you were right"),
        ({"sure": (24, 15)}, "more often than you were right"),  # up to 79%
        ({"sure": (24, 16)}, "mostly right"),  # up to 82%
        ({"sure": (5, 5), "guess": (4, 4)}, "mostly right"),
        ({"sure": (5, 5), "guess": (5, 5)}, "better than chance"),  # from 57%
        ({"sure": (5, 5), "guess": (17, 13)}, "better than chance"),  # from 53%
        ({"sure": (5, 5), "guess": (16, 11)}, "mostly right"),  # from 44%
    ],
)
def test_advice_turns_where_an_interval_passes_its_edge(
    levels: dict[str, tuple[int, int]], said: str
) -> None:
    assert said in found(**levels).advice


@pytest.mark.parametrize(("rated", "missing"), [(0, 20), (19, 1), (20, 0), (21, 0)])
def test_twenty_rated_answers_are_needed(rated: int, missing: int) -> None:
    assert found(fairly=(rated, 0)).missing == missing


def fill(app: Flask, user_id: int, rated: int, right: int, hinted: bool = False) -> None:
    with app.app_context():
        for number in range(rated):
            db.session.add(
                LessonAnswer(
                    user_id=user_id, question_id=f"q-{hinted}-{number}", first_response=[],
                    first_score=1.0 if number < right else 0.5, first_confidence="sure",
                    first_hinted=hinted, first_digest="", first_at=FRIDAY, last_response=[],
                    last_digest="", last_at=FRIDAY, tries=1,
                )
            )  # fmt: skip
        db.session.commit()


def test_the_page_counts_ones_own_unaided_answers(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    fill(app, owner.user_id, rated=19, right=15)
    fill(app, owner.user_id, rated=9, right=9, hinted=True)
    assert "needs 1 more rated answer" in owner.page("/learn/calibration").words
    with app.app_context():
        db.session.query(LessonAnswer).filter_by(question_id="q-True-0").update(
            {"first_hinted": False}
        )
        db.session.commit()
    page = owner.page("/learn/calibration")
    assert "When you were sure you were right 16 of 20 times." in page.words
    cells = [text(cell) for cell in page.one("table").iter("td")]
    assert cells[:3] == ["20", "16", "80%"]
    assert 'class="chart sureness"' in owner.get("/learn/calibration").text
    assert "needs 20 more rated answers" in stranger.page("/learn/calibration").words


def test_learn_leads_there(owner: Visitor) -> None:
    assert "/learn/calibration" in owner.page("/learn").links()
