"""Hesitations of spoken replies are not judged, and all places stay where they were."""

import pytest

from coach.listening.engine.text.hesitations import without_hesitations


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        (
            "You moved him and erm. Told him it is normal.",
            "You moved him and Told him it is normal.",
        ),
        ("Have you thought of, um? Her alone?", "Have you thought of, Her alone?"),
        ("Now, now I have stopped. Uh, I go home.", "now I have stopped. I go home."),
        (
            "That is very, very kind, for you, you know.",
            "That is very, very kind, for you, you know.",
        ),
        ("The summer and her uhuru pin", "The summer and her uhuru pin"),
        ("Hmm.", "Hmm."),
    ],
)
def test_fillers_and_false_starts_become_spaces(said: str, judged: str) -> None:
    smooth = without_hesitations(said)
    assert " ".join(smooth.split()) == judged
    assert len(smooth) == len(said)
