"""Words of days, and texts that run the other way."""

from datetime import date

import pytest

from coach.text import day_of_month, isolated, long_day, short_day


def test_a_day_is_written_long_and_short() -> None:
    day = date(2026, 9, 2)
    assert long_day(day) == "Wednesday 2 September"
    assert day_of_month(day) == "2 September"
    assert short_day(day) == "Wed 2 Sep"


@pytest.mark.parametrize(
    ("text", "is_isolated"),
    [("", False), ("Nora", False), ("Zoë", False), ("נועה", True), ("ab נ", True), ("ليلى", True)],
)
def test_only_a_text_with_letters_from_right_to_left_is_isolated(
    text: str, is_isolated: bool
) -> None:
    assert isolated(text) == (f"\u2068{text}\u2069" if is_isolated else text)
