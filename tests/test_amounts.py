"""What a person types is the number that is stored, or it is asked about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import amounts
from coach.amounts import NotAnAmount, TwoReadings

ALL = st.decimals(0, 1_000_000_000, places=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0", "0"),
        ("20", "20"),
        (" 007 ", "7"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0,500", "0.5"),
        ("0.001", "0.001"),
        ("10000", "10000"),
        ("10 000", "10000"),
        ("10\u00a0000", "10000"),  # French and Polish: a space that does not break
        ("10\u202f000", "10000"),
        ("10'000", "10000"),  # Swiss
        ("10’000", "10000"),
        ("1 000,5", "1000.5"),
        ("1 000.500", "1000.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.567", "1234.567"),
        ("1000,500", "1000.5"),
        ("12,34,567", "1234567"),  # Indian
        ("1,00,000.5", "100000.5"),
        ("123456.78", "123456.78"),
        ("1.1250", "1.125"),
        ("١٫٥", "1.5"),  # Arabic
        ("١٬٢٣٤٫٥", "1234.5"),
        ("۱۲", "12"),  # Persian
        ("१२.५", "12.5"),  # Devanagari
        ("１，５", "1.5"),  # full width
        ("1.500000000", "1.5"),
        ("1000000000", "1000000000"),
    ],
)
def test_what_has_one_reading_is_understood(typed: str, meant: str) -> None:
    assert amounts.read(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "whole", "fraction"),
    [
        ("10,000", "10000", "10"),
        ("10.000", "10000", "10"),
        ("1.125", "1125", "1.125"),
        ("999,999", "999999", "999.999"),
    ],
)
def test_what_has_two_readings_is_asked_about(typed: str, whole: str, fraction: str) -> None:
    with pytest.raises(TwoReadings) as asked:
        amounts.read(typed)
    assert (asked.value.whole, asked.value.fraction) == (Decimal(whole), Decimal(fraction))
    answers = str(asked.value).rpartition("Write ")[2].split(" or ")
    assert [amounts.read(answer) for answer in answers] == [Decimal(whole), Decimal(fraction)]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "many", "-1", "−1", "+1", "1e3", "nan", "inf", "1 5", "1.5.2", "1,50,0", "1,234 567",
     "1'23", ".", ",", "5 pages", "½", "1_000", "1/2", "1000000000.5", "1000000001", "0.1234567",
     "9" * 70, "1 000 00"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_in_words(typed: str) -> None:
    with pytest.raises(NotAnAmount, match=r"^Write a number"):
        amounts.read(typed)


@given(st.text(max_size=12))
def test_no_text_ends_in_anything_but_an_amount_or_a_refusal(typed: str) -> None:
    try:
        found = amounts.read(typed)
    except NotAnAmount:
        return
    assert 0 <= found <= 1_000_000_000


@given(ALL)
def test_an_amount_shown_in_a_field_is_sent_back_whole(number: Decimal) -> None:
    assert amounts.read(amounts.for_field(number)) == number
    assert Decimal(amounts.written(number)) == number


@given(ALL)
def test_an_amount_goes_through_json_whole(number: Decimal) -> None:
    assert amounts.from_json(amounts.as_json(number)) == number
    assert amounts.from_json(str(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("20.000"), "20"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.1"),
        (Decimal("-0"), "0"),
        (Decimal("123456.78"), "123456.78"),
        (1234567.0, "1234567"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (5000000, "5000000"),
    ],
)
def test_a_number_is_written_whole(number: Decimal | float, text: str) -> None:
    assert amounts.written(number) == text


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf"), 1e12, "x", "NaN"])
def test_a_file_holds_no_amount_out_of_bounds(number: float | str) -> None:
    with pytest.raises(NotAnAmount):
        amounts.from_json(number)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1000000000", ""),
        ("1000000000.000001", amounts.WRITE_A_NUMBER),
        ("1000000001", amounts.WRITE_A_NUMBER),
        ("999999999.0000001", amounts.TOO_MANY_PLACES),
        ("0.0000001", amounts.TOO_MANY_PLACES),
        ("0." + "0" * 58, ""),
        ("0." + "0" * 59, amounts.WRITE_A_NUMBER),
    ],
)
def test_the_largest_the_most_exact_and_the_longest_amount_are_understood(
    typed: str, said: str
) -> None:
    if said:
        with pytest.raises(amounts.NotAnAmount, match=f"^{said}$"):
            amounts.read(typed)
    else:
        assert amounts.read(typed) == Decimal(typed)
