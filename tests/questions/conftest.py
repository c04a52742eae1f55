"""The app with the small course of the lessons' tests."""

from tests.lessons.conftest import app

__all__ = ["app"]
