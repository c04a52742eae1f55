"""A small recogniser of the tests' own, and a folder that looks like a model's."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from coach.listening.speech import weights
from coach.listening.speech.recogniser import Transcript
from coach.listening.speech.waiting_line import WaitingLine


class StandIn:
    """Writes down what it was told to, or refuses; waits where a test says so."""

    def __init__(self) -> None:
        self.answer: Transcript | Exception = Transcript("So the third one hurt.", 0.4, 2.6)
        self.heard: list[tuple[int, str]] = []
        self.begun, self.go_on = Event(), Event()
        self.go_on.set()

    def recognise(self, sound: bytes, container: str, longest: int = 90) -> Transcript:
        """Return the answer, or raise it."""
        self.heard.append((len(sound), container))
        self.longest = longest
        self.begun.set()
        assert self.go_on.wait(60)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def recogniser(app: Flask) -> Iterator[StandIn]:
    """The recogniser of this test's app."""
    made = StandIn()
    app.extensions["speech"] = WaitingLine(lambda seat: made)
    yield made
    made.go_on.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the names of the model's files and nothing of use in them."""
    made = tmp_path / "model"
    made.mkdir()
    for name in weights.FILES:
        (made / name).write_bytes(name.encode())
    return made
