"""One text open in two tabs: the second save overwrites nothing that its page did not show."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask

from coach.assessment.calendar import Week
from coach.content import loader
from coach.content.steps import IntentionStep
from coach.questions.free_text import FreeText
from tests.assessment.sitting import keep_week
from tests.conftest import FRIDAY, Visitor
from tests.lessons.course import GOOD
from tests.pages import Page, checked

HABIT = {"name": "Listen first", "principle": "2", "cue": "someone talks", "act": "I listen",
         "kind": "daily", "token": "first"}  # fmt: skip


Sent = dict[str, list[str]]


@dataclass(frozen=True)
class Place:
    """Somewhere a text is edited: the page with the form, the field, and where it is sent."""

    page: str
    field: str
    to: str
    button: dict[str, str] = field(default_factory=dict)

    def opened(self, visitor: Visitor) -> Sent:
        """Open the page and return what its form sends as it stands."""
        return sent_by(visitor.page(self.page), self.to, self.field)

    def save(self, visitor: Visitor, text: str, opened: Sent, part: bool = False) -> Any:
        """Send the form as it was opened, with this text in its field."""
        return visitor.send(self.to, {**opened, **self.button, self.field: text}, part)


def sent_by(page: Page, action: str, field: str) -> Sent:
    """Return what the form for this field that goes there sends as it stands, without its token."""
    [form] = [
        form
        for form in page.all("form")
        if form.get("action", "").split("?")[0] == action
        and field in {element.get("name") for element in form.iter()}
    ]
    sent: Sent = {}
    for element in form.iter():
        name, kind = element.get("name", ""), element.get("type", "")
        off = kind in ("radio", "checkbox") and element.get("checked") is None
        if not name or name == "csrf_token" or off or element.tag == "button":
            continue
        chosen = [
            o.get("value", "") for o in element.iter("option") if o.get("selected") is not None
        ]
        plain = [(element.text or "").removeprefix("\n")] if element.tag == "textarea" else []
        sent.setdefault(name, []).extend(chosen or plain or [element.get("value", "")])
    return sent


def step_of(app: Flask, kind: type) -> str:
    """Return the address of the first step of a kind."""
    lessons = app.extensions["catalogue"].lessons.values()
    return next(
        f"/lessons/{lesson.id}/{number}"
        for lesson in lessons
        for number, step in enumerate(lesson.steps, start=1)
        if isinstance(step, kind)
    )


def journal(app: Flask, visitor: Visitor) -> Place:
    visitor.send("/journal", {"text": "As it was first.", "token": "one"})
    links = visitor.page("/journal").links()
    page = next(link for link in links if link[9:].isdecimal())
    return Place(page, "text", page)


def margin(app: Flask, visitor: Visitor) -> Place:
    step = step_of(app, FreeText)
    return Place(step, "text", f"{step}/note")


def intention(app: Flask, visitor: Visitor) -> Place:
    step = step_of(app, IntentionStep)
    to = f"{step}/intention"
    visitor.send(to, {"words": "As it was first.", "day": str(FRIDAY.date())})
    return Place(f"{step}?again", "words", to)


def tool(app: Flask, visitor: Visitor) -> Place:
    app.extensions["catalogue"] = loader.read(GOOD)
    return Place("/journal/tools/talk-log?change", "s-act", "/journal/tools/talk-log")


def habit(app: Flask, visitor: Visitor) -> Place:
    made = visitor.send("/habits/new", HABIT).headers["Location"]
    return Place(f"{made}/edit", "cue", f"{made}/edit")


def settings(app: Flask, visitor: Visitor) -> Place:
    return Place("/settings", "name", "/settings")


def talk(app: Flask, visitor: Visitor) -> Place:
    visitor.send("/listening/field", {"mattered": "As it was first.", "token": "one"})
    links = visitor.page("/listening/field").links()
    page = next(link for link in links if link[17:].isdecimal())
    return Place(page, "asked", page)


def rating(app: Flask, visitor: Visitor) -> Place:
    lesson = next(iter(app.extensions["catalogue"].lessons.values()))
    for number in range(1, len(lesson.steps) + 1):
        visitor.send(f"/lessons/{lesson.id}/{number}/next")
    visitor.send(f"/lessons/{lesson.id}/rating", {"liked": "up", "word": "As it was first."})
    return Place(f"/lessons/{lesson.id}/finish", "word", f"/lessons/{lesson.id}/rating")


def note_of_a_day(app: Flask, visitor: Visitor) -> Place:
    made = visitor.send("/habits/new", HABIT).headers["Location"]
    return Place(made, "note", f"{made}/days/{FRIDAY.date()}", {"state": "note"})


def look_back(app: Flask, visitor: Visitor) -> Place:
    week = Week.parse("2026-W48")
    keep_week(app, visitor.user_id, week, FRIDAY)
    return Place(f"/look-back/{week}/reflection", "well", f"/look-back/{week}/reflection")


PLACES = [journal, margin, intention, tool, habit, settings, talk, rating, note_of_a_day,
          look_back]  # fmt: skip
FIRST, SECOND = "You said so in the first tab on Monday.", "You said so in the second, on Tuesday."


@pytest.fixture(params=PLACES, ids=lambda place: place.__name__)
def place(app: Flask, owner: Visitor, request: pytest.FixtureRequest) -> Place:
    made: Callable[[Flask, Visitor], Place] = request.param
    return made(app, owner)


def test_a_second_tab_does_not_overwrite_what_the_first_one_saved(
    owner: Visitor, place: Place
) -> None:
    both = place.opened(owner)
    assert place.save(owner, FIRST, both).status_code == 303
    refused = place.save(owner, SECOND, both)
    assert refused.status_code in (409, 422)
    page = checked(refused.text)
    assert FIRST in page.words
    assert SECOND in refused.text
    anew = sent_by(page, place.to, place.field)
    assert anew[place.field] == [SECOND]
    assert place.opened(owner)[place.field] == [FIRST]  # nothing was written
    assert place.save(owner, SECOND, anew).status_code == 303
    assert place.opened(owner)[place.field] == [SECOND]


def test_the_same_words_sent_twice_are_no_conflict(owner: Visitor, place: Place) -> None:
    both = place.opened(owner)
    assert [place.save(owner, FIRST, both).status_code for _ in range(2)] == [303, 303]


def test_a_margin_sent_in_the_background_shows_both_texts_too(app: Flask, owner: Visitor) -> None:
    place = margin(app, owner)
    both = place.opened(owner)
    assert place.save(owner, FIRST, both, part=True).status_code == 200
    refused = place.save(owner, SECOND, both, part=True)
    assert refused.status_code == 409
    assert FIRST in refused.text
    assert SECOND in refused.text
    assert "<h1" not in refused.text


def test_what_was_typed_for_an_entry_deleted_meanwhile_is_shown(app: Flask, owner: Visitor) -> None:
    place = journal(app, owner)
    both = place.opened(owner)
    owner.send(f"{place.page}/delete")
    refused = place.save(owner, SECOND, both)
    assert refused.status_code == 404
    assert SECOND in checked(refused.text).words


def test_a_row_more_in_a_tool_keeps_the_version_it_was_made_from(
    app: Flask, owner: Visitor
) -> None:
    place = tool(app, owner)
    both = place.opened(owner)
    place.save(owner, FIRST, both)
    more = owner.send(place.to, {**both, "s-act": SECOND, "add": "talks"})
    assert (
        place.save(owner, SECOND, sent_by(checked(more.text), place.to, place.field)).status_code
        == 409
    )


def test_a_draft_shows_the_answer_it_would_replace(app: Flask, owner: Visitor) -> None:
    place = intention(app, owner)
    opened = place.opened(owner)
    place.save(owner, FIRST, opened)
    owner.send(place.to, {**opened, "words": SECOND, "leave": "on"})
    page = owner.page(place.page)
    assert FIRST in page.words
    assert sent_by(page, place.to, place.field)["words"] == [SECOND]


def plain_text(app: Flask) -> str:
    """Return the address of a lesson's step that is now a text compared with a model."""
    course = app.extensions["catalogue"]
    asked = course.questions.values()
    question = next(each.question for each in asked if type(each.question) is FreeText)
    lesson = next(iter(course.lessons.values()))
    changed = replace(lesson, steps=(lesson.steps[0], question, *lesson.steps[2:]))
    app.extensions["catalogue"] = replace(course, lessons={**course.lessons, lesson.id: changed})
    return f"/lessons/{lesson.id}/2"


def test_own_words_compared_in_two_tabs_do_not_overwrite_each_other(
    app: Flask, owner: Visitor
) -> None:
    place = plain_text(app)
    both = sent_by(owner.page(place), place, "answer")
    assert owner.send(place, {**both, "answer": FIRST}).status_code == 303
    compared = sent_by(owner.page(place), place, "answer")
    again = sent_by(owner.page(f"{place}?again"), place, "answer")
    refused = owner.send(place, {**both, "answer": SECOND})
    assert refused.status_code == 409
    assert FIRST in checked(refused.text).words
    assert sent_by(checked(refused.text), place, "answer")["answer"] == [SECOND]
    assert owner.send(place, {**again, "answer": SECOND}).status_code == 303
    assert owner.send(place, compared).status_code == 409  # it would bring the first text back
    assert SECOND in owner.page(place).words


@pytest.mark.parametrize(
    ("path", "field"), [("/journal", "text"), ("/listening/field", "mattered")]
)
def test_a_new_entry_that_was_changed_after_going_back_is_kept_beside_the_first(
    owner: Visitor, path: str, field: str
) -> None:
    for text in (FIRST, FIRST, SECOND, SECOND):
        assert owner.send(path, {field: text, "token": "the same"}).status_code == 303
    words = owner.page(path).words
    assert [words.count(text) for text in (FIRST, SECOND)] == [1, 1]
