"""What was shown is kept as JSON and comes back the same; anything else is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.listening import statistics
from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.engine.feedback import json_codec, overruled
from coach.listening.engine.feedback.parts import Feedback
from coach.listening.engine.text.clauses import Span
from tests.listening.shown import FEEDBACK, JUDGEMENT

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_feedback_and_judgement_come_back_the_same() -> None:
    assert json_codec.read(Feedback, json_codec.plain(FEEDBACK)) == FEEDBACK
    assert json_codec.read(Judgement, json_codec.plain(JUDGEMENT)) == JUDGEMENT
    spans = Judgement(advice=Act("yes", 1.0, (Span(0, 4),)), points=(PointMatch(0, "no", 0.1),))
    assert json_codec.read(Judgement, json_codec.plain(spans)) == spans


def test_a_field_that_came_later_has_its_default() -> None:
    old = json_codec.plain(JUDGEMENT)
    del old["english"]
    assert json_codec.read(Judgement, {**old, "gone": 1}) == JUDGEMENT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("finding", 3),
        ("facts", "none"),
        ("facts", [{"label": "Advice"}]),
        ("notes", [3]),
        ("mode", "half"),
        ("went_well", 1),
        ("finding", "a\x00"),
        ("finding", "x" * 20_001),
        ("pieces", [{"text": "a", "note": 2**40}]),
    ],
)
def test_what_does_not_fit_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        json_codec.read(Feedback, {**json_codec.plain(FEEDBACK), name: value})


@given(JSON)
def test_no_json_crashes_the_reader(value: Any) -> None:
    try:
        found = json_codec.read(Feedback, value)
    except ValueError:
        return
    assert json_codec.read(Feedback, json_codec.plain(found)) == found


def test_what_is_set_aside_is_not_counted() -> None:
    assert statistics.count(JUDGEMENT) == statistics.ReplyCounts(False, True, 2, 4)
    aside = {"advice-1", "closed-1", "point-a-month-ago"}
    right = overruled.judgement(JUDGEMENT, FEEDBACK, aside)
    assert statistics.count(right) == statistics.ReplyCounts(True, False, 3, 4)
    assert overruled.judgement(JUDGEMENT, FEEDBACK, set()) == JUDGEMENT


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("finding", "x" * 20_000, True),
        ("finding", "x" * 20_001, False),
        ("notes", [], True),
        ("facts", [{"label": "a", "value": "b"}] * 5_000, True),
        ("facts", [{"label": "a", "value": "b"}] * 5_001, False),
        ("pieces", [{"text": "a", "note": 2**31 - 1}], True),
        ("pieces", [{"text": "a", "note": 2**31}], False),
        ("pieces", [{"text": "a", "note": -(2**31)}], False),
    ],
)
def test_the_longest_text_the_longest_list_and_the_largest_number_are_read(
    name: str, value: Any, fits: bool
) -> None:
    sent = {**json_codec.plain(FEEDBACK), name: value}
    if fits:
        assert len(json_codec.plain(json_codec.read(Feedback, sent))[name]) == len(value)
    else:
        with pytest.raises(ValueError, match="."):
            json_codec.read(Feedback, sent)
