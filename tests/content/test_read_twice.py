"""Sentences that a reader had to read twice stay off the pages that say something in our words."""

import re
from pathlib import Path

import pytest

from coach.paths import CONTENT

ROOT = Path(__file__).parents[2]
WHERE = [
    *(ROOT / "templates").glob("**/*.html"),
    *(ROOT / "coach").glob("**/*.py"),
    *(CONTENT / "en" / "tools").glob("*.md"),
]
# an idiom, a riddle, or a comparison that does not say with what
READ_TWICE = (
    r"Asked the other way round",
    r"turned round here",
    r"thinnest",
    r"stand beside what was counted",
    r"you get every one below",
    r"fourth week by now",
    r"the share falls as they fade",
    r"Pooled, very large",
    r"Record and main finding",
    r"as it leaves your mouth",
    r"has two dates, yours and theirs",
    r"half-time",
    r"could open its database",
    r"change on a day on which nothing was recorded",
    r"rose all the same",
    r"how far each one carries",
    r"It waits for you",
    r"\.name \}\} can be changed",
    r"begun this one",
)


@pytest.mark.parametrize("words", READ_TWICE)
def test_no_page_has_a_sentence_that_was_read_twice(words: str) -> None:
    found = [path.name for path in WHERE if re.search(words, path.read_text(encoding="utf-8"))]
    assert found == []
