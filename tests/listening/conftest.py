"""The small listening room in the place of the shipped one, beside the shipped course."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from coach.lessons import catalogue
from tests.listening.course import GOOD


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small room."""
    room = catalogue.read(GOOD).listening
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=room)
    return app
