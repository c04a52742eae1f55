"""A small course with a writing room without a fault, and the names of its files."""

from pathlib import Path

from tests.lessons import course as lessons

GOOD = Path(__file__).parent / "course"
FOLLOW_UP = "en/writing/follow-up.md"
THANKS = "en/writing/thanks.md"
MARKS = "en/writing/marks.md"
LESSON = lessons.SECOND

change, line_of = lessons.change, lessons.line_of


def copy(folder: Path) -> Path:
    """A copy of the good course under ``folder``."""
    return lessons.copy(folder, GOOD)
