"""A person's own things are found by that person, apart from the pages, and by nobody else."""

from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import event

from coach.db import db
from coach.search import private_results
from coach.search.private_results import Thing
from tests.conftest import Visitor
from tests.pages import text

HABIT = {"principle": 4, "name": "Greet the night porter", "cue": "I come in",
         "act": "say good evening to Zdislava first", "kind": "daily"}  # fmt: skip


def yours(visitor: Visitor, typed: str) -> dict[str, str]:
    """Return the addresses and words of what is listed as the person's own."""
    page = visitor.page("/search?" + urlencode({"q": typed}))
    lists = page.all("ul", id="yours")
    return {a.get("href", ""): text(a) for ul in lists for a in ul.iter("a")}


def settle(visitor: Visitor) -> None:
    """Write something of every kind, each with the name Zdislava in it."""
    visitor.send("/journal", {"text": "Zdislava asked what changed in Łódź.", "token": "1"})
    visitor.send("/journal/tools/promise-list", {"s-promises.0.what": "Two chairs for Zdislava"})
    assert visitor.send("/habits/new", {**HABIT, "token": "1"}).status_code == 303
    habit = next(link for link in visitor.page("/habits").links() if link[8:].isdecimal())
    day = {"state": "done", "note": "Zdislava answered in the lift."}
    assert visitor.send(f"{habit}/days/2026-11-27", day).status_code == 303
    talk = {"mattered": "The night shift", "asked": "What Zdislava needs", "noticed": "A pause"}
    assert visitor.send("/listening/field", {**talk, "token": "1"}).status_code == 303


def test_all_that_one_wrote_is_found(owner: Visitor) -> None:
    settle(owner)
    found = " | ".join(yours(owner, "zdislava").values())
    for words in (
        "asked what changed",
        "Two chairs",
        "Greet the night",
        "in the lift",
        "night shift",
    ):
        assert words in found
    assert len(yours(owner, "Zdislava")) == 5


def test_nobody_finds_what_another_wrote(
    owner: Visitor, stranger: Visitor, newcomer: Visitor, client: Visitor
) -> None:
    settle(owner)
    newcomer.send("/journal", {"text": "Asked Ivo about the lift.", "token": "1"})
    for typed in ("Zdislava", "Zdislava lift", "greet", "chairs", "%", "_", "night shift", "habit"):
        for other in (stranger, newcomer, client):
            page = other.page("/search?" + urlencode({"q": typed}))
            told = [text(each) for each in page.all("li")]
            assert not any("Zdislava" in line or "night porter" in line for line in told), typed
    assert yours(newcomer, "lift") != {}


def test_nothing_a_person_wrote_is_in_the_index_that_all_share(app: Flask, owner: Visitor) -> None:
    settle(owner)
    owner.page("/search?q=zdislava")
    search = app.extensions["search"].search
    assert search.index.uses("zdislava") == 0
    assert search.find("zdislava", lambda ids: set(ids)).hits == []


@pytest.mark.parametrize(
    ("typed", "there"),
    [("promised", True), ("PROMISES", True), ("łódź", True), ("50%", True), ("art", False),
     ("half_done", True), ("halfxdone", False), ("promise łódź", True), ("promise zzz", False)],
)  # fmt: skip
def test_words_begin_where_words_begin_in_any_script_and_signs_are_no_syntax(
    owner: Visitor, typed: str, there: bool
) -> None:
    owner.send(
        "/journal", {"text": "A promise in Łódź: 50% of it is half_done. We start.", "token": "1"}
    )
    assert bool(yours(owner, typed)) is there


def test_a_name_leads_to_what_has_it_when_nothing_has_all_the_words(owner: Visitor) -> None:
    owner.send("/journal", {"text": "Zdislava wants the drawings.", "token": "1"})
    owner.send("/journal", {"text": "A promise to somebody else.", "token": "2"})
    (line,) = yours(owner, "what did I promise to Zdislava").values()
    assert "Zdislava wants" in line


def test_a_name_that_a_lesson_has_too_is_found_among_ones_own(owner: Visitor) -> None:
    owner.send("/journal", {"text": "Chebet wants the drawings.", "token": "1"})
    assert len(yours(owner, "what did I promise to Chebet")) == 1


def test_a_thing_has_its_title_where_it_stands_and_one_excerpt_with_marks() -> None:
    long = "It began on a Monday, and nobody knew what it would come to. " * 5
    shown = private_results.shown(
        Thing("/journal/1", "Journal, Fri 27 Nov", "", long + "Then Ana & Bo came."), ["bo"]
    )
    assert str(shown.title).startswith("It began on a Monday")
    assert str(shown.title).endswith("…")
    assert "Ana &amp; <mark>Bo</mark> came." in shown.snippet
    assert str(shown.snippet).startswith("…")
    short = private_results.shown(Thing("/journal/1", "Journal", "", "Ana came."), ["ana"])
    assert short.title == "<mark>Ana</mark> came."
    assert short.snippet == ""


def test_a_promise_that_was_kept_on_its_day_says_the_day_once(owner: Visitor) -> None:
    row = {"s-promises.0.what": "Two chairs for Zdislava", "s-promises.0.when": "2026-11-27"}
    owner.send("/journal/tools/promise-list", {**row, "s-promises.0.kept": "1"})
    (line,) = yours(owner, "chairs zdislava").values()
    assert "Promise list, Kept" in line
    assert line.count("Fri 27 Nov") == 1


def test_the_excerpt_has_what_the_title_lacks_and_days_are_in_words(owner: Visitor) -> None:
    text = "Zdislava wants the drawings by Friday, and I have not begun with any of it yet. " * 2
    owner.send("/journal", {"text": text + "Ask about the crane.", "token": "1"})
    owner.send("/journal/tools/promise-list", {"s-promises.0.what": "Two chairs for Zdislava",
                                               "s-promises.0.when": "2026-12-04"})  # fmt: skip
    (line,) = yours(owner, "zdislava crane").values()
    assert "Ask about the crane." in line
    assert any("Fri 4 Dec" in line for line in yours(owner, "chairs zdislava").values())


def test_a_search_asks_a_fixed_number_of_questions(app: Flask, owner: Visitor) -> None:
    def count() -> int:
        asked = []
        with app.app_context():
            engine = db.engine

        def note(*_: object) -> None:
            asked.append(1)

        event.listen(engine, "before_cursor_execute", note)
        owner.get("/search?q=promise+zdislava+trust")
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    owner.get("/search?q=promise+zdislava+trust")
    before = count()
    settle(owner)
    for number in range(40):
        owner.send("/journal", {"text": f"A promise to Zdislava, {number}.", "token": f"n{number}"})
    assert count() == before <= 6


def test_only_some_of_many_things_are_shown_and_the_rest_is_a_link_away(owner: Visitor) -> None:
    for number in range(20):
        owner.send("/journal", {"text": f"Zdislava, the {number}th time.", "token": str(number)})
    found = yours(owner, "zdislava")
    assert len(found) == private_results.MOST
    assert "19th" in next(iter(found.values()))
    assert "/journal?q=zdislava" in owner.page("/search?q=zdislava").links()
