"""Tools: filled in, kept, shown, changed, deleted; nothing typed is lost; nobody else sees it."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.journal import queries
from coach.journal.worksheet_template import Rows
from tests.conftest import Visitor
from tests.lessons.course import GOOD
from tests.pages import checked

LIST = "/journal/tools"
URL = f"{LIST}/talk-log"
NOTE = {
    "s-act": "You rang all three farms before milking.",
    "s-talks.0.who": "A. B.",
    "s-talks.0.point": "The date moved.",
}


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small course, which has one tool."""
    app.extensions["catalogue"] = loader.read(GOOD)
    return app


def test_tools_are_listed_and_one_opens_with_its_example(client: Visitor) -> None:
    assert URL in client.page(LIST).links()
    page = client.page(URL)
    assert page.heading == "Talk log"
    assert "By Ines, who draws maps. Invented." in page.words
    assert "only what you would show them" in page.words
    assert len(page.all("textarea", rows="1")) == 2  # one row of two columns


def test_a_sheet_is_kept_read_and_shown_in_the_journal(owner: Visitor) -> None:
    assert owner.send(URL, NOTE).headers["Location"] == URL
    page = owner.page(URL)
    assert "You rang all three farms before milking." in page.words
    assert "The date moved." in page.words
    assert "Not filled in yet: “What came of it?”" in page.words
    journal = owner.page("/journal")
    assert "a tool filled in" in journal.words
    assert "You rang all three farms before milking. · A. B., The date moved." in journal.words
    assert URL in journal.links()
    assert "1 part not filled in yet" in owner.page(LIST).words


def test_saving_again_changes_the_one_sheet_there_is(owner: Visitor) -> None:
    owner.send(URL, NOTE)
    page = owner.page(f"{URL}?change")
    assert "You rang all three" in page.words
    owner.send(URL, {**NOTE, "s-talks.0.who": "", "s-talks.0.point": "", "s-talks.2.who": "C."})
    words = owner.page(URL).words
    assert "C." in words
    assert "The date moved." not in words
    assert owner.page("/journal").words.count("a tool filled in") == 1


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(owner: Visitor) -> None:
    answer = owner.send(URL, {**NOTE, "s-talks.1.who": "", "s-talks.2.who": "", "add": "talks"})
    assert answer.status_code == 200
    page = checked(answer.text)
    assert len(page.all("textarea", rows="1")) == 8
    assert "The date moved." in page.words
    assert page.one("textarea", autofocus="").get("name") == "s-talks.3.who"
    assert "Nothing yet" in owner.page("/journal").words


def test_a_full_sheet_takes_no_more_rows(owner: Visitor) -> None:
    rows = {f"s-talks.{n}.who": "A." for n in range(4)}
    page = checked(owner.send(URL, {**rows, "add": "talks"}).text)
    assert "as many rows as this sheet takes" in page.words
    assert not page.all("button", name="add")


def test_what_is_too_long_is_refused_and_stays_on_the_page(owner: Visitor) -> None:
    answer = owner.send(URL, {**NOTE, "s-talks.0.point": "word " * 30})
    assert answer.status_code == 422
    page = checked(answer.text)
    assert page.title.startswith("Error: ")
    assert "Keep this to 80 characters" in page.words
    assert "word word word" in page.words
    assert "You rang all three" in page.words


def test_an_empty_sheet_is_refused(owner: Visitor) -> None:
    answer = owner.send(URL, {"s-act": "  "})
    assert answer.status_code == 422
    assert "one is enough for today" in answer.text


def test_thanks_that_would_fit_anyone_are_questioned_once_and_can_be_kept(owner: Visitor) -> None:
    generic = {"s-act": "Thanks for everything, you were amazing!"}
    answer = owner.send(URL, generic)
    assert answer.status_code == 422
    assert "This would fit anyone" in checked(answer.text).words
    assert "you were amazing" in answer.text
    assert owner.send(URL, {**generic, "anyway": "1"}).status_code == 303
    assert owner.send(URL, {**generic, "s-effect": "Nobody used it."}).status_code == 303
    assert "Thanks for everything, you were amazing! Nobody used it." in owner.page(URL).words


def test_what_people_type_is_never_markup(owner: Visitor) -> None:
    owner.send(URL, {"s-act": '<b>"bold"</b> & <script>alert(1)</script>'})
    for url in (URL, f"{URL}?change", "/journal"):
        assert '<b>"bold"</b> & <script>alert(1)</script>' in owner.page(url).words


def test_what_the_tool_does_not_know_is_not_kept(owner: Visitor, app: Flask) -> None:
    owner.send(URL, {**NOTE, "s-talks.99.who": "X", "s-other": "X", "s-talks.a.who": "X"})
    with app.app_context():
        kept = queries.sheet(owner.user_id, "talk-log")
        assert kept is not None
        assert [part["id"] for part in kept.parts or []] == ["act", "talks"]
        assert len((kept.parts or [])[1]["rows"]) == 1


def test_anothers_sheet_does_not_exist(owner: Visitor, stranger: Visitor, client: Visitor) -> None:
    owner.send(URL, NOTE)
    for other in (stranger, client):
        for url in (URL, f"{URL}?change", LIST, "/journal"):
            assert "farms" not in other.page(url).words
    stranger.send(URL, {"s-act": "You drew the west side again by hand."})
    assert "farms" in owner.page(URL).words
    assert "west side" not in owner.page(URL).words


def test_a_visitor_who_saves_becomes_a_guest(client: Visitor) -> None:
    assert client.send(URL, NOTE).status_code == 303
    assert "The date moved." in client.page(URL).words


def test_a_sheet_can_be_deleted_by_its_owner_alone(owner: Visitor, stranger: Visitor) -> None:
    owner.send(URL, NOTE)
    delete = next(url for url in owner.page(URL).actions() if url.endswith("/delete"))
    assert stranger.send(delete).status_code == 404
    assert "farms" in owner.page(URL).words
    assert owner.send(delete).status_code == 303
    assert "farms" not in owner.page(URL).words


def test_the_journals_edit_page_leads_to_the_tool(owner: Visitor) -> None:
    owner.send(URL, NOTE)
    delete = next(url for url in owner.page(URL).actions() if url.endswith("/delete"))
    assert owner.get(delete.removesuffix("/delete")).headers["Location"] == URL


def test_a_field_that_the_course_drops_stays_readable(owner: Visitor, app: Flask) -> None:
    owner.send(URL, NOTE)
    course = app.extensions["catalogue"]
    tool = course.tools["talk-log"]
    fewer = tuple(part for part in tool.parts if not isinstance(part, Rows))
    app.extensions["catalogue"] = replace(course, tools={"talk-log": replace(tool, parts=fewer)})
    page = owner.page(URL)
    assert "From an earlier version of this sheet" in page.words
    assert "The date moved." in page.words
    owner.send(URL, {"s-act": "You found that shackle in time."})
    assert "The date moved." in owner.page(URL).words


def test_a_tool_that_the_course_drops_stays_readable(owner: Visitor, app: Flask) -> None:
    owner.send(URL, NOTE)
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], tools={})
    assert "no longer offered" in owner.page(LIST).words
    assert "The date moved." in owner.page(URL).words
    assert "The date moved." in owner.page(f"{URL}?change").words
    assert owner.send(URL, NOTE).status_code == 404


def test_no_such_tool(owner: Visitor) -> None:
    owner.page(f"{LIST}/nothing", 404)
    assert owner.send(f"{LIST}/nothing", NOTE).status_code == 404
