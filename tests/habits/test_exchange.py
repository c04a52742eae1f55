"""Reading other trackers' files: what they mean, and one clear sentence when they mean nothing."""

import json
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.habits.import_export import detect, json_reader, native_format
from coach.habits.import_export.imported import Absence, BadFile, Brought, Bundle, Record
from coach.habits.import_export.native_format import packed, unpacked
from coach.habits.rules.log import State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from tests.habits.loops import CALL, COFFEE, HEADER, READ, WALK, backup, days, export, score, zipped

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)


def read(data: bytes) -> Bundle:
    return detect.read(data, TODAY, 1)


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as found:
        read(data)
    return str(found.value)


def told(habit: Brought) -> dict[str, tuple[str, float | None, str]]:
    return {f"{r.day:%m-%d}": (r.state.value, r.number, r.note) for r in habit.records}


def test_loops_words_for_days_are_read_as_ours() -> None:
    text = days(
        "2026-11-20,YES_MANUAL,",
        "2026-11-21,YES_AUTO,",
        '2026-11-22,SKIP,"Ill, in bed"',
        "2026-11-23,NO,",
        "2026-11-24,UNKNOWN,",
        "2026-11-25,YES_AUTO,Not needed",
    )
    (walk,) = read(export(WALK, h001=text)).habits
    assert (walk.name, walk.plans[0].schedule) == ("Walk", Daily())
    assert told(walk) == {
        "11-20": ("done", None, ""),
        "11-22": ("rest", None, "Ill, in bed"),
        "11-23": ("missed", None, ""),
        "11-25": ("open", None, "Not needed"),
    }


def test_loops_numbers_are_thousandths() -> None:
    pages = days("2026-11-20,20000,", "2026-11-21,7500,", "2026-11-22,NO,", "2026-11-23,SKIP,")
    cups = days("2026-11-20,3000,", "2026-11-21,12000,")
    book, coffee = read(export(READ, COFFEE, h003=pages, h004=cups)).habits
    assert book.plans[0].goal == Goal(20, False, "pages")
    assert told(book) == {
        "11-20": ("done", 20, ""),
        "11-21": ("partial", 7.5, ""),
        "11-22": ("missed", 0, ""),
        "11-23": ("rest", None, ""),
    }
    assert coffee.archived
    assert coffee.plans[0] == Plan(date(2026, 11, 20), TimesAWeek(1), Goal(10, True, "cups"))
    assert [state for state, _, _ in told(coffee).values()] == ["done", "missed"]


@pytest.mark.parametrize(
    ("times", "span", "schedule"),
    [
        (1, 1, Daily()),
        (3, 7, TimesAWeek(3)),
        (2, 30, TimesAMonth(2)),
        (1, 14, EveryNDays(14)),
        (3, 10, Frequency(3, 10)),
        (2, 2, Frequency(2, 2)),
    ],
)
def test_an_imported_history_shows_the_strength_it_showed_in_loop(
    times: int, span: int, schedule: object
) -> None:
    first = TODAY - 400 * DAY
    pattern = [2, 0, None, 2, 3, None, 2, None, None, 2, 2]
    values = {
        first + n * DAY: value
        for n in range(399)
        if (value := pattern[(n * n + n) % len(pattern)]) is not None
    }
    words = {2: "YES_MANUAL", 0: "NO", 3: "SKIP"}
    text = days(*(f"{day},{words[value]}," for day, value in values.items()))
    listed = f"002,Call,YES_NO,,,{times},{span},#00897B,,,,false"
    (from_csv,) = read(export(listed, h002=text)).habits
    rows = [(1, day, value, "") for day, value in values.items()]
    row = {"name": "Call", "freq_num": times, "freq_den": span}
    (from_database,) = read(backup([row], rows)).habits
    assert from_csv.plans[0].schedule == schedule
    expected = score(values, min(values), TODAY, times, span)
    assert from_csv.strength(TODAY) == pytest.approx(expected, abs=1e-9)
    assert from_database.strength(TODAY) == pytest.approx(expected, abs=1e-9)


def test_three_in_ten_days_stands_at_the_number_loop_writes() -> None:
    done = [date(2015, 1, day) for day in (16, 17, 20, 21, 22, 25)]
    text = days(*(f"{day},YES_MANUAL," for day in done))
    listed = CALL.replace("3,10", "2,3")
    bundle = detect.read(export(listed, h002=text), date(2015, 1, 25), 1)
    assert f"{bundle.habits[0].strength(date(2015, 1, 25)):.4f}" == "0.2557"


def test_older_exports_of_loop_are_read_as_well() -> None:
    members = {
        "Habits.csv": "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"
        "001,Walk,,,1,1,#F57C00\n002,Swim,,,2,7,#303030\n",
        "001 Walk/Checkmarks.csv": "2026-11-20,2\n2026-11-19,0\n",
        "002 Swim/Checkmarks.csv": "Date,Value\n2026-11-20,2\n2026-11-19,1\n",
    }
    walk, swim = read(zipped({f"Loop Habits CSV/{k}": v for k, v in members.items()})).habits
    assert [r.state for r in walk.records] == [State.MISSED, State.DONE]
    assert (swim.plans[0].schedule, len(swim.records)) == (TimesAWeek(2), 1)


@pytest.mark.parametrize("wal", [False, True])
def test_loops_full_backup_is_read(wal: bool) -> None:
    habits = [
        {"name": "Read", "type": 1, "target_value": 20.0, "unit": "pages", "position": 2},
        {"name": "Walk", "position": 1, "reminder_hour": 7, "reminder_min": 5, "archived": 1},
    ]
    entries = [(1, TODAY, 7500, "good book"), (2, TODAY, 2, ""), (2, TODAY - DAY, 3, "")]
    walk, book = read(backup(habits, entries, wal)).habits
    assert (walk.name, walk.archived, walk.cue_time) == ("Walk", True, time(7, 5))
    assert [r.state for r in walk.records] == [State.REST, State.DONE]
    assert book.records == (Record(TODAY, State.PARTIAL, 7.5, "good book"),)


BEAVER = {
    "habits": [
        {"name": "Run", "records": [{"day": "2026-11-20", "done": True, "text": "wet"}]},
        {
            "name": "Write",
            "status": "archive",
            "period": {"period_type": "W", "period_count": 1, "target_count": 3},
            "records": [
                {"day": "2026-11-21", "done": False},
                {"day": "2026-11-20", "done": True},
                {"day": "2026-11-19", "done": False, "text": "too late"},
            ],
        },
        {"name": "Gone", "status": "soft_delete", "records": []},
    ],
    "order": [],
}


@pytest.mark.parametrize("data", [BEAVER, {"data": BEAVER}])
def test_beaverhabits_is_read(data: object) -> None:
    bundle = read(json.dumps(data).encode())
    run, write = bundle.habits
    assert bundle.source == "beaverhabits"
    assert told(run) == {"11-20": ("done", None, "wet")}
    assert (write.archived, write.plans[0].schedule) == (True, TimesAWeek(3))
    assert told(write) == {"11-19": ("open", None, "too late"), "11-20": ("done", None, "")}


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1)
dates = st.dates(date(1990, 1, 1), TODAY)
goals = st.none() | st.builds(
    Goal, st.decimals(0, 1_000_000_000, places=6), st.booleans(), st.sampled_from(["", "km"])
)
schedules = st.one_of(
    st.just(Daily()),
    st.builds(Weekdays, st.frozensets(st.integers(1, 7), min_size=1)),
    st.builds(TimesAWeek, st.integers(1, 7), st.integers(1, 7)),
    st.builds(TimesAMonth, st.integers(1, 31)),
    st.builds(EveryNDays, st.integers(1, 366)),
    st.builds(Frequency, st.integers(1, 366), st.integers(1, 366)),
)
moments = st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
ranges = st.builds(
    lambda first, length, reason: Absence(
        first, None if length is None else first + length * DAY, reason=reason
    ),
    dates,
    st.none() | st.integers(0, 300),
    st.just("") | names.map(lambda text: text[:200]),
)
records = st.builds(
    Record,
    dates,
    st.sampled_from([State.DONE, State.PARTIAL, State.REST, State.MISSED]),
    st.none() | st.decimals(0, 1_000_000_000, places=6),
    st.just("") | names,
    st.none() | moments,
    st.sampled_from(["", "Europe/Berlin"]),
    st.booleans(),
)
habits = st.builds(
    lambda name, plans, records, **more: Brought(
        name[:80],
        tuple(sorted(plans, key=lambda plan: plan.start)),
        tuple(sorted(records, key=lambda record: record.day)),
        **more,
    ),
    names,
    st.lists(st.builds(Plan, dates, schedules, goals), min_size=1, unique_by=lambda p: p.start),
    st.lists(records, max_size=6, unique_by=lambda r: r.day),
    archived=st.booleans(),
    principle=st.none() | st.integers(1, 8),
    cue=st.just("") | names.map(lambda text: text[:200]),
    cue_time=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    act=names.map(lambda text: text[:200]),
    smallest=st.just("") | names.map(lambda text: text[:200]),
    aways=st.lists(ranges, max_size=2).map(tuple),
    began=st.none() | dates,
    travel=st.frozensets(dates, max_size=2),
    offer=st.sampled_from(["", "ask-open"]),
    rehearsed_at=st.none() | moments,
    archived_at=st.none() | moments,
    graduated_on=st.none() | dates,
    looked_on=st.none() | dates,
)


@given(st.lists(habits, max_size=3))
def test_our_own_export_comes_back_as_it_went_out(told: list[Brought]) -> None:
    written = native_format.written(told)
    assert native_format.read(json_reader.load(written.encode())) == tuple(told)
    if told:
        bundle = read(written.encode())
        assert (bundle.habits, bundle.left_out, bundle.notes) == (tuple(told), 0, ())
        assert unpacked(packed(written)).decode() == written


def test_a_spreadsheet_takes_nothing_for_a_formula() -> None:
    record = Record(
        TODAY, State.DONE, Decimal("2.5"), "=1+1", datetime(2026, 11, 27, 8, tzinfo=UTC), "UTC"
    )
    table = native_format.table([Brought("@home", (Plan(TODAY, Daily()),), (record,))])
    assert table.splitlines()[1] == (
        "'@home,Every day,2026-11-27,done,2.5,'=1+1,2026-11-27T08:00:00Z,UTC,"
    )


def test_days_that_cannot_have_been_lived_are_left_out_and_counted() -> None:
    text = days("2026-11-28,YES_MANUAL,", "2026-11-27,YES_MANUAL,", "1970-01-01,YES_MANUAL,")
    bundle = read(export(WALK, h001=text))
    assert (bundle.days, bundle.left_out) == (1, 2)
    assert bundle.habits[0].start == TODAY


PRETTY = json.dumps({"habits": [{"name": "Run", "records": []}, {"records": []}]}, indent=1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be imported"),
        (b"Date,Walk\n2026-11-20,2\n", "cannot be imported"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (zipped({"photo.jpg": "x"}), "no Habits.csv"),
        (zipped({"Habits.csv": "a,b\n1,2\n"}), "Line 1 of Habits.csv"),
        (export("001,,YES_NO,,,1,1,#,,,,false"), "Line 2 of Habits.csv: the habit has no name."),
        (export("001,Walk,YES_NO,,,0,1,#,,,,false"), "0 in 1 is no schedule."),
        (export("001,Walk,YES_NO,,,one,1,#,,,,false"), "Line 2 of Habits.csv: a number"),
        (export("001,Read,NUMERICAL,,,1,1,#,,,,false"), "leaves out the goal"),
        (export(WALK, h001=days("2026-11-31,NO,")), "Line 2 of 001 Walk/Checkmarks.csv"),
        (export(WALK, h001=days("2026-11-20,MAYBE,")), "“2026-11-20,MAYBE,” is not a day"),
        (export(WALK, h001=days("2026-11-20,7,")), "is not a day with a value"),
        (export(WALK, h001=days("2026-11-20,NO,", "2026-11-20,SKIP,")), "is there twice"),
        (export(WALK, h001='Date,Value,Notes\n2026-11-20,NO,"a\nb"\n2026-11-19\n'), "Line 4 of"),
        (zipped({"Habits.csv": HEADER.encode() + b"\n\xff\n"}), "Line 2 of Habits.csv"),
        (b"SQLite format 3\x00 and nothing more", "damaged"),
        (backup([{"name": "Walk"}], [(1, TODAY, 9, "")]), "Row 1 of the table Repetitions"),
        (backup([{"name": "Walk", "freq_den": 0}], []), "Row 1 of the table Habits"),
        (backup([{"name": None}], []), "Row 1 of the table Habits"),
        (b'{"habits": [', "Line 1: this is not JSON"),
        (b'{\n"habits": 7}', "Line 2: a list was expected, not 7."),
        (PRETTY.encode(), "Line 7: “name” is missing."),
        (b'{"habits": []}', "no habit in this file"),
        (b'{"habits": [{"name": "x", "records": [{"day": "2026-13-01"}]}]}', "is not a date"),
        (b'{"habits": [{"name": "x", "records": [{"day": "2026-11-01", "done": 1}]}]}', "Line 1"),
        (b'{"format": "good-terms-habits", "version": 9, "habits": []}', "from 1 to 1"),
        (b"[" * 100_000, "cannot be imported"),
        (b'{"habits":' + b"[" * 100_000, "does not come from a habit tracker"),
        (b'{"habits": NaN}', "does not come from a habit tracker"),
        (b'{"habits": 1e999}', "does not come from a habit tracker"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_bad_file_is_refused_in_one_sentence_that_names_the_place(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_zip_bombs_are_refused_before_they_are_unpacked() -> None:
    assert "unpacks to far more" in refusal(zipped({"Habits.csv": b"0" * 20_000_000}))
    many = {f"{n}.csv": "x" for n in range(3000)}
    assert "far larger than an export" in refusal(zipped(many))
    stored = zipped({"Habits.csv": HEADER}, zipfile.ZIP_STORED)
    lying = stored.replace(len(HEADER).to_bytes(4, "little"), (200_000_000).to_bytes(4, "little"))
    assert "far larger than an export" in refusal(lying)


def test_a_database_that_would_run_code_of_its_own_is_refused() -> None:
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE VIEW Habits AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
        "SELECT id, 'x' AS name, 1 AS freq_num, 1 AS freq_den FROM n;"
        "CREATE TABLE Repetitions (habit, timestamp, value);"
    )
    data = base.serialize()
    base.close()
    assert "no table Habits" in refusal(data)


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail_otherwise(noise: bytes) -> None:
    whole = backup([{"name": "Walk"}], [(1, TODAY, 2, "")])
    place = len(noise) * 13 % (len(whole) - 400)
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    for data in (noise, b"PK\x03\x04" + noise, b"{" + noise, damaged):
        try:
            bundle = read(data)
        except BadFile:
            continue
        assert bundle.habits or bundle.notes


def test_names_that_differ_in_case_alone_are_one_habit() -> None:
    bundle = read(export(WALK, h001=days("2026-11-20,YES_MANUAL,", "2026-11-21,YES_MANUAL,")))
    mine = detect.ExistingHabit(7, " walk", frozenset({date(2026, 11, 20)}))
    (line,) = detect.preview(bundle, [mine])
    assert (line.twin, line.fresh, line.there) == (mine, 1, 1)


def twice(*days_of: list[str]) -> Bundle:
    """Return a file with habits of one name: two from here with other days."""
    made = tuple(
        Brought(
            "Call",
            (Plan(TODAY - 9 * DAY, schedule),),
            tuple(Record(date.fromisoformat(day), State.DONE) for day in days),
            cue="the day ends",
            act="call",
        )
        for schedule, days in zip((Daily(), TimesAWeek(1)), days_of, strict=True)
    )
    return Bundle("Good Terms", made)


def test_two_habits_of_one_name_in_a_file_are_never_one_habit_here() -> None:
    bundle = twice(["2026-11-20", "2026-11-21"], ["2026-11-25"])
    mine = detect.ExistingHabit(7, "Call", frozenset({date(2026, 11, 25)}), "the day ends", "call")
    daily, weekly = detect.preview(bundle, [mine])
    assert (daily.twin, weekly.twin) == (None, mine)
    assert [line.twin for line in detect.preview(bundle, [])] == [None, None]


def test_each_of_several_habits_of_one_name_finds_its_own_here() -> None:
    bundle = twice(["2026-11-20", "2026-11-21"], ["2026-11-25"])
    words = ("the day ends", "call")
    weekly = detect.ExistingHabit(7, "Call", frozenset({date(2026, 11, 25)}), *words)
    daily = detect.ExistingHabit(
        8, "Call", frozenset({date(2026, 11, 20), date(2026, 11, 21)}), *words
    )
    for known in ([weekly, daily], [daily, weekly]):
        assert [line.twin for line in detect.preview(bundle, known)] == [daily, weekly]


@given(st.lists(st.sampled_from(["Call", "call ", "Walk"]), max_size=5), st.integers(0, 4))
def test_no_habit_here_takes_the_days_of_two_of_a_file(names: list[str], here: int) -> None:
    bundle = Bundle("x", tuple(Brought(name, (Plan(TODAY, Daily()),)) for name in names))
    known = [detect.ExistingHabit(n, "Call", frozenset()) for n in range(here)]
    found = [line.twin.id for line in detect.preview(bundle, known) if line.twin]
    assert len(set(found)) == len(found)
    assert len(found) == min(here, sum(detect.same_name(name) == "call" for name in names))
