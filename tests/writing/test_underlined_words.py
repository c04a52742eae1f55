"""Where a part of a draft is shown: clauses near enough to the best, and how they join."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.writing.engine.body import ReadDraft
from coach.writing.engine.sentences import DraftUnits
from coach.writing.engine.underlined_words import places

SIX = "one a, two b, three c, four d, five e, six f."


def shown(text: str, scores: list[float], label: str = "told", whole: float = 0.0) -> list[str]:
    """Return the shown words, given each clause's score; each sentence's is ``whole``."""
    units = DraftUnits(ReadDraft(text))
    clauses = [clause for each in units.clauses for clause in each]
    assert len(clauses) == len(scores)
    count = len(units.sentences)
    seen: Any = SimpleNamespace(sentences=count, units=(*units.sentences, *clauses))
    found = places(seen, label, np.array([whole] * count + scores))
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("second", "words"),
    [(3.0, ["one a", "three c"]), (0.5, ["one a", "three c"]), (0.4, ["one a"])],
)
def test_a_clause_within_two_and_a_half_of_the_best_is_shown_too(
    second: float, words: list[str]
) -> None:
    assert shown("one a, two b, three c.", [3.0, -9.0, second]) == words


@pytest.mark.parametrize(
    ("best", "second", "words"),
    [(1.0, -1.0, ["one a", "three c"]), (1.0, -1.1, ["one a"]), (-2.0, -2.1, ["one a"]),
     (-2.0, -2.0, ["one a", "three c"])],
)  # fmt: skip
def test_below_minus_one_only_the_best_clause_is_shown(
    best: float, second: float, words: list[str]
) -> None:
    assert shown("one a, two b, three c.", [best, -9.0, second]) == words


def test_a_clauses_score_counts_with_that_of_its_sentence() -> None:
    assert shown("one a, two b, three c.", [1.0, -9.0, -1.05], whole=0.2) == ["one a", "three c"]


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([3.0, 3.0, -9.0, 3.0, -9.0, -9.0], ["one a, two b", "four d"]),
        ([-9.0, 3.0, 3.0, 3.0, -9.0, 3.0], ["two b, three c, four d", "six f"]),
        ([3.0] * 6, ["one a, two b, three c, four d, five e, six f"]),
    ],
)
def test_neighbours_of_one_sentence_are_one_place(scores: list[float], words: list[str]) -> None:
    assert shown(SIX, scores) == words


def test_neighbours_of_two_sentences_are_two_places_and_four_are_the_most() -> None:
    text = "One is. Two is. Three is. Four is. Five is."
    assert shown(text, [3.0] * 5) == ["One is", "Two is", "Three is", "Four is"]


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (0.0, ["on friday"]),  # 3 less than the best
        (-0.1, ["two b"]),
        (3.0, ["on friday"]),
    ],
)
def test_a_clause_with_a_date_is_shown_if_it_is_at_most_three_below_the_best(
    dated: float, words: list[str]
) -> None:
    text = "one a on friday, two b, three c."
    assert shown(text, [dated, 3.0, -9.0], label="by-when") == words


@pytest.mark.parametrize(("second", "count"), [(0.5, 2), (0.4, 1)])
def test_of_the_clauses_with_a_date_the_near_ones_are_shown(second: float, count: int) -> None:
    text = "one a on friday, two b, three c on monday."
    found = shown(text, [3.0, 3.0, second], label="by-when")
    assert found == ["on friday", "on monday"][:count]


def test_four_dates_are_the_most() -> None:
    text = ", ".join(f"{name} on {day}" for name, day in zip("abcde", DAYS, strict=True)) + "."
    assert shown(text, [3.0] * 5, label="by-when") == [f"on {day}" for day in DAYS[:4]]


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
