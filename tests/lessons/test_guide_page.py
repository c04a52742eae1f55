"""The field guide's page, and where it and the tools are offered."""

import pytest
from flask import Flask

from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

GUIDE = "/learn/active-listening/guide"
TOOL = "/journal/tools/talk-log"


def test_a_guide_shows_its_four_sections_and_its_sources(client: Visitor) -> None:
    page = client.page(GUIDE)
    assert "Say it back once, shorter. The fact, and the feeling as a guess." in page.words
    assert page.heading == "Active listening"
    assert "They bring a problem “Ideas, or an ear?”" in page.words
    assert "Instead: Ask one more question about theirs." in page.words
    assert "if a cable is live" in page.words
    assert "Sources: 2-01 Kluger et al., 2023" in page.words


def test_a_principle_shows_its_five_rules_each_with_its_lesson(client: Visitor) -> None:
    words = client.page("/learn/active-listening").words
    assert "The five rules Clear the desk. Show what you heard" in words
    assert "The fact, and the feeling as a guess." not in words  # only the guide says how


def test_a_principle_without_a_guide_has_no_such_page(client: Visitor) -> None:
    client.page("/learn/authenticity/guide", 404)
    client.page("/learn/nothing/guide", 404)
    assert "/learn/authenticity/guide" not in client.page("/learn/authenticity").links()


def test_guide_and_tools_are_offered_by_learn_the_principle_and_the_finished_lesson(
    owner: Visitor, app: Flask
) -> None:
    assert TOOL in owner.page("/learn").links()
    assert {GUIDE, TOOL} <= owner.page("/learn/active-listening").links()
    steps = len(app.extensions["catalogue"].lessons["listening-understand"].steps)
    owner.send(f"/lessons/listening-understand/{steps}/next")
    assert {GUIDE, TOOL} <= owner.page("/lessons/listening-understand/finish").links()
