"""The small good course in the place of the shipped one."""

from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from tests.lessons.course import GOOD


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small course."""
    app.extensions["catalogue"] = loader.read(GOOD)
    return app
