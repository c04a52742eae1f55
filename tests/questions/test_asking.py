"""How a question is put, and how a page answers when something is still missing."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from markupsafe import Markup

from coach.questions.match import Match
from coach.questions.order import Order
from tests.conftest import Visitor
from tests.pages import Page, checked

pytestmark = pytest.mark.any_database

LESSON = "/lessons/listening-understand"
NUMBERS = {"single": 2, "multiple": 3, "judgement": 4, "order": 6, "match": 7, "cloze": 8,
           "scale": 9, "text": 10}  # fmt: skip
CONDUCT = "Go by what you would really do."


def refused(visitor: Visitor, kind: str, data: dict[str, str] | None = None) -> Page:
    answer = visitor.send(f"{LESSON}/{NUMBERS[kind]}", data)
    assert answer.status_code == 422
    return checked(answer.text)


def focused(page: Page) -> Element:
    """The one control of the page that gets the focus."""
    (found,) = [e for e in page.root.iter() if isinstance(e.tag, str) and "autofocus" in e.attrib]
    return found


def question(app: Flask, kind: str) -> object:
    steps = app.extensions["catalogue"].lessons["listening-understand"].steps
    return steps[NUMBERS[kind] - 1]


# ------------------------------------------------------------------ small print


@pytest.mark.parametrize("kind", NUMBERS)
def test_only_a_question_about_ones_own_conduct_asks_for_what_one_would_really_do(
    client: Visitor, kind: str
) -> None:
    page = client.page(f"{LESSON}/{NUMBERS[kind]}")
    assert (CONDUCT in page.words) == (kind == "judgement")


def test_a_judgement_by_a_rule_or_a_study_does_not_ask_for_it(client: Visitor) -> None:
    page = client.page(f"{LESSON}/5")
    assert page.heading == "You lost the thread. What now?"
    assert CONDUCT not in page.words
    assert "Every option is explained afterwards." in page.words


@pytest.mark.parametrize("kind", NUMBERS)
def test_several_answers_are_asked_for_where_several_can_fit(client: Visitor, kind: str) -> None:
    page = client.page(f"{LESSON}/{NUMBERS[kind]}")
    assert ("Mark all that fit." in page.words) == (kind == "multiple")


# ------------------------------------------------------------------ nothing chosen


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_question_left_open_says_so_once_at_its_options(client: Visitor, kind: str) -> None:
    page = refused(client, kind)
    assert page.all("div", id="problem") == [], "a summary is for forms of several fields"
    line = page.one("p", id="answer-error")
    told = " ".join("".join(line.itertext()).split()).removeprefix("Error: ")
    assert page.words.count(told) == 1
    described = [e for e in page.root.iter() if "answer-error" in (e.get("aria-describedby") or "")]
    assert described, "a screen reader hears it at the options"


@pytest.mark.parametrize("kind", NUMBERS)
def test_the_focus_is_where_the_answer_is_missing(client: Visitor, kind: str) -> None:
    assert focused(refused(client, kind)).get("id") == "answer-1"


def test_nothing_takes_the_focus_before_an_answer_is_sent(client: Visitor) -> None:
    for number in NUMBERS.values():
        page = client.page(f"{LESSON}/{number}")
        assert not [e for e in page.root.iter() if "autofocus" in e.attrib]


def test_the_focus_is_at_the_first_pair_that_is_open(app: Flask, client: Visitor) -> None:
    match = question(app, "match")
    assert isinstance(match, Match)
    (one, _) = match.pairs
    page = refused(client, "match", {f"pair-{one.left.key}": one.right.key})
    assert focused(page).get("id") == "answer-2"


def test_the_focus_is_at_the_second_of_two_lines_with_the_same_place(
    app: Flask, client: Visitor
) -> None:
    order = question(app, "order")
    assert isinstance(order, Order)
    a, b, c = (f"place-{option.key}" for option in order.options)
    page = refused(client, "order", {a: "1", b: "2", c: "2"})
    menus = [menu.get("name") for menu in page.all("select")]
    assert focused(page).get("name") == max(b, c, key=menus.index)


def test_the_other_lines_of_a_refused_question_wait_for_their_turn(client: Visitor) -> None:
    page = refused(client, "single", {"confidence": "sure"})
    assert page.one("input", name="confidence", value="sure").get("checked") is not None


def test_the_keys_are_described_once_and_hidden_until_the_script_shows_them(
    client: Visitor,
) -> None:
    for number in (1, 2, 11):
        line = client.page(f"{LESSON}/{number}").one("p", class_="keys meta no-print")
        assert line.get("hidden") is not None


# ------------------------------------------------------------------ pairs and estimates


def test_pairs_with_short_partners_are_made_by_one_tap_each(app: Flask, client: Visitor) -> None:
    match = question(app, "match")
    assert isinstance(match, Match)
    page = client.page(f"{LESSON}/{NUMBERS['match']}")
    assert page.all("select") == []
    for pair in match.pairs:
        taps = page.all("input", type="radio", name=f"pair-{pair.left.key}")
        assert len(taps) == len(match.pairs)


def test_a_pair_that_was_chosen_is_kept_when_another_is_missing(
    app: Flask, client: Visitor
) -> None:
    match = question(app, "match")
    assert isinstance(match, Match)
    one = match.pairs[0]
    page = refused(client, "match", {f"pair-{one.left.key}": one.right.key})
    (kept,) = [r for r in page.all("input", type="radio") if r.get("checked") is not None]
    assert kept.get("value") == one.right.key


def test_partners_of_many_words_are_chosen_from_a_menu(app: Flask, client: Visitor) -> None:
    match = question(app, "match")
    assert isinstance(match, Match)
    assert match.brief
    long = replace(match.pairs[0].right, html=Markup("A partner of a good many words, too long"))
    pairs = (replace(match.pairs[0], right=long), *match.pairs[1:])
    assert not replace(match, pairs=pairs).brief


def test_an_estimate_knows_its_ends_for_the_slider(client: Visitor) -> None:
    page = client.page(f"{LESSON}/{NUMBERS['scale']}")
    (scale,) = [d for d in page.all("div") if d.get("data-scale") is not None]
    assert (scale.get("data-low"), scale.get("data-high")) == ("0", "100")
    assert page.all("input", type="range") == [], "without script the number is typed"
