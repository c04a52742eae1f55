"""A small listening room without a fault, and the names of its files."""

from pathlib import Path

from tests.lessons import course as lessons

GOOD = Path(__file__).parent / "course"
FOLDER = "en/listening"
MAREN = f"{FOLDER}/messages/maren-steering.md"
AMARA = f"{FOLDER}/messages/amara-drawings.md"
SPOKEN = f"{FOLDER}/audio/maren-steering.json"
SPOTS = f"{FOLDER}/drills/drill-name-the-act.md"
LINES = f"{FOLDER}/drills/drill-one-breath.md"
TALK = f"{FOLDER}/conversations/talk-tom-rota.md"

change, line_of = lessons.change, lessons.line_of


def copy(folder: Path) -> Path:
    """A copy of the good room under ``folder``."""
    return lessons.copy(folder, GOOD)
