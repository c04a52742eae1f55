"""Texts made to take long (CWE-1333), sent as anybody can send them."""

from time import process_time

import pytest

from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

ROWS = ("oh, ", "no ", "in ", "the ", "by the ", ".", "when ")


@pytest.mark.parametrize("row", ROWS)
def test_a_reply_that_is_a_row_of_the_same_is_answered(newcomer: Visitor, row: str) -> None:
    begun = process_time()
    text = row * (24 if row.endswith(", ") else 600)
    answer = newcomer.send("/listening/messages/amara-change-log/reply", {"reply": text})
    assert answer.status_code == 303
    newcomer.page(answer.location)
    assert process_time() - begun < 5
