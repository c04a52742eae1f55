"""What comes first today, told as examples."""

from datetime import UTC, date, datetime, timedelta

from coach.habits.rules.history import CheckIn, History, State
from coach.habits.rules.schedule import Daily, Plan
from coach.habits.track import Seen, Track, see
from coach.lessons import catalogue, path
from coach.paths import CONTENT
from coach.principles import PRINCIPLES
from coach.review.deck import NOTHING, Load
from coach.today import agenda
from tests.habits.told import facts_of

TODAY = date(2026, 11, 27)
COURSE = catalogue.read(CONTENT)
BY_SLUG = {principle.slug: principle for principle in PRINCIPLES}
CLOSED = agenda.LookBack(due=False, answered=0, questions=16, first=False, until=None)
MONDAY_NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
OPEN = agenda.LookBack(due=True, answered=4, questions=16, first=False, until=MONDAY_NOON)
FIRST = agenda.LookBack(due=True, answered=0, questions=16, first=True, until=None)


def place(lesson_id: str, step: int | None, finished: bool = False) -> path.Place:
    steps = COURSE.lessons[lesson_id].steps
    at = steps[step - 1].id if step else None
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    return path.Place(lesson_id, at, at or steps[-1].id, moment, moment if finished else None)


def where(*places: path.Place) -> path.Where:
    return path.where(COURSE, places)


def every_lesson() -> path.Where:
    return where(*(place(name, None, finished=True) for name in COURSE.lessons))


def daily(*days_ago: int, name: str = "Let people finish") -> Seen:
    days = {TODAY - timedelta(days=ago): CheckIn(State.DONE) for ago in days_ago}
    start = min(days, default=TODAY)
    history = History(start, (Plan(start, Daily()),), days)
    return see(Track(1, name, 2, "a cue", facts_of(history)), TODAY)


def test_an_empty_account_begins_with_the_first_lesson() -> None:
    cover = agenda.cover(where(), BY_SLUG, all_done=False, look_back=FIRST)
    first = next(iter(COURSE.lessons.values()))
    assert (cover.title, cover.button, cover.href) == (
        first.title,
        "Begin",
        f"/lessons/{first.id}",
    )
    assert cover.principle is not None


def test_a_lesson_begun_comes_before_a_new_one_and_says_where_it_goes_on() -> None:
    cover = agenda.cover(where(place("listening-understand", 3)), BY_SLUG, False, CLOSED)
    assert cover.title == COURSE.lessons["listening-understand"].title
    assert cover.button == "Continue"
    assert cover.meta.startswith("Step 3 of")


def test_a_finished_day_says_so_and_offers_the_next_lesson_quietly() -> None:
    cover = agenda.cover(where(), BY_SLUG, all_done=True, look_back=CLOSED)
    assert cover.title == "That’s everything for today."
    assert cover.button == ""
    assert cover.quiet_href.startswith("/lessons/")


def test_a_day_is_not_finished_while_the_look_back_is_open() -> None:
    cover = agenda.cover(where(), BY_SLUG, all_done=True, look_back=OPEN)
    assert cover.button == "Begin"


def test_with_every_lesson_read_the_look_back_comes_first() -> None:
    cover = agenda.cover(every_lesson(), BY_SLUG, all_done=False, look_back=OPEN)
    assert (cover.href, cover.button) == ("/look-back", "Go on")
    cover = agenda.cover(every_lesson(), BY_SLUG, all_done=False, look_back=CLOSED)
    assert cover.href == "/habits"


def test_an_open_look_back_waits_with_its_closing_time() -> None:
    rows = agenda.waiting(OPEN, NOTHING, habits=2, lesson_is_cover=True)
    assert [(row.title, row.meta) for row in rows] == [
        ("Weekly look-back", "12 questions left, open until Monday at 12:00")
    ]


def test_the_first_look_back_can_be_taken_on_any_day() -> None:
    (row,) = agenda.waiting(FIRST, NOTHING, habits=0, lesson_is_cover=True)
    assert row.title == "First look-back"
    assert "on any day" in row.meta


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


def test_after_nine_days_away_the_strength_is_told_before_and_after() -> None:
    said = agenda.welcome_back([daily(*range(10, 50))], TODAY)
    assert said.startswith("You have been away for nine days. The strength of “Let people finish”")
    assert said.endswith("Today is a good day to begin again.")


def test_a_short_absence_is_nobodys_business() -> None:
    assert agenda.welcome_back([daily(3, 4, 5)], TODAY) == ""
    assert agenda.welcome_back([daily(0, 20)], TODAY) == ""
    assert agenda.welcome_back([], TODAY) == ""
    assert agenda.welcome_back([daily()], TODAY) == ""
