"""A habit may name a kind of message of the writing room: its page leads there."""

import pytest

from coach.habits.import_export import json_reader, native_format
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

PLAN = {
    "name": "Friday thanks",
    "principle": "7",
    "cue": "I close the laptop on Friday",
    "act": "thank somebody for one thing",
    "kind": "week",
    "week": "1",
    "goal": "",
}
LINK = "Write it: A thank-you"


def planned(visitor: Visitor, **changed: str) -> str:
    """Plan the habit, and return its address."""
    answer = visitor.send("/habits/new", PLAN | changed)
    assert answer.status_code == 303
    return str(answer.location)


def link(visitor: Visitor, url: str) -> str:
    """Return the words of the page's link to the thank-you, or an empty string."""
    return " ".join(
        "".join(each.itertext()).strip()
        for each in visitor.page(url).all("a", href="/write/thanks")
    )


def test_its_page_leads_to_the_kind_of_message(owner: Visitor) -> None:
    assert link(owner, planned(owner, message_kind="thanks")) == LINK


def test_a_habit_without_one_leads_nowhere(owner: Visitor) -> None:
    assert link(owner, planned(owner)) == ""


def test_it_is_chosen_in_the_form_and_taken_away_there(owner: Visitor) -> None:
    url = planned(owner, message_kind="thanks")
    shown = owner.page(f"{url}/edit").one("select", name="message_kind").iter("option")
    assert [each.get("value") for each in shown if each.get("selected") is not None] == ["thanks"]
    assert owner.send(f"{url}/edit", PLAN | {"message_kind": ""}).status_code == 303
    assert link(owner, url) == ""


def test_an_unknown_kind_is_refused_and_nothing_typed_is_lost(owner: Visitor) -> None:
    answer = owner.send("/habits/new", PLAN | {"message_kind": "sonnet"})
    assert answer.status_code == 422
    assert PLAN["act"] in answer.text


def test_an_offer_of_a_lesson_brings_its_kind(owner: Visitor) -> None:
    taken = owner.send("/habits/from/habit-friday-note", {"token": "a"})
    assert link(owner, taken.location) == LINK


def test_the_habits_own_export_says_it_and_reads_it_again(owner: Visitor) -> None:
    planned(owner, message_kind="thanks")
    exported = owner.get("/habits/export.json").data
    assert [h.message_kind for h in native_format.read(json_reader.load(exported))] == ["thanks"]
