"""What follows the questions and what can be asked of the results: two lines about the week,
the first week seen again, two cycles compared, a table for other programs, the host's figures."""

import csv
import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from coach.accounts.models import User
from coach.assessment import answer_queries as asking
from coach.assessment import queries
from coach.assessment.calendar import Week
from coach.assessment.models import Hindsight, Response, Sitting
from coach.assessment.recommendation import Reason, Suggestion
from coach.db import db
from tests.assessment.sitting import counted, give, keep_week, sit, when
from tests.conftest import Moment, Visitor
from tests.pages import checked, text

W48 = Week(2026, 48)
WELL, NEXT = "Amara told me first.", "Ask Jonas before I plan."


def test_two_lines_about_the_week_are_kept_and_shown(owner: Visitor) -> None:
    sit(owner, W48)
    owner.page("/look-back/2026-W48/reflection")
    answer = owner.send("/look-back/2026-W48/reflection", {"well": WELL, "next": ""})
    assert answer.location == "/look-back/2026-W48"
    assert WELL in owner.page("/look-back/2026-W48").words
    assert WELL in owner.page("/journal").words
    assert WELL in text(owner.page("/look-back/2026-W48/reflection").one("textarea", name="well"))


def test_two_lines_sent_twice_are_kept_once(owner: Visitor) -> None:
    sit(owner, W48)
    for _ in range(2):
        owner.send("/look-back/2026-W48/reflection", {"well": WELL, "next": NEXT})
    assert owner.page("/journal").words.count(WELL) == 1


def test_two_lines_may_stay_empty_and_may_not_be_endless(owner: Visitor) -> None:
    sit(owner, W48)
    assert owner.send("/look-back/2026-W48/reflection", {}).status_code == 303
    refused = owner.send("/look-back/2026-W48/reflection", {"well": "x" * 5001})
    assert refused.status_code == 422
    assert "Keep this to 5,000 characters" in checked(refused.text).words


def test_they_come_back_four_weeks_later(app: Flask, owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    owner.send("/look-back/2026-W48/reflection", {"well": WELL, "next": NEXT})
    moment.now = when("2026-12-26T10:00")
    keep_week(app, owner.user_id, W48 + 4, moment.now)
    assert "Four weeks ago you wrote" in owner.page("/progress").words
    assert WELL in owner.page("/progress").words
    assert NEXT in owner.page("/look-back/2026-W52").words
    assert "/look-back/2026-W48#wrote" in owner.page("/today").links()


def test_two_lines_belong_to_a_week_that_was_sat(owner: Visitor, stranger: Visitor) -> None:
    sit(owner, W48)
    for visitor, path in ((stranger, "2026-W48"), (owner, "2026-W47"), (owner, "soon")):
        assert visitor.get(f"/look-back/{path}/reflection").status_code == 404


def walk_to(app: Flask, visitor: Visitor, moment: Moment, weeks: int) -> Week:
    """Answer every week of so many, and be in the window of the one after."""
    for n in range(weeks):
        keep_week(app, visitor.user_id, W48 + n, moment.now)
    week = W48 + weeks
    moment.now = when(f"{week.sunday}T10:00")
    return week


def test_every_twelve_weeks_the_first_week_is_seen_again(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    week = walk_to(app, owner, moment, 12)
    sit(owner, week, "75")
    url = owner.get(f"/look-back/{week}/after").location
    assert url == f"/look-back/{week}/first-week/1"
    for number in range(1, 9):
        page = owner.page(f"/look-back/{week}/first-week/{number}")
        assert "Your first week here, 23 to 29 November, as you see it today" in page.words
        assert page.title.startswith(f"Your first week, seen today, question {number} of 8")
        form = {n: page.one("input", name=n).get("value", "") for n in ("item", "shown")}
        answer = owner.send(f"/look-back/{week}/first-week/{number}", {**form, "value": "25"})
    assert answer.location == f"/look-back/{week}/reflection"
    assert owner.get(f"/look-back/{week}/after").location == answer.location
    words = owner.page(f"/look-back/{week}").words
    assert "In your first week you put yourself at 50" in words
    with app.app_context():
        assert len(db.session.scalars(select(Hindsight)).all()) == 8


def test_the_first_week_seen_again_enters_no_score(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    week = walk_to(app, owner, moment, 12)
    sit(owner, week, "75")
    with app.app_context():
        before = queries.history(owner.user_id, W48, week)
        asking.record_hindsight(owner.user_id, week, app.extensions["bank"].items[0], 0, moment.now)
        db.session.commit()
        assert queries.history(owner.user_id, W48, week) == before


def test_in_other_weeks_the_first_is_not_asked_about(owner: Visitor) -> None:
    sit(owner, W48)
    assert owner.get("/look-back/2026-W48/first-week/1").status_code == 404
    assert owner.get("/look-back/2026-W48/first-week/9").status_code == 404


def test_any_two_closed_cycles_can_be_compared(app: Flask, owner: Visitor, moment: Moment) -> None:
    for n in range(12):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=100 if n > 7 else 50)
    moment.now = when("2027-02-15T12:00")
    page = owner.page("/progress/compare?first=1&second=3")
    assert page.heading == "One real change between cycles 1 and 3: Active listening up."
    rows = [text(row) for row in page.one("table").iter("tr")]
    assert any(row.startswith("Active listening 100") and " real" in row for row in rows)
    assert page.heading == owner.page("/progress/compare?first=3&second=1").heading
    assert owner.page("/progress/compare?first=1&second=2").heading.startswith("Steady")
    assert "between cycles 2 and 3" in owner.page("/progress/compare").heading


def test_the_comparison_of_the_first_two_cycles_is_their_verdict(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(8):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=75 if n > 3 else 50, p5=25 * (n % 4))
    moment.now = when("2027-01-18T12:00")
    verdict, compared = owner.page("/progress"), owner.page("/progress/compare")
    rows = [[text(row) for row in page.one("table").iter("tr")][1:] for page in (verdict, compared)]
    assert rows[0] == rows[1]


def test_a_verdict_is_kept_when_the_next_cycle_begins_and_read_from_there(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(9):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=100 if n > 3 else 50)
    moment.now = when("2027-02-18T12:00")
    with app.app_context():
        kept = db.session.execute(select(Sitting.cycle, Sitting.told).distinct()).all()
        assert set(kept) == {(1, "........"), (2, "=+======"), (3, None)}
        db.session.execute(update(Sitting).where(Sitting.cycle == 2).values(told="=====-=="))
        db.session.commit()
    page = owner.page("/look-back/2027-W01")
    assert page.heading == "One real change this cycle: Network thoughtfully down."
    assert "Today it would say otherwise about Active listening (a real rise)" in page.words
    last = [row for row in table(owner, W48 + 7) if row["week"] == "2027-W02"]
    assert [row["verdict"] for row in last] == ["steady"] * 5 + ["real", "steady", "steady"]


def test_the_method_tells_the_persons_own_numbers(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(13):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=25 * (n % 4), p5=25 * (n // 4))
    page = owner.page("/look-back/2026-W50")
    assert "We start with 4 points, until your own steady cycles tell us more" in page.words
    moment.now = when("2027-03-18T12:00")
    page = owner.page("/progress")
    assert re.search(r"starting value of 4, we estimate this at about \d+ point", page.words)
    assert "Look at the next four weeks, too" in page.words


@pytest.mark.parametrize("query", ["first=1&second=1", "first=1&second=9", "first=x&second=2"])
def test_what_cannot_be_compared_is_refused_in_words(
    app: Flask, owner: Visitor, moment: Moment, query: str
) -> None:
    for n in range(8):
        keep_week(app, owner.user_id, W48 + n, moment.now)
    moment.now = when("2027-01-18T12:00")
    owner.page(f"/progress/compare?{query}", status=422)


def test_before_two_cycles_there_is_nothing_to_compare(owner: Visitor, stranger: Visitor) -> None:
    sit(owner, W48)
    assert "nothing to compare" in owner.page("/progress/compare").heading
    assert stranger.get("/progress/compare").status_code == 404


def table(visitor: Visitor, week: Week) -> list[dict[str, str]]:
    answer = visitor.get(f"/look-back/{week}/scores.csv")
    assert answer.mimetype == "text/csv"
    assert f"look-back-{week}.csv" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_table_for_other_programs_says_what_the_page_says(
    app: Flask, owner: Visitor, stranger: Visitor, moment: Moment
) -> None:
    for n in (0, 1, 3, 4, 5, 6, 7):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=100 if n > 3 else 50)
    moment.now = when("2027-01-18T12:00")
    rows = table(owner, W48 + 7)
    assert len(rows) == 8 * 8
    gap = [row for row in rows if row["week"] == "2026-W50"]
    assert {row["score"] + row["four_week_score"] for row in gap} == {""}
    last = next(r for r in rows if r["week"] == "2027-W02" and r["principle"] == "active-listening")
    assert (last["score"], last["four_week_score"]) == ("100.0", "100.0")
    assert (last["change"], last["verdict"]) == ("+50.0", "real")
    assert stranger.get("/look-back/2026-W48/scores.csv").status_code == 404
    assert owner.get("/look-back/2026-W50/scores.csv").status_code == 404


def test_answers_that_disagree_are_said_and_marked(app: Flask, owner: Visitor) -> None:
    sit(owner, W48, "100")  # all sixteen, half of them reverse, and in no time
    words = owner.page("/look-back/2026-W48").words
    assert "All your answers are the same" in words
    assert "You answered quickly" in words
    assert words.index("One thing to try") < words.index("You answered quickly")
    with app.app_context():
        row = db.session.scalars(select(Sitting)).one()
        assert (row.whole, row.doubtful) == (True, True)
    for number in range(1, 17):
        give(owner, W48, number, "50" if number != 3 else "25", shown="")
    with app.app_context():
        assert not db.session.scalars(select(Sitting)).one().doubtful


def suggestion(app: Flask, visitor: Visitor, moment: Moment) -> Suggestion | None:
    with app.app_context():
        user = db.session.get(User, visitor.user_id)
        return queries.agenda(user, moment.now, "UTC").suggestion


def test_the_suggestion_is_renewed_as_the_cycle_closes_though_nobody_writes(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    """Four weeks of calm answers narrow the bands: at the close a low score becomes credible."""
    for n in range(3):
        keep_week(app, owner.user_id, W48 + n, moment.now, p7=50 if n == 1 else 25)
    moment.now = when("2026-12-20T10:00")
    sit(owner, W48 + 3, "50")
    assert suggestion(app, owner, moment) == Suggestion(7, Reason.UNTRIED, 0)
    moment.now = when("2026-12-21T12:00")
    with counted(app) as asked:
        assert suggestion(app, owner, moment) == Suggestion(7, Reason.LOW | Reason.UNTRIED, 0)
    assert asked[0] <= 2
    assert "Suggested focus: Show appreciation" in owner.page("/progress").words


def people(app: Flask, number: int, week: Week, moment: Moment) -> None:
    """So many people who each answered one week, of levels that differ."""
    with app.app_context():
        users = [
            User(fs_uniquifier=f"u{n}", zone="UTC", created_at=moment.now) for n in range(number)
        ]
        db.session.add_all(users)
        db.session.commit()
        ids = [user.id for user in users]
    for n, user_id in enumerate(ids):
        level: Any = {f"p{p}": 25 * ((n + p) % 5) for p in range(1, 9)}
        keep_week(app, user_id, week, moment.now, **level)


def make_host(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        found = db.session.get(User, visitor.user_id)
        assert found is not None
        found.host = True
        db.session.commit()


def test_the_hosts_figures_are_not_there_for_anybody_else(client: Visitor, owner: Visitor) -> None:
    for visitor in (client, owner):
        assert visitor.get("/host/look-back").status_code == 404


def test_twenty_nine_people_are_too_few(app: Flask, owner: Visitor, moment: Moment) -> None:
    make_host(app, owner)
    people(app, 29, W48, moment)
    page = owner.page("/host/look-back")
    assert "Not enough answers (29)" in page.words
    assert page.all("table") == []


def test_thirty_people_show_counts_reliability_and_facility(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    make_host(app, owner)
    people(app, 40, W48, moment)
    with counted(app) as asked:
        page = owner.page("/host/look-back")
    assert asked[0] <= 8
    reliability, weeks, *questions = [
        [text(row) for row in found.iter("tr")] for found in page.all("table")
    ]
    assert re.match(r"Authenticity ?40 ?1.00", reliability[1])
    assert re.fullmatch(r"23 to 29 November ?40", weeks[1])
    assert re.fullmatch(r"16 to 22 November ?under 30", weeks[2])
    assert questions == []  # each question went to about ten of the forty


def test_a_question_shows_from_thirty_people_up(app: Flask, owner: Visitor, moment: Moment) -> None:
    make_host(app, owner)
    people(app, 31, W48, moment)
    item = app.extensions["bank"].items[0]
    with app.app_context():
        for user_id in db.session.scalars(select(User.id).where(User.id != owner.user_id)):
            asking.record(user_id, W48, item, 75 if user_id % 2 else None, None, moment.now)
        db.session.commit()
    rows = [text(row) for row in owner.page("/host/look-back").all("table")[2].iter("tr")]
    assert len(rows) == 2
    assert item.text in rows[1]
    assert re.search(r"31 ?75 ?52%$", rows[1])


def test_sittings_whose_answers_disagree_stay_out_of_reliability(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    make_host(app, owner)
    people(app, 35, W48, moment)
    with app.app_context():
        for row in db.session.scalars(select(Sitting).limit(6)):
            row.doubtful = True
        db.session.commit()
    page = owner.page("/host/look-back")
    assert "not enough answers (29)" in text(page.all("table")[0])


def test_nothing_of_a_single_person_is_on_the_hosts_page(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    make_host(app, owner)
    people(app, 30, W48, moment)
    with app.app_context():
        before = db.session.scalar(select(Response.id).limit(1))
    assert before is not None
    page = owner.page("/host/look-back")
    assert not any("/look-back/2026" in link for link in page.links())


def test_the_habit_of_a_result_is_added_by_one_tap(owner: Visitor) -> None:
    sit(owner, W48)
    page = owner.page("/look-back/2026-W48")
    taps = {each for each in page.actions() if each.startswith("/habits/from/")}
    assert len(taps) == 1
    assert "Make it a habit" not in page.words, "one deed has one name: Plan, and the habit"
    assert not any("/habits/new" in each for each in page.links())
    habit = owner.send(taps.pop(), {"token": "a"})
    assert "Added. You will find it on Today." in owner.page(habit.location).words
