"""Bounds of what is imported: what cannot be kept is named, and what is kept can be shown."""

import csv
import hashlib
import io
import json
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.habits.import_export.imported import Absence, BadFile
from coach.habits.import_export.native_format import packed, unpacked
from tests.habits.loops import HEADER, backup, days, export, one, zipped
from tests.habits.test_exchange import DAY, TODAY, dates, names, read, refusal

GOOD = "001,Walk,YES_NO,,,1,1,#FF8F00,,,,false"
DONE = days("2026-11-20,YES_MANUAL,")


def test_one_habit_that_cannot_be_kept_does_not_stop_the_others() -> None:
    rare = "002,Pay the tax,YES_NO,,,1,400,#FF8F00,,,,false"
    bundle = read(export(GOOD, rare, h001=DONE, h002=DONE))
    assert [habit.name for habit in bundle.habits] == ["Walk"]
    assert bundle.notes == (
        "Line 3 of Habits.csv: “Pay the tax” is left out: 1 in 400 is no schedule. It can be 1 to "
        "366 times in as many days.",
    )
    rows = [{"name": "Walk"}, {"name": "Pay the tax", "freq_den": 400}]
    bundle = read(backup(rows, [(1, TODAY, 2, ""), (2, TODAY, 2, "")]))
    assert [habit.name for habit in bundle.habits] == ["Walk"]
    assert "“Pay the tax” is left out" in bundle.notes[0]
    period = {"period_type": "Y", "period_count": 2, "target_count": 1}
    beaver = {"habits": [{"name": "Walk", "records": []},
                         {"name": "Tax", "records": [], "period": period}]}  # fmt: skip
    bundle = read(json.dumps(beaver).encode())
    assert [habit.name for habit in bundle.habits] == ["Walk"]
    assert "“Tax” is left out: 1 in 730 days" in bundle.notes[0]


def test_a_reminder_at_no_time_of_a_day_is_left_out_alone() -> None:
    row = {"name": "Walk", "reminder_hour": 25, "reminder_min": 0}
    bundle = read(backup([row], [(1, TODAY, 2, "")]))
    assert (bundle.habits[0].cue_time, len(bundle.habits[0].records)) == (None, 1)
    assert "no time of a day" in bundle.notes[0]


@pytest.mark.parametrize(
    "folder",
    ["001 Good\\Checkmarks.csv", "001/Checkmarks.csv", "001 /Checkmarks.csv",
     "001 A/B: \U0001f600 \n?/Checkmarks.csv", "1 Walk/Checkmarks.csv",
     "001_Walk/Checkmarks.csv"],
)  # fmt: skip
def test_the_days_of_a_folder_with_an_odd_name_are_read(folder: str) -> None:
    text = "\n".join([HEADER, GOOD])
    for root in ("", "Loop Habits CSV/", "Loop Habits CSV\\"):
        data = zipped({f"{root}Habits.csv": text, f"{root}{folder}": DONE})
        assert [record.day.day for record in read(data).habits[0].records] == [20], root


def test_days_that_belong_to_no_habit_and_habits_without_days_are_said() -> None:
    text = "\n".join([HEADER, GOOD])
    lost = zipped({"Habits.csv": text, "007 Swim/Checkmarks.csv": DONE})
    assert read(lost).notes == (
        "There are no days in this file for: “Walk”.",
        "Left out, because it belongs to no habit of the list: “007 Swim/Checkmarks.csv”.",
    )
    twice = zipped({"Habits.csv": text, "001 A/Checkmarks.csv": DONE, "001 B/Checkmarks.csv": DONE})
    assert "Two folders belong to habit 1." in refusal(twice)
    assert "2 days" in read(backup([{"name": "Walk"}], [(7, TODAY, 2, ""), (7, TODAY - DAY, 2, "")])
                            ).notes[0]  # fmt: skip


def test_what_a_habit_here_has_no_place_for_is_named() -> None:
    asked = "001,Walk,YES_NO,Did you walk?,Round the lake,1,1,#FF8F00,,,,false"
    assert any("question and description of: “Walk”" in n for n in read(export(asked)).notes)
    told = {"name": "Walk", "question": "Did you?", "reminder_hour": 7, "reminder_min": 0,
            "reminder_days": 31}  # fmt: skip
    assert len(read(backup([told], [])).notes) == 2
    unit = "001,Read,NUMERICAL,,,1,1,#,pages of the long book,AT_LEAST,20.0,false"
    assert any("shortened to 20 characters: “Read”" in n for n in read(export(unit)).notes)
    long = read(backup([{"name": "x" * 1200}], []))
    assert (len(long.habits[0].name), len(long.habits[0].act)) == (80, 200)
    assert "shortened to 80 characters" in long.notes[0]
    beaver = {"habits": [{"name": "Run", "records": [{"day": "2026-11-20", "done": True},
                                                     {"day": "2026-11-20", "done": False}]},
                         {"name": "Gone", "status": "soft_delete", "records": []}]}  # fmt: skip
    assert len(read(json.dumps(beaver).encode()).notes) == 2


def test_days_away_without_an_end_in_sight_end_with_the_calendar() -> None:
    (walk,) = read(
        one(away=[{"first": "2026-11-27", "last": "9999-12-31", "reason": "Sea"}])
    ).habits
    assert walk.aways == (Absence(TODAY, date(2100, 12, 31), reason="Sea"),)
    odd = one(away=[{"first": "9999-01-01", "last": None}, {"first": "1000-01-01", "last": None}])
    bundle = read(odd)
    assert bundle.habits[0].aways == (Absence(date(1990, 1, 1)),)
    assert len(bundle.notes) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "\ud800"}, "half of a character"),
        ({"act": "\udc00 walk"}, "half of a character"),
        ({"archived": "\ud800"}, "true or false was expected"),
        ({"cue_time": "\ud800"}, "half of a character"),
        ({"name": "x" * 1001}, "longer than 1,000 characters"),
        ({"days": [{"day": "2026-11-20", "state": "\ud800"}]}, "is not one of"),
        ({"days": [{"day": "2026-11-20", "state": "done", "note": "\udfff"}]}, "half of a"),
        ({"days": [{"day": "2026-11-20", "state": "done", "number": 1e12}]}, "a number of at"),
        ({"days": [{"day": "2026-11-20", "state": "done", "number": True}]}, "a number of at"),
        ({"rehearsed": "0001-01-01T00:00:00+14:00"}, "not an instant"),
        (
            {"days": [{"day": "2026-11-20", "state": "done",
                       "recorded": "9999-12-31T23:59:59-14:00"}]},
            "not an instant",
        ),
        ({"days": [{"day": "2026-11-20", "state": "done", "recorded": "1900-01-01T00:00:00Z"}]},
         "not a day from 1990 to 2100"),
        ({"plans": [{"start": "2026-11-01", "kind": "daily"}] * 2}, "there twice"),
    ],
)  # fmt: skip
def test_values_that_nothing_here_can_hold_are_refused_with_their_line(
    changed: dict[str, object], said: str
) -> None:
    assert said in refusal(one(**changed))
    assert refusal(one(**changed)).startswith("Line 1: ")


def test_a_habit_with_more_ranges_or_schedules_than_can_be_read_is_left_out() -> None:
    many = [{"first": "2026-11-01", "last": "2026-11-02"}] * 501
    assert "more than 200 schedules or 500 ranges away" in refusal(one(away=many))


@pytest.mark.parametrize("depth", [10, 300, 600, 800, 900, 950, 980, 990, 1100, 200_000])
def test_json_nested_however_deeply_is_refused_in_a_sentence(depth: int) -> None:
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        deep = f'{{"habits": {opening * depth}1{closing * depth}}}'
        assert refusal(deep.encode()).endswith(".")
        named = f'{{"habits": [{{"name": {opening * depth}1{closing * depth}}}]}}'
        assert refusal(named.encode()).endswith(".")


def test_a_file_with_more_parts_than_an_export_is_refused_before_it_is_read() -> None:
    assert "far larger than" in refusal(b'{"habits": [' + b"{}," * 400_000 + b"{}]}")
    assert "far larger than" in refusal(b'{"habits": [' + b"1," * 6_000_000 + b"1]}")


def test_control_characters_come_in_as_spaces_and_line_breaks() -> None:
    note = {"day": "2026-11-20", "state": "done", "note": "Wa\x0blk\u2028on\r\nand\x07on"}
    (walk,) = read(one(name="Wa\x0blk\x00 \x1c", days=[note])).habits
    assert (walk.name, walk.records[0].note) == ("Wa lk", "Wa\nlk\non\nand on")


loop_days = st.dictionaries(
    st.dates(TODAY - 60 * DAY, TODAY), st.sampled_from([2, 0, 3, -1, 1]), max_size=20
)
LOOP_WORDS = {2: "YES_MANUAL", 1: "YES_AUTO", 0: "NO", 3: "SKIP", -1: "UNKNOWN"}


@given(
    st.lists(st.tuples(names, st.sampled_from([(1, 1), (3, 7), (2, 30), (1, 400)]), loop_days),
             min_size=1, max_size=4),
    st.booleans(),
)  # fmt: skip
def test_what_loop_wrote_is_read_or_named(
    told: list[tuple[str, tuple[int, int], dict[date, int]]], older: bool
) -> None:
    """Each habit comes with all its days, or a note names it; from either kind of file."""
    out = io.StringIO()
    rows = csv.writer(out)
    members, listed, entries = {}, [], []
    rows.writerow(HEADER.split(","))
    for place, (name, (times, span), values) in enumerate(told, 1):
        rows.writerow(
            [f"{place:03}", name, "YES_NO", "", "", times, span, "#", "", "", "", "false"]
        )
        words = [f"{day},{value if older else LOOP_WORDS[value]}" for day, value in values.items()]
        text = "\n".join(words if older else ["Date,Value", *words])
        members[f"{place:03}/Checkmarks.csv"] = text
        listed.append({"name": name, "freq_num": times, "freq_den": span})
        entries += [(place, day, value, "") for day, value in values.items()]
    kept = [each for each in told if each[1] != (1, 400)]
    for data in (zipped({"Habits.csv": out.getvalue(), **members}), backup(listed, entries)):
        if not kept:
            assert "is left out" in refusal(data)
            continue
        bundle = read(data)
        assert [h.name for h in bundle.habits] == [n.strip()[:80] if len(n) <= 80 else
                                                   n[:79] + "…" for n, _, _ in kept]  # fmt: skip
        said = [{d for d, v in values.items() if v in (2, 0, 3)} for _, _, values in kept]
        assert [{r.day for r in h.records} for h in bundle.habits] == said
        left = [note for note in bundle.notes if "is left out" in note]
        assert len(left) == len(told) - len(kept)


@given(st.lists(st.tuples(names, st.dictionaries(dates, st.booleans(), max_size=8)), min_size=1,
                max_size=4), st.booleans())  # fmt: skip
def test_what_beaverhabits_wrote_is_read(
    told: list[tuple[str, dict[date, bool]]], wrapped: bool
) -> None:
    listed = [
        {"name": name, "records": [{"day": f"{d}", "done": done} for d, done in ticks.items()]}
        for name, ticks in told
    ]
    whole = {"habits": listed, "order": []}
    bundle = read(json.dumps({"data": whole} if wrapped else whole).encode())
    ticked = [{day for day, done in ticks.items() if done} for _, ticks in told]
    assert [{r.day for r in h.records} for h in bundle.habits] == ticked


def test_what_waits_is_bounded_both_ways() -> None:
    with pytest.raises(BadFile, match="more text than can be stored"):
        packed("".join(hashlib.sha256(f"{n}".encode()).hexdigest() for n in range(90_000)))
    with pytest.raises(BadFile, match="more text than can be stored"):
        packed("x" * 9_000_000)
    bomb = zlib.compress(b"x" * 40_000_000)
    for broken in (b"", b"junk", zlib.compress(b"x" * 100)[:-3], bomb):
        with pytest.raises(BadFile, match="damaged"):
            unpacked(broken)
