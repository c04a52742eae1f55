"""The journal is found again: by words in any script, by month, each look-back once."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from coach.content.steps import IntentionStep
from coach.db import db
from coach.journal import queries
from tests.conftest import FRIDAY, Moment, Visitor


def written(app: Flask, visitor: Visitor, key: str, text: str, at: datetime) -> None:
    """Write an entry at a moment, as a look-back or a lesson does."""
    with app.app_context():
        queries.keep(visitor.user_id, "reflection", key, f"Asked as {key}?", text, at)
        db.session.commit()


@pytest.mark.parametrize("words", ["ärger", "ÄRGER", "büro ärger", "STRAße", "ДРУГ"])
def test_words_are_found_in_capitals_and_small_letters_of_any_script(
    owner: Visitor, words: str
) -> None:
    owner.send("/journal", {"text": "Ärger im Büro, Straße. Мой друг помог.", "token": "1"})
    owner.send("/journal", {"text": "A quiet day.", "token": "2"})
    found = owner.page(f"/journal?q={words}").words
    assert "Мой друг помог." in found
    assert "A quiet day." not in found


def test_what_a_tool_holds_is_found(owner: Visitor) -> None:
    owner.send("/journal", {"text": "A quiet day."})
    owner.send("/journal/tools/promise-list", {"s-promises.0.what": "Zwei Stühle für Frau Öz"})
    found = owner.page("/journal?q=öz+stühle").words
    assert "Zwei Stühle für Frau Öz" in found
    assert "A quiet day." not in found
    assert "has the words “chairs”" in owner.page("/journal?q=chairs").words


def test_a_day_on_a_sheet_is_told_in_words(owner: Visitor) -> None:
    row = {"what": "Two chairs", "whom": "Mrs H.", "when": "2026-12-04"}
    owner.send("/journal/tools/promise-list", {f"s-promises.0.{n}": c for n, c in row.items()})
    assert "Two chairs, Mrs H., Fri 4 Dec" in owner.page("/journal").words


def test_nobody_finds_what_another_wrote(owner: Visitor, stranger: Visitor) -> None:
    owner.send("/journal", {"text": "Mine alone."})
    stranger.send("/journal", {"text": "Something else."})
    assert "Mine alone." not in stranger.page("/journal?q=alone").words
    assert "Mine alone." not in stranger.page("/journal?q=Asked").words


def test_signs_that_a_search_could_take_for_its_own_are_letters(owner: Visitor) -> None:
    owner.send("/journal", {"text": "Half of it is 50%, half_done.", "token": "1"})
    owner.send("/journal", {"text": "Half of it is 500, half-done.", "token": "2"})
    for words in ("50%25", "half_done"):
        found = owner.page(f"/journal?q={words}").words
        assert "50%" in found
        assert "500" not in found


def test_a_month_is_the_month_where_the_person_is(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    days = {"rollover": 4, "week_start": 1, "look_back_day": 5, "theme": "", "name": "Nora"}
    owner.send("/settings", {"zone": "Asia/Tokyo", **days})
    written(app, owner, "one", "On the first in Tokyo.", datetime(2026, 10, 31, 16, tzinfo=UTC))
    written(app, owner, "two", "Still October.", datetime(2026, 10, 31, 14, tzinfo=UTC))
    november, october = (owner.page(f"/journal?month=2026-{n}").words for n in (11, 10))
    assert "On the first in Tokyo." in november
    assert "Still October." not in november
    assert "Still October." in october
    assert "On the first in Tokyo." not in october
    assert "No entry in September 2026." in owner.page("/journal?month=2026-09").words


@pytest.mark.parametrize("month", ["2026-13", "0001-01", "9999-12", "x", "2026-11-01"])
def test_what_is_no_month_is_no_page(owner: Visitor, month: str) -> None:
    owner.page(f"/journal?month={month}", 404)


def test_a_look_back_is_one_entry_with_two_answers(app: Flask, owner: Visitor) -> None:
    for number, week in enumerate(("2026-W46", "2026-W47")):
        at = datetime(2026, 11, 13 + 7 * number, 9, tzinfo=UTC)
        written(app, owner, f"look-back/{week}/well", f"Went well in {week}.", at)
        written(app, owner, f"look-back/{week}/next", f"Try after {week}.", at)
    written(app, owner, "look-back/2026-W48/next", "Only the second line.", FRIDAY)
    page = owner.page("/journal")
    assert [e.get("class") for e in page.all("li", class_="entry")] == ["entry"] * 3
    for line in ("Went well in 2026-W47.", "Try after 2026-W46.", "Only the second line."):
        assert page.words.count(line) == 1
    found = owner.page("/journal?q=try+2026-w47")
    assert len(found.all("li", class_="entry")) == 1
    assert "Went well in 2026-W47." in found.words


def test_the_next_page_keeps_the_words_and_the_month(owner: Visitor) -> None:
    for number in range(40):
        text = f"Talk number {number}." if number % 5 else f"Rest number {number}."
        owner.send("/journal", {"text": text, "token": str(number)})
    page = owner.page("/journal?q=talk&month=2026-11")
    older = next(link for link in page.links() if "before=" in link)
    words = owner.page(older).words
    assert "Talk number 1." in words
    assert "Rest number 0." not in words
    assert "Talk number 39." not in words


@pytest.mark.parametrize("path", ["/today", "/progress", "/settings"])
def test_the_journal_is_a_tap_away(owner: Visitor, path: str) -> None:
    main = owner.page(path).one("main", id="main")
    assert "/journal" in {a.get("href") for a in main.iter("a")}


def test_lesson_and_journal_say_alike_who_can_read_what_is_written(
    app: Flask, owner: Visitor
) -> None:
    lessons = app.extensions["catalogue"].lessons.values()
    kinds = {
        isinstance(step, IntentionStep): f"/lessons/{lesson.id}/{number}"
        for lesson in lessons
        for number, step in enumerate(lesson.steps, start=1)
    }
    for path in (*kinds.values(), "/journal", "/journal/tools/promise-list", "/listening/field"):
        said = owner.page(path).words
        assert (
            "Only you can read it here. The person who runs this server could also read it" in said
        ), path
