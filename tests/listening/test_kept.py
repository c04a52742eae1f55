"""What was shown is kept as JSON and comes back the same; anything else is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.engine.feedback import kept, revised
from coach.listening.engine.feedback.shown import Feedback
from coach.listening.engine.text.span import Span
from coach.listening.statistics import counted
from tests.listening.shown import FEEDBACK, JUDGEMENT

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_feedback_and_judgement_come_back_the_same() -> None:
    assert kept.read(Feedback, kept.plain(FEEDBACK)) == FEEDBACK
    assert kept.read(Judgement, kept.plain(JUDGEMENT)) == JUDGEMENT
    spans = Judgement(advice=Act("yes", 1.0, (Span(0, 4),)), points=(PointMatch(0, "no", 0.1),))
    assert kept.read(Judgement, kept.plain(spans)) == spans


def test_a_field_that_came_later_has_its_default() -> None:
    old = kept.plain(JUDGEMENT)
    del old["english"]
    assert kept.read(Judgement, {**old, "gone": 1}) == JUDGEMENT


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
        kept.read(Feedback, {**kept.plain(FEEDBACK), name: value})


@given(JSON)
def test_no_json_crashes_the_reader(value: Any) -> None:
    try:
        found = kept.read(Feedback, value)
    except ValueError:
        return
    assert kept.read(Feedback, kept.plain(found)) == found


def test_what_is_set_aside_is_not_counted() -> None:
    assert counted.of(JUDGEMENT) == counted.Counted(False, True, 2, 4)
    aside = {"advice-1", "closed-1", "point-a-month-ago"}
    right = revised.judgement(JUDGEMENT, FEEDBACK, aside)
    assert counted.of(right) == counted.Counted(True, False, 3, 4)
    assert revised.judgement(JUDGEMENT, FEEDBACK, set()) == JUDGEMENT
