"""The small good course, whose first lesson asks for an intention instead of a reflection."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.content.model import Catalogue
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


def course(folder: Path) -> Catalogue:
    """Return the small course with an intention in its first lesson."""
    root = copy(folder)
    change(root, FIRST, REFLECT, INTENTION)
    change(root, FIRST, "minutes = 7", "minutes = 8")
    return loader.read(root)


@pytest.fixture
def app(app: Flask, tmp_path: Path) -> Any:
    """The app with a course that has an intention."""
    app.extensions["catalogue"] = course(tmp_path / "intention")
    return app
