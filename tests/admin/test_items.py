"""Item statistics against a plain computation, and who may see them."""

from random import Random
from statistics import correlation, mean

import pytest
from flask import Flask
from sqlalchemy import insert

from coach.accounts.models import User
from coach.admin.commands import host
from coach.content import loader
from coach.db import db
from coach.lessons import answer_queries
from coach.lessons.models import LessonAnswer
from coach.questions import item_analysis
from tests.conftest import FRIDAY, Visitor
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
SINGLE = COURSE.questions["q-single"]


@pytest.fixture
def app(app: Flask) -> Flask:
    app.extensions["catalogue"] = COURSE
    return app


def answers(app: Flask, people: int, questions: tuple[str, ...]) -> dict[str, list[float]]:
    """First answers by so many new people; return each question's scores."""
    random, found = Random(5), {name: [] for name in questions}
    with app.app_context():
        for n in range(people):
            user = User(fs_uniquifier=f"person-{n}-{questions}", zone="UTC", created_at=FRIDAY)
            db.session.add(user)
            db.session.flush()
            skill = random.random()
            for name in questions:
                question = COURSE.questions[name].question
                right = random.random() < skill
                keys = [o.key for o in question.options if (o.key in question.best) == right]
                found[name].append(float(right))
                row = {"user_id": user.id, "question_id": name, "tries": 1, "first_hinted": False}
                for part in ("first", "last"):
                    row[f"{part}_response"] = keys[:1]
                    row[f"{part}_digest"], row[f"{part}_at"] = question.digest, FRIDAY
                db.session.execute(insert(LessonAnswer).values(**row, first_score=float(right)))
        db.session.commit()
    return found


def test_facility_and_discrimination_are_what_a_plain_computation_gives(app: Flask) -> None:
    names = ("q-single", "q-judge-1", "q-judge-2", "p-single")
    scores = answers(app, 60, names)
    with app.app_context():
        moments = answer_queries.moments()
    for name in names:
        rest = [mean(scores[o][n] for o in names if o != name) for n in range(60)]
        found = moments[name, COURSE.questions[name].question.digest]
        assert found.people == found.pairs == 60
        assert found.mean == pytest.approx(mean(scores[name]))
        assert found.correlation == pytest.approx(correlation(scores[name], rest))


def test_an_only_answer_counts_for_facility_and_not_for_discrimination(app: Flask) -> None:
    answers(app, 40, ("q-single",))
    with app.app_context():
        found = answer_queries.moments()["q-single", SINGLE.question.digest]
    assert (found.people, found.pairs, found.correlation) == (40, 0, None)


def test_shares_add_up_over_the_options_of_a_single_choice(app: Flask) -> None:
    scores = answers(app, 50, ("q-single",))
    with app.app_context():
        moments, given = answer_queries.moments(), answer_queries.responses()
    words = ("q-single", SINGLE.question.digest)
    one = item_analysis.statistic(SINGLE, moments[words], given[words])
    assert sum(share.percent for share in one.shares) == pytest.approx(100, abs=2)
    (best,) = (share for share in one.shares if share.best)
    assert best.percent == round(100 * mean(scores["q-single"]))


@pytest.mark.parametrize("written", ["NOTHING.", "“no thing”", " nothing ", "No Thing"])
def test_a_gap_counts_as_filled_exactly_when_it_was_marked_right(written: str) -> None:
    cloze = COURSE.questions["q-cloze"]
    assert cloze.question.score((written,)) == 1
    given_ = {(written,): 30, ("something",): 10}
    (share,) = item_analysis.statistic(cloze, item_analysis.Moments(40, 0.75), given_).shares
    assert share.percent == 75


def test_below_thirty_people_nothing_but_their_number_is_told() -> None:
    found = item_analysis.statistic(SINGLE, item_analysis.Moments(29, 0.5), {("x",): 29})
    assert (found.enough, found.facility, found.shares) == (False, None, ())


def test_answers_to_other_words_are_not_mixed_in(app: Flask) -> None:
    answers(app, 3, ("q-single",))
    with app.app_context():
        assert ("q-single", "other words") not in answer_queries.moments()


# ------------------------------------------------------------------ the page


def test_for_anybody_but_the_host_there_is_no_such_page(client: Visitor, owner: Visitor) -> None:
    for visitor in (client, owner):
        assert visitor.get("/host/questions").status_code == 404


def test_the_host_sees_every_question(app: Flask, owner: Visitor) -> None:
    with app.app_context():
        user = db.session.get_one(User, owner.user_id)
        user.email = "nora@example.org"
        db.session.commit()
    answers(app, 31, ("q-single",))
    answers(app, 2, ("q-judge-1",))
    runner = app.test_cli_runner()
    assert "is a host" in runner.invoke(host, ["nora@example.org"]).output
    page = owner.page("/host/questions")
    assert "too few answers" in page.words
    assert "You should really tell your manager" in page.words
    assert len(page.all("tr")) == len(COURSE.questions) + len(COURSE.lessons)
    runner.invoke(host, ["nora@example.org", "--not"])
    assert owner.get("/host/questions").status_code == 404


def test_an_address_without_an_account_is_named(app: Flask) -> None:
    result = app.test_cli_runner().invoke(host, ["no@example.org"])
    assert result.exit_code == 1
    assert "no@example.org" in result.output
