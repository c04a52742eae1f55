"""Messages that come back: the days, the free recall, the questions, whose they are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.db import db
from coach.habits.models import Away, CheckIn, Habit
from coach.listening import recall
from coach.listening.engine.classifier.judge import Judge
from coach.listening.exercise import RecallCue
from coach.listening.models import RecallSchedule, Reply
from coach.listening.recall import DaysAway, Scheduled
from coach.listening.recall_phrases import outcome
from coach.listening.statistics import ListeningPractice
from tests.conftest import Moment, Visitor
from tests.listening.acts import rows

DAY = date(2026, 11, 30)
A_DAY = timedelta(days=1)
MAREN = "/listening/messages/maren-steering/reply"
REPLY = "The launch moved twice, and your team doubts you. I’ll ring the supplier tomorrow at nine."
BACK = "/listening/recall/messages/maren-steering"
FREE = "Her launch was postponed two times because of the supplier."


def after(days: int) -> date:
    return DAY + timedelta(days=days)


# ------------------------------------------------------------------ the days


def test_a_message_comes_back_after_one_day_and_5_and_10_days_after_that_and_then_never() -> None:
    fresh = Scheduled("a", DAY)
    assert recall.due_on(fresh, ()) == after(1)
    assert recall.due_on(Scheduled("a", DAY, after(2), after(2), 1), ()) == after(7)
    assert recall.due_on(Scheduled("a", DAY, after(2), after(7), 2), ()) == after(12)
    assert recall.due_on(Scheduled("a", DAY, after(2), after(12), 3), ()) is None


def test_what_lies_for_14_days_lapses() -> None:
    one = Scheduled("a", DAY)
    assert recall.due([one], (), after(14)) == [one]
    assert recall.due([one], (), after(15)) == []


def test_two_a_day_at_most_the_oldest_first_and_what_was_done_today_counts() -> None:
    three = [Scheduled(name, after(-n)) for n, name in enumerate("abc")]
    assert [one.message_id for one in recall.due(three, (), after(1))] == ["c", "b"]
    done = Scheduled("d", after(-9), after(1), after(1), 1)
    assert [one.message_id for one in recall.due([*three, done], (), after(1))] == ["c"]


def test_days_away_do_not_count_and_nothing_comes_back_on_them() -> None:
    away = [DaysAway(after(1), after(4))]
    one = Scheduled("a", DAY)
    assert recall.due_on(one, away) == after(5)
    assert recall.due([one], away, after(3)) == []
    assert recall.due([one], [DaysAway(after(0), None)], after(9)) == []


STRETCHES = st.lists(
    st.builds(
        lambda a, n: DaysAway(after(a), after(a + n)), st.integers(-5, 40), st.integers(0, 9)
    ),
    max_size=4,
)


@given(STRETCHES, st.integers(1, 14))
@settings(max_examples=150)
def test_a_day_later_is_never_a_day_away_and_as_many_days_that_count_lie_between(
    away: list[DaysAway], days: int
) -> None:
    day = recall.later(DAY, days, away)
    assert not recall.is_away(day, away)
    between = [after(n) for n in range(1, (day - DAY).days + 1)]
    assert sum(not recall.is_away(each, away) for each in between) == days


@given(STRETCHES)
@settings(max_examples=150)
def test_a_message_lies_on_fourteen_days_that_count_and_then_lapses(away: list[DaysAway]) -> None:
    one = Scheduled("a", DAY)
    lying = [day for n in range(120) if recall.due([one], away, day := after(n))]
    assert lying[0] == recall.due_on(one, away)
    assert len(lying) == recall.LAPSE
    assert not any(recall.is_away(day, away) for day in lying)


@given(STRETCHES, st.integers(0, 2))
@settings(max_examples=100)
def test_one_more_day_off_before_it_moves_a_recall_by_one_day_that_counts(
    away: list[DaysAway], rounds: int
) -> None:
    begun = after(2) if rounds else None
    one = Scheduled("a", DAY, begun, begun, rounds)
    day = recall.due_on(one, away)
    assert day is not None
    assert recall.due_on(one, [*away, DaysAway(day, day)]) == recall.later(day, 1, away)


def test_the_outcome_is_one_sentence() -> None:
    assert outcome(1, 3, 5, 1) == "After a day: three of five without help, one with a question."
    assert outcome(6, 0, 4, 0) == "After six days: none of four without help."


# ------------------------------------------------------------------ questions

THIRD = RecallCue("r", "From when could she come?", "From the third of June.", ("June third",))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("third of june", "yes"),
        ("From the 3rd of June", "yes"),
        ("From the thirteenth of June", "yes"),  # the month is right
        ("On Tuesday", "no"),
        ("", "no"),
    ],
)
def test_a_short_answer_is_judged_by_its_values(judge: Judge, text: str, state: str) -> None:
    assert recall.cue_state(THIRD, text, judge) == state


@pytest.mark.parametrize(
    ("text", "state"), [("two days", "yes"), ("2 days", "yes"), ("three days", "no")]
)
def test_another_number_is_no_answer(judge: Judge, text: str, state: str) -> None:
    assert recall.cue_state(RecallCue("r", "How many?", "Two days."), text, judge) == state


# ------------------------------------------------------------------ the pages


def hidden(visitor: Visitor, url: str) -> str:
    return str(visitor.page(url).one("input", name="token").get("value", ""))


def answered(visitor: Visitor) -> None:
    visitor.send(MAREN, {"reply": REPLY, "token": hidden(visitor, MAREN)})


def recalled(visitor: Visitor, text: str = FREE) -> str:
    answer = visitor.send(BACK, {"reply": text, "token": hidden(visitor, BACK)})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_message_comes_back_the_next_day_freely_first_then_with_questions(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    assert "What did Maren tell you?" not in owner.page("/today").words
    assert owner.get(BACK).status_code == 303, "it is not due on the same day"
    moment.now += A_DAY
    assert "What did Maren tell you?" in owner.page("/today").words
    page = owner.page(BACK)
    assert "project lead at a ferry company" in page.words
    assert "steering group on Thursday, ten people" not in page.words, "no transcript yet"
    place = recalled(owner)
    cues = owner.page(place)
    assert cues.heading.endswith("of 4 without help")
    assert "What did you tell Maren you would do, and by when?" in cues.words
    answer = rows(app, "listening_recall_answer")[0]
    said = {f"cue-{name}": "On Thursday" for name in answer["asked"]} | {"own": "I’d ring them"}
    owner.send(place, said)
    told = owner.page(place)
    assert told.heading.startswith("After a day: one of four without help")
    assert "I’ll ring the supplier tomorrow at nine." in told.words
    assert "We’ve moved the launch twice now" in told.words
    assert "What did Maren tell you?" not in owner.page("/today").words
    moment.now += 5 * A_DAY
    assert "What did Maren tell you?" in owner.page("/today").words


@pytest.mark.database
def test_on_every_database_today_reads_what_comes_back_with_all_else_that_waits(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    with app.app_context():
        db.session.add(Away(user_id=owner.user_id, first=after(-20), last=after(-19)))
        db.session.commit()
    moment.now += A_DAY
    owner.get("/lessons/listening-understand/1")
    assert "What did Maren tell you?" in owner.page("/today").words
    assert owner.page(BACK).all("textarea")


def test_an_answer_that_was_meant_counts(app: Flask, owner: Visitor, moment: Moment) -> None:
    answered(owner)
    moment.now += A_DAY
    place = recalled(owner, "Something about a ship.")
    cue = rows(app, "listening_recall_answer")[0]["asked"][0]
    owner.send(place, {f"cue-{cue}": "zebra"})
    before = owner.page(place).heading
    owner.send(f"{place}/meant", {"cue": cue})
    assert owner.page(place).heading != before
    assert rows(app, "listening_recall_answer")[0]["right"] == [cue]


def test_one_message_or_all_can_be_turned_off(app: Flask, owner: Visitor, moment: Moment) -> None:
    answered(owner)
    moment.now += A_DAY
    owner.send("/listening/recall/switch", {"off": "1"})
    assert "What did Maren tell you?" not in owner.page("/today").words
    owner.send("/listening/recall/switch", {"on": "1"})
    owner.send(f"{BACK}/stop", {})
    assert "What did Maren tell you?" not in owner.page("/today").words
    assert rows(app, "listening_recall")[0]["stopped"]


def test_nothing_comes_back_while_one_is_away(app: Flask, owner: Visitor, moment: Moment) -> None:
    answered(owner)
    with app.app_context():
        row = db.session.scalars(db.select(RecallSchedule)).one()
        day = row.answered_on + timedelta(days=1)
        db.session.add(Away(user_id=row.user_id, first=day, last=day))
        db.session.commit()
    moment.now += A_DAY
    assert "What did Maren tell you?" not in owner.page("/today").words
    moment.now += A_DAY
    assert "What did Maren tell you?" in owner.page("/today").words


@pytest.mark.database
def test_a_day_of_rest_shifts_it_and_a_rest_beside_something_done_does_not(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    moment.now += A_DAY
    day = moment.now.date()
    record(app, owner, day, "rest")
    assert "What did Maren tell you?" not in owner.page("/today").words
    assert owner.get(BACK).status_code == 303
    record(app, owner, day, "done")
    assert "What did Maren tell you?" in owner.page("/today").words


def record(app: Flask, visitor: Visitor, day: date, state: str) -> None:
    """Keep a habit of this person with one check-in."""
    when = datetime(2026, 11, 30, 9, tzinfo=UTC)
    who: dict[str, Any] = {"user_id": visitor.user_id}
    with app.app_context():
        words = {"name": state, "cue": "I hear", "act": "listen", "token": state, "principle": 2}
        habit = Habit(**who, **words, start=day, created_at=when)
        db.session.add(habit)
        db.session.flush()
        kept = {"habit_id": habit.id, "day": day, "state": state, "moment": when, "zone": "UTC"}
        db.session.add(CheckIn(**who, **kept))
        db.session.commit()


def test_one_press_on_today_lets_a_message_go_and_leads_back_there(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    moment.now += A_DAY
    form = owner.page("/today").one("form", action=f"{BACK}/stop")
    field = next(each for each in form.iter() if each.get("name") == "next")
    answer = owner.send(f"{BACK}/stop", {"next": field.get("value")})
    assert answer.location == "/today"
    page = owner.page("/today")
    assert "What did Maren tell you?" not in page.words
    assert "This one will not come back." in page.words


def test_todays_five_minutes_begin_with_what_comes_back_and_know_when_it_is_done(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    moment.now += A_DAY
    assert "One message to remember and a voice to hear" in owner.page("/listening").words
    assert owner.get("/listening/today").location == f"{BACK}?set=1"
    page = owner.page(f"{BACK}?set=1")
    action = page.one("form", action=f"{BACK}?set=1").get("action")
    answer = owner.send(action, {"reply": FREE, "token": hidden(owner, BACK)})
    told = owner.send(answer.location, {}).location
    assert "/listening/today" in owner.page(told).links()
    assert "1 of" in owner.page("/listening").words
    assert owner.get("/listening/today").location != f"{BACK}?set=1"


def test_progress_and_the_look_back_count_what_was_remembered(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    moment.now += A_DAY
    recalled(owner)
    words = owner.page("/listening/progress").words
    assert "You came back to 1 message, and told 1 of 4 points without help." in words
    words = owner.page("/progress").words
    assert "Days of listening 2 so far" in words
    assert "In the listening room: 1 message remembered." in words
    assert ListeningPractice(2, 3, 1, 0).said == "3 messages waited for, 1 message remembered."
    assert ListeningPractice(2).said == ""


def test_a_deleted_reply_does_not_come_back(app: Flask, owner: Visitor) -> None:
    answered(owner)
    with app.app_context():
        reply_id = db.session.scalars(db.select(Reply.id)).one()
    owner.send(f"/listening/replies/{reply_id}/delete", {})
    assert rows(app, "listening_recall") == []


def test_a_recall_belongs_to_one_person(owner: Visitor, stranger: Visitor, moment: Moment) -> None:
    answered(owner)
    moment.now += A_DAY
    place = recalled(owner)
    for url in (place, BACK):
        answer = stranger.get(url)
        assert answer.status_code in (303, 404)
        assert FREE not in answer.text
    assert stranger.send(f"{place}/delete", {}).status_code in (303, 404)
    assert owner.get(place).status_code == 200


def test_a_point_of_another_message_is_recognised(judge: Judge, app: Any) -> None:
    room = app.extensions["catalogue"].listening
    maren, amara = room.messages["maren-steering"], room.messages["amara-drawings"]
    text = "The drawings have changed three times."
    own = judge.judge(maren.heard, text)
    assert recall.from_another(maren, own, text, [amara], judge) is amara
    same = "The launch has moved twice because of the supplier."
    assert recall.from_another(maren, judge.judge(maren.heard, same), same, [amara], judge) is None
