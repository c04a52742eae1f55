"""Drills and conversations: line after line, turn after turn."""

import re
from typing import Any

import pytest
from flask import Flask

from coach.listening import phrases
from tests.conftest import Visitor
from tests.listening.acts import ADVICE, DRILL, GOOD, LINE, SPOT, TALK, count, rows
from tests.pages import checked, text

pytestmark = pytest.mark.any_database

SPOTS = "/listening/drills/drill-name-the-act"


def say(visitor: Visitor, reply: str, run: str = "") -> Any:
    """Answer the turn a conversation is at."""
    page = visitor.page(TALK)
    form = {name: page.one("input", name=name).get("value", "") for name in ("token", "turn")}
    return visitor.send(TALK, {**form, "reply": reply} | ({"token": run} if run else {}))


# ------------------------------------------------------------------ spotting


def test_a_drill_says_what_it_practises_and_begins_with_its_first_line(client: Visitor) -> None:
    page = client.page(SPOTS)
    assert page.heading == "Name the act"
    assert "The trap is a suggestion with a question mark" in page.words
    assert SPOT in page.links()


def test_every_act_is_explained_whichever_was_chosen(app: Flask, owner: Visitor) -> None:
    page = owner.page(SPOT)
    assert len(page.all("input", type="radio")) == len(phrases.ACTS) == 6
    assert not [radio for radio in page.all("input", type="radio") if radio.get("checked")]
    answer = owner.send(SPOT, {"act": "open"})
    page = owner.page(answer.location)
    assert page.heading.startswith("Not quite")
    options = [text(item) for item in page.all("li") if "answer" in (item.get("class") or "")]
    assert len(options) == 6
    assert any("What it does" in o and "tells him what to do" in o for o in options)
    assert any("Your choice" in o and "puts the answerer’s idea first" in o for o in options)
    assert f"{SPOTS}/ts-rota" in page.links()
    assert rows(app, "listening_reply")[0]["went_well"] is False


def test_a_right_choice_is_said_to_be_one(owner: Visitor) -> None:
    page = owner.page(owner.send(SPOT, {"act": "advice"}).location)
    assert page.heading == "Yes: it gives advice."
    assert "Your choice, and what it does" in page.words


@pytest.mark.parametrize("act", ["", "praise"])
def test_nothing_chosen_is_refused_kindly(app: Flask, owner: Visitor, act: str) -> None:
    answer = owner.send(SPOT, {"act": act})
    assert answer.status_code == 422
    page = checked(answer.text)
    assert page.title.startswith("Error: ")
    assert count(app, "listening_reply") == 0


def test_three_of_the_last_four_finish_a_drill(owner: Visitor) -> None:
    said = [("ts-valves", "open"), ("ts-rota", "reflection"), ("ts-tender", "open")]
    for line, act in said:
        page = owner.page(owner.send(f"{SPOTS}/{line}", {"act": act}).location)
        assert "You can move on" not in page.words
    assert "Two right so far. Three right out of four and you move on." in page.words
    page = owner.page(owner.send(f"{SPOTS}/ts-oven", {"act": "closed"}).location)
    assert "Three of your last four were right. You can move on." in page.words
    assert "Next line" in page.words
    assert "/listening" in page.links()


def test_a_drill_says_which_line_this_is_with_a_dot_for_each(owner: Visitor) -> None:
    owner.send(f"{SPOTS}/ts-valves", {"act": "advice"})
    page = owner.page(f"{SPOTS}/ts-rota")
    dots = page.one("div", role="img")
    assert dots.get("aria-label") == "Line 2 of 6"
    assert [dot.get("class") for dot in dots.iter("i")] == ["done", "now", *[None] * 4]
    assert "2 of 6" in [text(each) for each in page.all("span", class_="count")]


def test_in_todays_set_the_dots_are_those_of_the_set(owner: Visitor) -> None:
    owner.send("/listening/messages/amara-drawings/catch?set=1", {"reply": GOOD})
    url = owner.get("/listening/today").location
    for page in (owner.page(url), owner.page(owner.send(url, {"act": "open"}).location)):
        assert page.one("div", role="img").get("aria-label") == "Part 2 of 2"
        assert [dot.get("class") for dot in page.one("div", role="img").iter("i")] == [
            "done",
            "now",
        ]


def test_the_feedback_to_the_first_thing_of_a_set_is_still_the_first(owner: Visitor) -> None:
    url = owner.get("/listening/today").location
    assert "/messages/" in url
    for page in (owner.page(url), owner.page(owner.send(url, {"reply": GOOD}).location)):
        assert page.one("div", role="img").get("aria-label") == "Part 1 of 2"
        assert "1 of 2" in [text(each) for each in page.all("span", class_="count")]


def test_ones_own_choice_is_explained_first_then_the_right_one(owner: Visitor) -> None:
    page = owner.page(owner.send(SPOT, {"act": "self-turn"}).location)
    options = [text(item) for item in page.all("li") if "answer" in (item.get("class") or "")]
    assert options[0].startswith("Your choice")
    assert options[1].startswith("What it does")
    assert len(options) == 6


def test_what_was_answered_does_not_look_as_if_it_could_be_chosen(owner: Visitor) -> None:
    page = owner.page(owner.send(SPOT, {"act": "open"}).location)
    answers = [item for item in page.all("li") if "answer" in item.get("class", "")]
    assert answers
    for item in answers:
        rings = [span for span in item.iter("span") if span.get("class") == "letter"]
        assert len(rings) == ("other" not in item.get("class", ""))
        assert all(list(ring) for ring in rings), "a ring holds a sign"
        assert not [p for p in item.iter("p") if p.get("class") == "say"], "the type stays"


@pytest.mark.parametrize(
    "well", [[], [False], [True], [True, False, True], [True] * 3, [False] * 9]
)
def test_a_drill_says_in_plain_words_how_it_stands(well: list[bool]) -> None:
    told = phrases.progress_in_drill(well)
    assert not re.search(r"\bsits?\b|none|make it", told)
    assert told.endswith(("Three right out of four and you move on.", "You can move on."))


def test_a_choice_sent_twice_is_one(app: Flask, owner: Visitor) -> None:
    for _ in range(2):
        owner.send(SPOT, {"act": "advice", "token": "once"})
    assert count(app, "listening_reply") == 1


# ------------------------------------------------------------------ lines


def test_after_each_line_comes_the_model_answer_and_the_next_line(owner: Visitor) -> None:
    page = owner.page(LINE)
    assert "The oven went at four" in page.words
    answer = owner.send(LINE, {"reply": "Forty orders, and the oven gone.", "token": "a"})
    page = owner.page(answer.location)
    assert "Forty orders, and no oven." in page.words
    assert "Two facts next to each other say it all." in page.words
    assert f"{DRILL}/tl-valves" in page.links()
    assert LINE in page.links()
    assert "Next line" in page.words


def test_an_empty_line_is_refused_and_one_can_be_saved_for_later(
    app: Flask, owner: Visitor
) -> None:
    assert owner.send(LINE, {"reply": ""}).status_code == 422
    assert owner.send(LINE, {"reply": "Forty", "later": "1"}).location == "/listening"
    assert LINE in owner.page("/listening").links()
    assert (owner.page(LINE).one("textarea").text or "").strip() == "Forty"
    assert count(app, "listening_reply") == 0


# ------------------------------------------------------------------ conversations


def test_a_good_reply_opens_the_door_and_advice_does_not(owner: Visitor) -> None:
    assert "So the new rota’s up." in owner.page(TALK).words
    assert say(owner, GOOD).status_code == 303
    page = owner.page(TALK)
    assert "And I trained him" in page.words
    assert GOOD in page.words
    say(owner, ADVICE)
    assert "I’d better get the stock on." in owner.page(TALK).words
    say(owner, GOOD)
    page = owner.page(TALK)
    assert "Tom stays another minute." in page.words
    assert "The door stayed closed." in page.words
    assert "Being passed over" not in page.words
    assert len([link for link in page.links() if link.startswith("/listening/replies/")]) == 3


def test_each_turn_has_its_marked_reply_with_the_words_it_answered(owner: Visitor) -> None:
    for reply in (ADVICE, GOOD, GOOD):
        say(owner, reply)
    replies = sorted(x for x in owner.page(TALK).links() if x.startswith("/listening/replies/"))
    page = owner.page(replies[1])
    assert "It’s only a rota, isn’t it." in page.words
    assert "What is it like to see that?" in page.words
    assert TALK in page.links()


def test_a_turn_sent_twice_or_too_late_changes_nothing(app: Flask, owner: Visitor) -> None:
    page = owner.page(TALK)
    form = {name: page.one("input", name=name).get("value", "") for name in ("token", "turn")}
    for _ in range(2):
        assert owner.send(TALK, {**form, "reply": GOOD}).status_code == 303
    assert count(app, "listening_reply") == 1
    for wrong in ({"turn": "third"}, {"turn": ""}, {"token": "short"}, {"token": ""}):
        assert (
            owner.send(TALK, {**form, "turn": "second", "reply": GOOD, **wrong}).status_code == 303
        )
    assert count(app, "listening_reply") == 1


def test_a_talk_can_be_held_again_and_the_first_one_is_kept(app: Flask, owner: Visitor) -> None:
    for _ in range(3):
        say(owner, GOOD)
    page = owner.page(f"{TALK}?again")
    assert "So the new rota’s up." in page.words
    assert "Tom stays" not in page.words
    form = {name: page.one("input", name=name).get("value", "") for name in ("token", "turn")}
    owner.send(TALK, {**form, "reply": ADVICE})
    assert "It’s only a rota, isn’t it." in owner.page(TALK).words
    assert count(app, "listening_reply") == 4


@pytest.mark.parametrize("turn", ["", "first", "third", "fourth"])
def test_nothing_is_added_to_a_talk_that_is_over(app: Flask, owner: Visitor, turn: str) -> None:
    for _ in range(3):
        say(owner, GOOD)
    run = rows(app, "listening_reply")[0]["run"]
    answer = owner.send(TALK, {"token": run, "turn": turn, "reply": GOOD})
    assert answer.status_code == 303
    assert count(app, "listening_reply") == 3
    assert "Tom stays" in owner.page(TALK).words


def test_an_empty_turn_is_refused_on_the_same_page(owner: Visitor) -> None:
    page = owner.page(TALK)
    form = {name: page.one("input", name=name).get("value", "") for name in ("token", "turn")}
    answer = owner.send(TALK, {**form, "reply": " "})
    assert answer.status_code == 422
    assert "So the new rota’s up." in checked(answer.text).words


def test_a_half_held_talk_whose_turn_was_deleted_still_opens(owner: Visitor) -> None:
    for reply in (GOOD, GOOD, GOOD):
        say(owner, reply)
    replies = sorted(x for x in owner.page(TALK).links() if x.startswith("/listening/replies/"))
    owner.send(f"{replies[0]}/delete")
    owner.page(TALK)
    owner.page(replies[1])
