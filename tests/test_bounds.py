"""The bounds that forms, addresses, imports and exports share."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import bounds


@pytest.mark.parametrize("text", ["1990-01-01", "2026-11-27", "2028-02-29", "2100-12-31"])
def test_a_day_from_1990_to_2100_is_a_day(text: str) -> None:
    assert bounds.day(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "1989-12-31",
        "2101-01-01",
        "9999-12-31",
        "0001-01-01",
        "2026-02-29",
        "20261127",
        "2026-W48-5",
        "2026-11-27T00:00",
        "",
        " 2026-11-27",
        "2026-1-1",
        "٢٠٢٦-١١-٢٧",
    ],
)
def test_what_is_no_day_of_these_years_is_refused(text: str) -> None:
    with pytest.raises(bounds.OutOfBounds):
        bounds.day(text)


@pytest.mark.parametrize("text", ["1990-W01", "2026-W53", "2020-W53", "2100-W52"])
def test_a_week_that_exists_is_a_week(text: str) -> None:
    assert bounds.week(text) == text


@pytest.mark.parametrize(
    "text", ["2025-W53", "2026-W00", "2026-W54", "9999-W52", "1989-W52", "2026-48", "2026-W4", ""]
)
def test_a_week_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(bounds.OutOfBounds):
        bounds.week(text)


def test_an_instant_is_returned_in_utc() -> None:
    found = bounds.instant("2026-11-27T01:30:00+02:00")
    assert found == datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-11-27T10:00:00",
        "noon",
        "1989-12-31T23:59:59+00:00",
        "2101-01-01T00:00:00+00:00",
    ],
)
def test_an_instant_that_no_calendar_here_can_hold_is_refused(text: str) -> None:
    with pytest.raises(bounds.OutOfBounds):
        bounds.instant(text)


@pytest.mark.parametrize("number", ["0", "0.1", "45.8", "123456.78", "1000000000", "0.000001"])
def test_an_amount_is_finite_and_exact(number: str) -> None:
    assert bounds.is_amount(Decimal(number))


@pytest.mark.parametrize("number", ["-1", "1000000000.1", "NaN", "Infinity", "0.0000001", "1E+80"])
def test_what_is_no_amount_is_refused(number: str) -> None:
    assert not bounds.is_amount(Decimal(number))


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    assert not bounds.is_unicode("a\ud800")
    assert bounds.is_unicode("a🙂 \N{ZERO WIDTH JOINER}")


def test_control_characters_and_line_breaks_become_spaces_in_a_line() -> None:
    assert bounds.one_line("a\x0bb\x1cc\x85d\u2028e\nf\tg\x00h") == "a b c d e f g h"


def test_line_breaks_of_every_kind_become_line_feeds_in_several_lines() -> None:
    assert bounds.lines("a\x0bb\x85c\u2029d\ne\tf\x00g\x1bh") == "a\nb\nc\nd\ne\tf g h"


@given(st.text())
def test_a_clean_line_is_one_line_of_the_same_length(text: str) -> None:
    clean = bounds.one_line(text)
    assert len(clean.splitlines()) <= 1
    assert len(clean) == len(text)
    assert bounds.one_line(clean) == clean == bounds.lines(clean)


@given(st.text())
def test_clean_lines_end_with_line_feeds_only_and_stay_as_they_are(text: str) -> None:
    clean = bounds.lines(text)
    assert clean.splitlines() == clean.removesuffix("\n").split("\n") or clean in ("", "\n")
    assert len(clean) == len(text)
    assert bounds.lines(clean) == clean


@pytest.mark.parametrize(
    ("allowed", "first", "last"),
    [
        (bounds.ROLLOVERS, 0, 11),
        (bounds.WEEK_STARTS, 1, 7),
        (bounds.LOOK_BACK_DAYS, 2, 7),
        (bounds.RETENTIONS, 80, 95),
    ],
)
def test_a_setting_lies_between_its_ends(allowed: range, first: int, last: int) -> None:
    assert [n for n in range(-1, 100) if n in allowed] == list(range(first, last + 1))


def test_the_limits_of_an_account_are_those_that_the_pages_name() -> None:
    assert bounds.LARGEST_ID == 2147483647, "what an integer column of PostgreSQL holds"
    assert (bounds.MOST_HABITS, bounds.HABITS_IN_ALL, bounds.MOST_AWAY) == (200, 300, 500)
    assert (bounds.LONGEST_MESSAGE, bounds.MOST_MESSAGES, bounds.MOST_SAVED) == (20000, 5000, 100)
    assert bounds.LIVED == 60000


@pytest.mark.parametrize(
    ("code", "control"),
    [(0x1F, True), (0x20, False), (0x7E, False), (0x7F, True), (0x9F, True), (0xA0, False)],
)
def test_a_control_character_becomes_a_space_and_no_other_does(code: int, control: bool) -> None:
    text = f"a{chr(code)}b\a"  # which is not printable anyway
    assert bounds.one_line(text) == f"a{' ' if control else chr(code)}b "
    assert bounds.lines(text) == f"a{' ' if control else chr(code)}b "


@pytest.mark.parametrize("mark", ["\n", "\t"])
def test_lines_and_tabs_stay_where_several_lines_are_allowed(mark: str) -> None:
    assert bounds.lines(f"a{mark}b") == f"a{mark}b"
    assert bounds.one_line(f"a{mark}b") == "a b"


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\v", "\f"])
def test_another_line_break_becomes_a_line_or_a_space(mark: str) -> None:
    assert bounds.lines(f"a{mark}b") == "a\nb"
    assert bounds.one_line(f"a{mark}b") == "a b"
