"""A sentence of one's own on the narrowest phone: planned, asked about by keyboard, answered."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.browser.conftest import Opener
from tests.conftest import FRIDAY, Moment
from tests.intentions.conftest import course

STEP = "/lessons/listening-understand/12"
NARROW = (320, 640)


@pytest.mark.parametrize(("script", "scheme"), [(True, "dark"), (False, "light")])
def test_a_sentence_is_planned_asked_about_and_answered(
    app: Flask, open_tab: Opener, tmp_path: Path, moment: Moment, script: bool, scheme: str
) -> None:
    app.extensions["catalogue"] = course(tmp_path / "intention")
    tab = open_tab(NARROW, script, scheme)
    tab.go(STEP).check()
    tab.press("Keep it")
    assert "Choose a day" in tab.words
    tab.check()
    tab.page.fill("#who", "L.")
    tab.page.fill("#day", f"{FRIDAY:%Y-%m-%d}")
    tab.page.fill("#words", "What worries you most?")
    tab.press("Keep it")
    assert tab.heading == "Kept for Friday 27 November"
    tab.check()
    moment.now = FRIDAY + timedelta(days=1)
    tab.go("/today").check()
    tab.page.get_by_role("button", name="In other words").focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#came_back").wait_for()
    assert tab.heading == "You said it in other words"
    tab.check()
    tab.page.fill("#came_back", "She told me about the night shift.")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("link", name="Change or delete it in your journal").wait_for()
    tab.go("/intentions").check()
    assert "She told me about the night shift." in tab.words
