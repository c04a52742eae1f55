"""Past days as letters: which day a letter stands for, at both ends of what is known."""

import pytest

from coach.habits.rules.day_states import CodedDays, joined, letter, months, settled, told_of
from coach.habits.rules.fold import beginning, walk
from coach.habits.rules.log import State
from tests.habits.told import DAY, daily, day

FRIDAY = day("2026-06-05")
WEEK = CodedDays(FRIDAY, "DsdmD", (100, 200, 300, 400, 500))  # Monday to Friday


@pytest.mark.parametrize(
    ("ago", "strength"), [(5, 0), (4, 100), (3, 200), (1, 400), (0, 500), (-1, 500), (-90, 500)]
)
def test_strength_is_nothing_before_the_first_known_day_and_stays_after_the_last(
    ago: int, strength: int
) -> None:
    assert WEEK.strength_on(FRIDAY - ago * DAY) == strength


def test_of_no_days_nothing_is_known() -> None:
    none = CodedDays(FRIDAY)
    assert (none.strength_on(FRIDAY), none.recorded(), months(none)) == (0, None, ())
    assert none.first == FRIDAY + DAY
    assert joined([]) is None


@pytest.mark.parametrize(
    ("first", "last", "letters", "ends"),
    [
        (4, 0, "DsdmD", 0),
        (9, -9, "DsdmD", 0),
        (3, 1, "sdm", 1),
        (4, 4, "D", 4),
        (0, 0, "D", 0),
        (9, 5, "", 5),
        (-1, -3, "", 0),
    ],
)
def test_days_between_two_days_hold_both(first: int, last: int, letters: str, ends: int) -> None:
    found = WEEK.between(FRIDAY - first * DAY, FRIDAY - last * DAY)
    assert (found.letters, found.last) == (letters, FRIDAY - ends * DAY)
    assert len(found.strengths) == len(letters)


@pytest.mark.parametrize(
    ("ahead", "letters", "whole"),
    [(0, "ddd", "DsdmD"), (1, "abc", "DsdmDc"), (3, "abc", "DsdmDabc"), (1, "", "DsdmD")],
)
def test_later_days_are_added_where_the_known_ones_end(
    ahead: int, letters: str, whole: str
) -> None:
    later = CodedDays(FRIDAY + ahead * DAY, letters, tuple(range(len(letters))))
    found = WEEK.followed_by(later)
    assert found.letters == whole
    assert len(found.strengths) == len(whole)
    assert found.first == WEEK.first


@pytest.mark.parametrize(
    ("letters", "ago"), [("Dmmmm", 4), ("mmmmD", 0), ("DmLmm", 2), ("mmmmm", None)]
)
def test_the_last_record_is_the_last_capital(letters: str, ago: int | None) -> None:
    found = CodedDays(FRIDAY, letters, (0,) * 5).recorded()
    assert found == (None if ago is None else FRIDAY - ago * DAY)


@pytest.mark.parametrize(
    ("state", "rule", "late", "said", "coded"),
    [
        (State.DONE, "counted", False, True, "D"),
        (State.DONE, "empty, at most", False, False, "d"),
        (State.DONE, "counted", True, True, "L"),
        (State.MISSED, "nothing to bridge", True, True, "M"),
        (State.MISSED, "ended", False, False, "e"),
        (State.PARTIAL, "ended", False, True, "Q"),
        (State.PARTIAL, "free", False, True, "H"),
        (State.PARTIAL, "bridged", False, True, "P"),
        (State.FREE, "free", False, False, "f"),
        (State.SPARE, "bridged", False, False, "s"),
    ],
)
def test_a_letter_tells_the_state_and_whether_something_was_said(
    state: State, rule: str, late: bool, said: bool, coded: str
) -> None:
    assert letter(state, rule, late, said) == coded


@pytest.mark.parametrize(
    ("letters", "shown"),
    [("dse", "dme"), ("dsdde", "dsdde"), ("dsratfhe", "dmratfhe"), ("dSQ", "dmq"), ("DLs", "dLs")],
)
def test_a_spare_day_is_shown_as_missed_if_the_next_due_day_ended_the_streak(
    letters: str, shown: str
) -> None:
    assert settled(letters) == shown


def test_a_months_days_are_counted_by_state_up_to_its_last_day() -> None:
    letters = "dLpqhsme" + "f" * 23 + "dd"  # 31 days of May, 2 of June
    may, june = months(CodedDays(day("2026-06-02"), letters, tuple(range(33))))
    assert (may.first, may.done, may.partly, may.spare, may.missed) == (
        day("2026-05-01"),
        2,
        3,
        1,
        2,
    )
    assert (may.strength, june.strength) == (30, 32)
    assert (june.first, june.done, may.percent) == (day("2026-06-01"), 2, 3)


def test_a_month_begins_on_its_first_day_however_late_its_days_begin() -> None:
    """15 January to 3 March: 17 days, 28 days and 3 days."""
    found = months(CodedDays(day("2026-03-03"), "d" * 48, tuple(range(48))))
    assert [each.first for each in found] == [day(f"2026-0{n}-01") for n in (1, 2, 3)]
    assert [each.done for each in found] == [17, 28, 3]
    assert [each.strength for each in found] == [16, 44, 47]


def test_parts_are_joined_in_order() -> None:
    later = CodedDays(FRIDAY + 2 * DAY, "fD", (600, 700))
    assert joined([WEEK]) == WEEK
    assert joined([WEEK, later]) == CodedDays(later.last, "DsdmDfD", (*WEEK.strengths, 600, 700))


@pytest.mark.parametrize("days", [0, 1, 2])
def test_a_past_day_is_coded_with_the_strength_after_it(days: int) -> None:
    told, today = daily("..x")
    step = list(walk(told, beginning(told), today))[days]
    strength = 51 if days == 2 else 0  # 1 - 0.5 ** (1 / 13), in thousandths
    assert told_of(step.mark, step.running) == CodedDays(step.mark.day, "mmD"[days], (strength,))
