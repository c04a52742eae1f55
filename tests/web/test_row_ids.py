"""Ids of rows in addresses and queries."""

import re

import pytest

from coach.web.request_validation import row_id


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("1", 1), ("2147483647", 2**31 - 1)])
def test_an_id_is_what_an_integer_column_holds(text: str, number: int) -> None:
    assert row_id(text) == number


@pytest.mark.parametrize("text", ["-1", "2147483648", "a", "1.5"])
def test_what_no_row_can_have_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        row_id(text)
