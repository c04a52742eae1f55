"""Drafts that are made to take long (CWE-1333) take time in proportion to their length."""

from time import process_time

import pytest

from coach.writing.engine.judge import judge
from coach.writing.engine.kinds import KINDS


@pytest.mark.parametrize("row", ["in ", "the ", "by the ", "the latest ", ".", "!", "so "])
def test_a_row_of_the_same_takes_no_longer_than_any_draft(row: str) -> None:
    text = f"{row * (10_000 // len(row))}x"
    begun = process_time()
    judge(text, next(iter(KINDS)))
    assert process_time() - begun < 2
