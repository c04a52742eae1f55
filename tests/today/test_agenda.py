"""What comes first today, told as examples."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coach.assessment.calendar import Week
from coach.content import loader
from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import Daily, Plan
from coach.lessons import progress
from coach.paths import CONTENT
from coach.principles import PRINCIPLES
from coach.review.session import NOTHING, Load
from coach.today import agenda, welcome_back
from coach.today.cover import cover_of, without

TODAY = date(2026, 11, 27)
COURSE = loader.read(CONTENT)
BY_SLUG = {principle.slug: principle for principle in PRINCIPLES}
CLOSED = agenda.LookBack(due=False, answered=0, questions=16, minutes=3, first=False, until=None)
MONDAY_NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
OPEN = agenda.LookBack(
    due=True, answered=4, questions=16, minutes=3, first=False, until=MONDAY_NOON
)
FIRST_LESSON = COURSE.lessons["listening-understand"]
FIRST = agenda.LookBack(due=True, answered=0, questions=16, minutes=3, first=True, until=None)


def place(lesson_id: str, step: int | None, finished: bool = False) -> progress.PlaceInLesson:
    steps = COURSE.lessons[lesson_id].steps
    at = steps[step - 1].id if step else None
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    return progress.PlaceInLesson(
        lesson_id, at, at or steps[-1].id, moment, moment if finished else None
    )


def where(*places: progress.PlaceInLesson) -> progress.Where:
    return progress.where(COURSE, places)


def every_lesson() -> progress.Where:
    return where(*(place(name, None, finished=True) for name in COURSE.lessons))


def daily(
    *days_ago: int, name: str = "Let people finish", aways: tuple[AwayRange, ...] = ()
) -> HabitStatus:
    days = {TODAY - timedelta(days=ago): DayEntry(State.DONE) for ago in days_ago}
    start = min(days, default=TODAY)
    history = HabitHistory(start, (Plan(start, Daily()),), days, aways)
    return status_on(HabitLog(1, name, 2, "a cue", history), TODAY)


def test_an_empty_account_begins_with_the_first_lesson() -> None:
    cover = cover_of(where(), BY_SLUG, all_done=False, look_back=FIRST)
    first = next(iter(COURSE.lessons.values()))
    assert (cover.title, cover.button, cover.href) == (
        first.title,
        "Begin",
        f"/lessons/{first.id}",
    )
    assert cover.principle is not None


def test_a_lesson_begun_comes_before_a_new_one_and_says_where_it_goes_on() -> None:
    cover = cover_of(where(place("listening-understand", 3)), BY_SLUG, False, CLOSED)
    assert cover.title == COURSE.lessons["listening-understand"].title
    assert cover.button == "Continue"
    assert cover.meta.startswith("Step 3 of")


def test_a_finished_day_says_so_and_offers_the_next_lesson_quietly() -> None:
    cover = cover_of(where(), BY_SLUG, all_done=True, look_back=CLOSED)
    assert cover.title == "That’s everything for today."
    assert cover.button == ""
    assert cover.quiet_href.startswith("/lessons/")


def test_a_day_is_not_finished_while_the_look_back_is_open() -> None:
    cover = cover_of(where(), BY_SLUG, all_done=True, look_back=OPEN)
    assert cover.button == "Begin"


def test_with_every_lesson_read_the_look_back_comes_first() -> None:
    cover = cover_of(every_lesson(), BY_SLUG, all_done=False, look_back=OPEN)
    assert (cover.href, cover.button) == ("/look-back", "Go on")
    cover = cover_of(every_lesson(), BY_SLUG, all_done=False, look_back=CLOSED)
    assert cover.href == "/habits"


def test_an_open_look_back_waits_with_its_closing_time() -> None:
    rows = agenda.waiting(OPEN, NOTHING, habits=2, lesson_is_cover=True)
    assert [(row.title, row.meta) for row in rows] == [
        ("Weekly look-back", "12 questions left, open until Monday at 12:00")
    ]


def test_the_first_look_back_can_be_taken_on_any_day() -> None:
    (row,) = agenda.waiting(FIRST, NOTHING, habits=0, lesson_is_cover=True)
    assert row.title == "First look-back"
    assert row.meta == "16 questions, about 3 minutes, on any day"
    (rest,) = agenda.waiting(replace(FIRST, answered=11), NOTHING, habits=0, lesson_is_cover=True)
    assert rest.meta == "5 questions left, about 1 minute, on any day"


def test_the_first_look_back_keeps_its_name_once_it_is_begun() -> None:
    begun = replace(FIRST, answered=11, until=MONDAY_NOON)
    row = agenda.look_back_row(begun)
    assert row.title == "First look-back"
    assert row.meta == "5 questions left, about 1 minute, open until Monday at 12:00"


def test_what_is_the_cover_does_not_wait_as_well() -> None:
    assert agenda.waiting(OPEN, NOTHING, habits=1, lesson_is_cover=False) == []


def test_cards_that_are_due_wait_after_the_look_back() -> None:
    rows = agenda.waiting(OPEN, Load(0, 6, 0), habits=2, lesson_is_cover=True)
    assert [row.href for row in rows] == ["/look-back", "/review"]
    assert (rows[1].title, rows[1].meta) == ("Review 6 cards", "About 3 minutes")


def test_todays_listening_is_offered_to_everybody_who_has_finished_a_lesson() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert not agenda.listens(0, None, TODAY)
    assert agenda.listens(1, None, TODAY)
    assert agenda.listens(0, yesterday, TODAY)
    assert not agenda.listens(1, TODAY, TODAY)
    (row,) = agenda.waiting(CLOSED, NOTHING, habits=1, lesson_is_cover=True, listening=True)
    assert (row.title, row.href) == ("Today’s listening", "/listening#today")


def test_the_greeting_follows_the_wall_clock() -> None:
    assert agenda.greeting(7, "Nora") == "Good morning, Nora."
    assert agenda.greeting(13, "") == "Good afternoon."
    assert agenda.greeting(23, "Nora") == "Good evening, Nora."
    assert agenda.greeting(2, "Nora") == "Good evening, Nora."


def test_habits_done_with_cards_left_is_not_a_finished_day() -> None:
    rows = agenda.waiting(CLOSED, Load(0, 3, 0), habits=1, lesson_is_cover=True)
    cover = cover_of(where(), BY_SLUG, True, CLOSED, rows=rows)
    assert cover.title == "Your habits are done."
    assert cover.meta == "Three cards are left, about two minutes."
    assert (cover.button, cover.href) == ("Review them", "/review")
    assert without(rows, cover) == [], "what the cover says is not said twice"


def test_one_card_and_one_minute_are_said_as_one() -> None:
    (row,) = agenda.waiting(CLOSED, Load(0, 1, 0), habits=1, lesson_is_cover=True)
    assert row.left == "One card is left, about one minute."


def test_listening_a_monthly_look_and_promises_are_left_too() -> None:
    looks = agenda.waiting(CLOSED, NOTHING, 1, True, looks=1)
    assert looks[0].left == "The monthly look at 1 graduated habit is still to do."
    listening = agenda.waiting(CLOSED, NOTHING, 1, True, listening=True)
    assert listening[0].left.startswith("Today’s listening is still to do")
    assert [row.left for row in agenda.promises(2)] == ["Two promises are due."]
    assert agenda.promises(0) == []
    cover = cover_of(where(), BY_SLUG, True, CLOSED, rows=agenda.promises(1))
    assert (cover.meta, cover.href) == ("One promise is due.", "#promised")


def test_what_was_written_four_weeks_ago_asks_for_nothing() -> None:
    look_back = replace(CLOSED, wrote=Week.parse("2026-W44"))
    rows = agenda.waiting(look_back, NOTHING, 1, True)
    cover = cover_of(where(), BY_SLUG, True, look_back, rows=rows)
    assert cover.title == "That’s everything for today."
    assert len(without(rows, cover)) == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 28), "open until Monday at 12:00"),
        (date(2026, 11, 29), "open until 12:00 tomorrow"),
        (date(2026, 11, 30), "open until 12:00 today"),
    ],
)
def test_on_the_day_it_closes_the_look_back_says_today(day: date, said: str) -> None:
    assert agenda.look_back_row(replace(OPEN, day=day)).meta.endswith(said)


def test_a_lesson_with_a_minute_to_go_says_so() -> None:
    found = where(place("listening-understand", len(FIRST_LESSON.steps)))
    assert found.resume is not None
    assert found.resume.minutes_left == 1
    assert cover_of(found, BY_SLUG, False, CLOSED).meta.endswith("About 1 minute left.")


def away(*days_ago: int, **more: Any) -> welcome_back.Return | None:
    return welcome_back.after_days_away([daily(*days_ago, **more)], TODAY)


def test_after_nine_days_away_the_strength_is_told_before_and_after() -> None:
    back = away(*range(10, 50))
    assert back is not None
    assert back.sentence.startswith(
        "You have been away for nine days. The strength of “Let people finish” went down from "
    )
    assert (back.first, back.last) == (date(2026, 11, 18), date(2026, 11, 26))


def test_a_young_habit_whose_strength_is_told_in_a_word_gets_no_numbers_here() -> None:
    back = away(*range(10, 27))
    assert back is not None
    assert "went down" not in back.sentence
    assert "went down" in str(away(*range(10, 28), 28))


def test_the_habit_whose_streak_ended_is_named() -> None:
    back = away(*range(10, 16))
    assert back is not None
    assert back.sentence.endswith("This streak ended: “Let people finish” (6 days).")


def test_of_many_ended_streaks_three_are_named_the_longest_first() -> None:
    habits = [daily(*range(10, 13 + n), name=f"H{n}") for n in range(5)]
    back = welcome_back.after_days_away(habits, TODAY)
    assert back is not None
    assert back.sentence.endswith(
        "These streaks ended: “H4” (7 days), “H3” (6 days), “H2” (5 days) and two more."
    )


def test_only_days_after_those_marked_as_away_count_as_a_new_absence() -> None:
    def marked_until(ago: int) -> tuple[AwayRange, ...]:
        return (AwayRange(TODAY - timedelta(days=14), TODAY - timedelta(days=ago)),)

    assert away(*range(15, 20), aways=marked_until(2)) is None, "the next day"
    assert away(*range(15, 20), aways=marked_until(3)) is None
    back = away(*range(15, 20), aways=marked_until(4))
    assert back is not None
    assert back.sentence.startswith("You have been away for three days.")
    assert (back.first, back.last) == (TODAY - timedelta(days=3), TODAY - timedelta(days=1))


def test_who_began_again_is_asked_only_about_the_days_after_it() -> None:
    seen = [daily(*range(10, 16))]
    for ago in range(4):
        assert welcome_back.after_days_away(seen, TODAY, TODAY - timedelta(days=ago)) is None
    back = welcome_back.after_days_away(seen, TODAY, TODAY - timedelta(days=4))
    assert back is not None
    assert back.first == TODAY - timedelta(days=3)
    assert welcome_back.after_days_away(seen, TODAY, TODAY - timedelta(days=400)) is not None


def test_a_streak_of_two_that_ended_is_no_news() -> None:
    back = away(10, 11)
    assert back is not None
    assert "ended" not in back.sentence


def test_a_short_absence_is_nobodys_business() -> None:
    assert away(3, 4, 5) is None
    assert away(0, 20) is None
    assert welcome_back.after_days_away([], TODAY) is None
    assert away() is None


def test_days_that_are_marked_as_away_already_are_no_news() -> None:
    marked = (AwayRange(TODAY - timedelta(days=9), TODAY - timedelta(days=1)),)
    assert away(*range(10, 16), aways=marked) is None
