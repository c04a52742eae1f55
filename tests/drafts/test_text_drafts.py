"""Leaving a step with a text of one's own keeps what was typed, without any script."""

import pytest
from flask import Flask

from coach.lessons.activity import FreeText, Reflection
from tests.conftest import Visitor
from tests.pages import checked

TYPED = "Thursday, R.: the real reason is that axis C is not checked."


def step_of(app: Flask, kind: type) -> tuple[str, str]:
    """Return the address of a step of this kind that is not a lesson's first, and its field."""
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, kind) and number > 1:
                return f"/lessons/{lesson.id}/{number}", "answer" if kind is FreeText else "text"
    raise AssertionError(f"no lesson has a {kind.__name__}")


@pytest.mark.parametrize("kind", [FreeText, Reflection])
@pytest.mark.parametrize(
    ("way", "leads_to"), [("away", "/today"), ("back", "/lessons/"), ("on", "/lessons/")]
)
def test_what_was_typed_is_there_again_after_leaving(
    app: Flask, client: Visitor, kind: type, way: str, leads_to: str
) -> None:
    address, name = step_of(app, kind)
    answer = client.send(address, {name: f" {TYPED}\r\nAnd a second line. ", "leave": way})
    assert answer.status_code == 303
    assert answer.location.startswith(leads_to)
    assert answer.location != address
    page = checked(client.get(address).text)
    texts = [area.text or "" for area in page.all("textarea", name=name)]
    assert f"{TYPED}\nAnd a second line." in [text.strip("\n") for text in texts]


def test_a_draft_goes_when_its_text_is_kept(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, Reflection)
    client.send(address, {"text": TYPED, "leave": "away"})
    client.send(address, {"text": "Another sentence."})
    page = client.get(f"{address}?again").text
    assert "Another sentence." in page
    assert TYPED not in page


def test_a_draft_emptied_and_left_is_gone(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, Reflection)
    client.send(address, {"text": TYPED, "leave": "away"})
    client.send(address, {"text": "  ", "leave": "away"})
    assert TYPED not in client.get(address).text


def test_a_visitor_who_leaves_without_a_word_stays_nobody(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, Reflection)
    answer = client.send(address, {"text": "", "leave": "away"})
    assert answer.location == "/learn"
    assert client.get("/journal/1").status_code == 404


def test_nobody_else_finds_a_draft(app: Flask, owner: Visitor, stranger: Visitor) -> None:
    address, _ = step_of(app, Reflection)
    owner.send(address, {"text": TYPED, "leave": "away"})
    assert TYPED in owner.get(address).text
    assert TYPED not in stranger.get(address).text


def test_the_browser_learns_which_form_was_saved(app: Flask, owner: Visitor) -> None:
    address, _ = step_of(app, Reflection)
    taken = owner.send(address, {"text": TYPED})
    assert f"saved={address};" in str(taken.headers.getlist("Set-Cookie"))
    refused = owner.send(address, {"text": ""})
    assert refused.status_code == 422
    assert "saved=" not in str(refused.headers.getlist("Set-Cookie"))


def test_after_signing_out_the_browser_is_told_to_drop_every_draft(owner: Visitor) -> None:
    form = {"email": "nora@example.org", "password": "a long sentence of mine"}
    assert owner.send("/keep", form).status_code == 303
    answer = owner.send("/sign-out")
    assert "saved=*;" in str(answer.headers.getlist("Set-Cookie"))


def test_a_draft_of_own_words_goes_when_the_answer_is_given(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, FreeText)
    client.send(address, {"answer": TYPED, "leave": "away"})
    page = checked(client.get(address).text)
    hidden = {each.get("name"): each.get("value") for each in page.all("input", type="hidden")}
    client.post(address, data={**hidden, "answer": "So it moved, and you heard last."})
    assert TYPED not in client.get(f"{address}?again").text
