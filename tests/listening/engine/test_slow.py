"""Texts that are made to take long: reading a reply takes time in proportion to its length.

CWE-1333. The first, short text of a kind took minutes when two alternatives of a pattern fitted
the same word; so it is tried before the long one.
"""

from time import process_time

import pytest

from coach.listening.engine.cues.findings import find
from coach.listening.engine.cues.interjections import exclaims
from coach.listening.engine.text.clauses import ParsedReply

ROWS = ("oh, ", "a, ", "oh, no, ", "no ", "dear oh dear ", "so ", "you feel in ", "what a ",
        "if you ask me ", "and, so ", "sorry, ", ".\"", ",", ".", "!", "'", "- ")  # fmt: skip


def seconds(text: str) -> float:
    """Return what one reading takes of the processor."""
    begun = process_time()
    reply = ParsedReply(text)
    find(reply)
    for sentence in reply.sentences:
        exclaims(sentence.text)
    return process_time() - begun


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_same_takes_no_longer_than_any_text(row: str) -> None:
    assert seconds(f"{row * 24}x") < 0.5
    assert seconds(f"{row * (5000 // len(row))}x") < 2
