"""A check-in that could not be saved says so in its card, and is tried again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opener
from tests.browser.test_loop import plan_a_habit

FAILED = "Not saved: no connection."


@pytest.mark.parametrize("path", ["/today", "/habits", "/habits/1"])
def test_a_check_in_without_a_connection_is_seen_and_tried_again(
    open_tab: Opener, path: str
) -> None:
    tab = open_tab(PHONE)
    plan_a_habit(tab.go("/habits/new"))
    tab.go(path)
    page = tab.page
    stamp = page.locator("button.stamp").first
    page.context.set_offline(True)
    stamp.click()
    line = page.get_by_role("alert").filter(has_text=FAILED)
    expect(line).to_be_visible()
    expect(stamp).to_have_attribute("aria-pressed", "false")
    line.get_by_role("button", name="Try again").click()
    expect(line).to_have_count(1)  # it failed again, and is said once
    page.context.set_offline(False)
    line.get_by_role("button", name="Try again").click()
    expect(page.locator('button.stamp[aria-pressed="true"]').first).to_be_visible()
    expect(line).to_have_count(0)


def test_a_past_day_without_a_connection_is_seen_too(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    plan_a_habit(tab.go("/habits/new"))
    page = tab.go("/habits/1").page
    page.context.set_offline(True)
    page.locator(".log").get_by_role("button", name=re.compile("^Mark done")).first.click()
    line = page.locator(".log").get_by_role("alert").filter(has_text=FAILED)
    expect(line).to_be_visible()
    box = line.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
