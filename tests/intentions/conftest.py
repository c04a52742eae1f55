"""The small good course, whose first lesson asks for an intention instead of a reflection."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from tests.lessons.course import FIRST, change, copy

REFLECT = """::: reflect id=r-week
Which talk this week will you try it in? Name the day.
:::"""
INTENTION = """::: intention id=r-week name="The question I will ask"
ask: Whom will you hear out this week? Initials will do.
day: On which day will you see them?
words: Write the question as you will ask it.
example: L., Thursday: “What worries you most?”
else: Nobody? Then take somebody
    who asks you for advice: they want to be heard first.
:::"""


@pytest.fixture
def app(app: Flask, tmp_path: Path) -> Any:
    """The app with a course that has an intention."""
    root = copy(tmp_path / "intention")
    change(root, FIRST, REFLECT, INTENTION)
    app.extensions["catalogue"] = loader.read(root)
    return app
