"""When reminders ring, and a calendar that a second reader understands the same way."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from coach.habits.reminders import icalendar_format
from coach.habits.reminders.icalendar_format import CalendarReminder
from coach.habits.reminders.recurrence import Ringing, ringing
from coach.habits.reminders.recurrence import moment as rung_at
from coach.habits.rules.plan import Daily, EveryNDays, Frequency, TimesAMonth, TimesAWeek, Weekdays
from coach.habits.rules.time_zones import ring
from tests.habits.told import DAY

TODAY = date(2026, 11, 27)  # a Friday
NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]


def spread(rings: Ringing | None, first: date = date(2026, 11, 2), length: int = 56) -> list[date]:
    assert rings is not None
    return [day for n in range(length) if rings.rings(day := first + DAY * n)]


def per_week(schedule: object, strength: float) -> int:
    found = ringing(schedule, strength, None, TODAY)  # type: ignore[arg-type]
    return len(spread(found)) if found else 0


def test_a_reminder_thins_out_as_strength_grows_and_ends_at_second_nature() -> None:
    counts = [per_week(Daily(), strength) for strength in (0.0, 0.49, 0.5, 0.75, 0.9, 1.0)]
    assert counts == [56, 56, 28, 14, 0, 0]


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_strength_never_rings_more_often(one: float, other: float) -> None:
    weak, strong = sorted((one, other))
    for schedule in (Daily(), Weekdays(frozenset({2, 4})), TimesAWeek(3), Frequency(3, 10)):
        assert per_week(schedule, strong) <= per_week(schedule, weak)


def test_times_a_week_are_spread_over_the_persons_week() -> None:
    monday = ringing(TimesAWeek(3), 0, None, TODAY)
    sunday = ringing(TimesAWeek(2, 7), 0, None, TODAY)
    assert monday is not None
    assert sunday is not None
    assert (monday.on, sunday.on) == ((1, 3, 5), (3, 7))
    assert per_week(TimesAWeek(7), 0) == 56


@pytest.mark.parametrize("times", range(1, 32))
def test_times_a_month_fit_every_month(times: int) -> None:
    rings = ringing(TimesAMonth(times), 0, None, TODAY)
    assert len(spread(rings, date(2027, 2, 1), 28)) == min(times, 28)


def test_every_n_days_rings_on_the_due_day_and_then_until_it_is_done() -> None:
    due = TODAY + 3 * DAY
    ahead = ringing(EveryNDays(14), 0, due, TODAY)
    assert spread(ahead, TODAY, 30) == [due, due + 14 * DAY]
    late = ringing(EveryNDays(14), 0, TODAY - 2 * DAY, TODAY)
    assert late is not None
    assert late.rings(TODAY)
    assert late.rings(TODAY + DAY)


def test_a_time_the_clocks_skip_rings_after_the_gap_and_one_they_repeat_at_the_first() -> None:
    skipped = rung_at(date(2026, 3, 7), time(2, 30), "America/New_York", 4)
    assert skipped == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    twice = rung_at(date(2026, 10, 31), time(1, 30), "America/New_York", 4)
    assert twice == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def bell(
    rings: Ringing, at: time = time(7, 30), *silent: date, first: date = TODAY
) -> CalendarReminder:
    start = rings.first(first)
    assert start is not None
    text = "When the phone; rings, I\nwait."
    return CalendarReminder(
        "habit-1@x", "Wait, two breaths", text, "https://x/1", at, rings, start, silent
    )


def read_again(
    zone: str, rollover: int, *bells: CalendarReminder, now: datetime = NOW
) -> vobject.base.Component:
    """Return the calendar as the other parser reads it."""
    text = icalendar_format.calendar(bells, zone, rollover, now).decode()
    assert "\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    return vobject.readOne(text)


def starts(event: vobject.base.Component, until: datetime) -> list[datetime]:
    """Return the instants at which the other parser lets an event begin."""
    found = []
    for start in event.getrruleset(addRDate=False):
        if start.tzinfo is None:
            start = start.replace(tzinfo=event.dtstart.value.tzinfo)
        if start.astimezone(UTC) >= until:
            break
        found.append(start.astimezone(UTC))
    return found


rings = st.one_of(
    st.builds(
        Ringing,
        st.just("weekly"),
        st.sampled_from([1, 2, 4]),
        st.frozensets(st.integers(1, 7), min_size=1).map(sorted).map(tuple),
    ),
    st.builds(
        Ringing,
        st.just("monthly"),
        st.sampled_from([1, 2, 4]),
        st.frozensets(st.integers(1, 27), min_size=1).map(sorted).map(tuple),
    ),
    st.builds(
        Ringing, st.just("daily"), st.integers(1, 60), anchor=st.dates(TODAY, TODAY + 40 * DAY)
    ),
)


@given(rings, st.times(), st.sampled_from(ZONES), st.integers(0, 11))
def test_the_calendar_rings_when_our_rule_says_so(
    rule: Ringing, at: time, zone: str, rollover: int
) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    told = read_again(zone, rollover, bell(rule, at))
    days = [TODAY + DAY * n for n in range(200)]
    expected = [rung_at(day, at, zone, rollover) for day in days if rule.rings(day)]
    end = ring(days[-1], time(0), zone)
    expected = [moment for moment in expected if moment < end]
    found = starts(told.vevent, end)
    assert len(found) == len(expected)
    # the other parser has its own view of times that the clocks skip
    assert {moment for moment in expected if exists(moment, at, zone)} <= set(found)


def exists(moment: datetime, at: time, zone: str) -> bool:
    """True when the wall shows the time at that moment: the clocks did not skip it."""
    return moment.astimezone(ZoneInfo(zone)).time() == at


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Dublin", "Asia/Kathmandu", "Pacific/Apia"])
@pytest.mark.parametrize("year", [1995, 2026, 2037])
def test_the_zone_is_described_so_that_another_parser_finds_every_offset(
    zone: str, year: int
) -> None:
    text = icalendar_format.calendar(
        [bell(Ringing("weekly", 1, (5,)))], zone, 4, NOW.replace(year=year)
    )
    calendar = vobject.readOne(text.decode())
    described = calendar.vtimezone.gettzinfo()
    for hours in range(0, 4 * 365 * 24, 7):
        moment = datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        wall = moment.astimezone(ZoneInfo(zone))
        if wall.fold == 0:
            assert wall.replace(tzinfo=described).utcoffset() == wall.utcoffset(), wall


def test_days_that_are_done_or_away_do_not_ring() -> None:
    daily = Ringing("weekly", 1, tuple(range(1, 8)))
    told = read_again("Europe/Berlin", 4, bell(daily, time(7, 30), TODAY, TODAY + 2 * DAY))
    found = [s.date() for s in starts(told.vevent, NOW + 5 * DAY)]
    assert found == [TODAY + DAY, TODAY + 3 * DAY, TODAY + 4 * DAY, TODAY + 5 * DAY]


def test_texts_survive_commas_semicolons_and_lines() -> None:
    told = read_again("UTC", 4, bell(Ringing("weekly", 1, (5,)))).vevent
    assert told.summary.value == "Wait, two breaths"
    assert told.description.value == "When the phone; rings, I\nwait."
    assert told.valarm.action.value == "DISPLAY"
    assert told.uid.value == "habit-1@x"


def test_control_characters_never_go_out() -> None:
    wild = replace(
        bell(Ringing("weekly", 1, (5,))),
        title="Wa\x0blk\x1c \x85\u2028on\x07",
        text="Line\x0bone\nline\x00 two\u2029",
    )
    text = icalendar_format.calendar([wild], "UTC", 4, NOW).decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
    told = vobject.readOne(text).vevent
    assert (told.summary.value, told.valarm.description.value) == ("Wa lk    on ",) * 2


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("http://127.0.0.1:8000", "here"),
        ("http://[::1]:8000/feed", "here"),
        ("http://localhost:8000", "here"),
        ("http://0.0.0.0", "here"),
        ("http://192.168.1.20:8000", "home"),
        ("http://10.1.2.3", "home"),
        ("http://[fd12::1]:8000", "home"),
        ("http://169.254.1.1", "home"),
        ("http://nas:8000", "home"),
        ("http://nas.local", "home"),
        ("https://coach.home.arpa.", "home"),
        ("https://coach.example.org", "anywhere"),
        ("https://93.184.215.14", "anywhere"),
        ("https://local.example.org", "anywhere"),
    ],
)
def test_an_address_is_known_for_where_it_can_be_reached(address: str, reached: str) -> None:
    assert icalendar_format.reach(address) == reached


def test_a_calendar_program_opens_an_address_by_its_scheme() -> None:
    assert icalendar_format.webcal("https://coach.example.org/feed/x.ics") == (
        "webcal://coach.example.org/feed/x.ics"
    )
