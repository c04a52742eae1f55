"""One judge with the encoder for the whole session, since loading it takes a second; and the app
with a small listening room beside the shipped course."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import Embedder, load
from coach.listening.engine.classifier.judge import Judge
from coach.listening.exercise import DrillLine, Heard, KeyPoint
from tests.listening.course import GOOD

MAREN = (
    "We’ve moved the launch twice because the supplier keeps slipping, and now my own team thinks "
    "I’m covering for them. Honestly, I keep wondering whether I should have raised it a month "
    "ago. I’ve got the steering group on Thursday and I don’t know what to tell them."
)
POINTS = (
    KeyPoint(
        "moved-twice",
        "The launch has moved twice because of the supplier.",
        ("The date slipped twice.", "The supplier keeps delaying the launch."),
        "keeps slipping",
    ),
    KeyPoint(
        "team-doubts",
        "Her own team thinks she is protecting the supplier.",
        ("Her people believe she covers for them.",),
        "covering for them",
    ),
    KeyPoint(
        "raised-late",
        "She wonders about raising it sooner.",
        ("She regrets not speaking up a month ago.",),
        "a month ago",
    ),
    KeyPoint(
        "no-words",
        "She has no words yet for Thursday.",
        ("She does not know what to tell the steering group.",),
        "I don’t know what to tell them",
    ),
)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    found = load()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def judge(embedder: Embedder) -> Judge:
    return Judge(embedder, heads.read())


@pytest.fixture(scope="session")
def plain_judge() -> Judge:
    """Return the judge as it is without the encoder."""
    return Judge(None, heads.read())


@pytest.fixture
def maren() -> DrillLine:
    return DrillLine("maren", "Maren", MAREN, POINTS, ("torn", "guilty"), "", "", "she")


@pytest.fixture(scope="session")
def heard() -> Heard:
    return Heard(MAREN, POINTS, ("torn", "guilty"))


@pytest.fixture
def app(app: Flask) -> Any:
    """Return the app with the small room."""
    room = loader.read(GOOD).listening
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=room)
    return app
