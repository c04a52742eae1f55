"""Leaving a step with a text of one's own keeps what was typed, without any script."""

import pytest
from flask import Flask

from coach.assessment.calendar import Week
from coach.content.steps import IntentionStep
from coach.questions.free_text import FreeText
from tests.assessment.sitting import sit
from tests.conftest import Visitor
from tests.pages import checked, text

DAY = "2026-11-27"
TYPED = "Thursday, R.: the real reason is that axis C is not checked."


def step_of(app: Flask, kind: type) -> tuple[str, str]:
    """Return the address of a step of this kind that is not a lesson's first, and its field.

    An intention is sent to an address below its step's, see ``to``.
    """
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, kind) and number > 1:
                return f"/lessons/{lesson.id}/{number}", "answer" if kind is FreeText else "words"
    raise AssertionError(f"no lesson has a {kind.__name__}")


def to(address: str, kind: type = IntentionStep) -> str:
    """Return where the form of a step is sent."""
    return f"{address}/intention" if kind is IntentionStep else address


@pytest.mark.parametrize("kind", [FreeText, IntentionStep])
@pytest.mark.parametrize(
    ("way", "leads_to"), [("away", "/today"), ("back", "/lessons/"), ("on", "/lessons/")]
)
def test_what_was_typed_is_there_again_after_leaving(
    app: Flask, client: Visitor, kind: type, way: str, leads_to: str
) -> None:
    address, name = step_of(app, kind)
    answer = client.send(
        to(address, kind), {name: f" {TYPED}\r\nAnd a second line. ", "leave": way}
    )
    assert answer.status_code == 303
    assert answer.location.startswith(leads_to)
    assert answer.location != address
    page = checked(client.get(address).text)
    texts = [area.text or "" for area in page.all("textarea", name=name)]
    assert f"{TYPED}\nAnd a second line." in [text.strip("\n") for text in texts]


def test_a_draft_goes_when_its_text_is_kept(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, IntentionStep)
    client.send(to(address), {"words": TYPED, "leave": "away"})
    client.send(to(address), {"words": "Another sentence.", "day": DAY})
    page = client.get(f"{address}?again").text
    assert "Another sentence." in page
    assert TYPED not in page


def test_a_draft_emptied_and_left_is_gone(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, IntentionStep)
    client.send(to(address), {"words": TYPED, "leave": "away"})
    client.send(to(address), {"words": "  ", "leave": "away"})
    assert TYPED not in client.get(address).text


def test_a_visitor_who_leaves_without_a_word_stays_nobody(app: Flask, client: Visitor) -> None:
    address, _ = step_of(app, IntentionStep)
    answer = client.send(to(address), {"words": "", "leave": "away"})
    assert answer.location == "/learn"
    assert client.get("/journal/1").status_code == 404


def test_nobody_else_finds_a_draft(app: Flask, owner: Visitor, stranger: Visitor) -> None:
    address, _ = step_of(app, IntentionStep)
    owner.send(to(address), {"words": TYPED, "leave": "away"})
    assert TYPED in owner.get(address).text
    assert TYPED not in stranger.get(address).text


def test_the_browser_learns_which_form_was_saved(app: Flask, owner: Visitor) -> None:
    address, _ = step_of(app, IntentionStep)
    taken = owner.send(to(address), {"words": TYPED, "day": DAY})
    assert f"saved={to(address)};" in str(taken.headers.getlist("Set-Cookie"))
    refused = owner.send(to(address), {"words": ""})
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


@pytest.mark.parametrize(
    "address",
    [
        "/listening/messages/amara-change-log/catch",
        "/listening/drills/{drill}/{line}",
        "/listening/conversations/{talk}",
    ],
)
def test_leaving_a_reply_keeps_it(app: Flask, client: Visitor, address: str) -> None:
    room = app.extensions["catalogue"].listening
    line = next(each for each in room.lines.values() if not hasattr(each.item, "act"))
    address = address.format(
        drill=line.drill.id, line=line.item.id, talk=next(iter(room.conversations))
    )
    page = client.page(address)
    [way_out] = page.all("button", name="later", form="reply-form")
    assert way_out.get("class") == "leave"
    hidden = {each.get("name"): each.get("value") for each in page.all("input", type="hidden")}
    answer = client.post(address, data={**hidden, "reply": TYPED, "later": "1"})
    assert (answer.status_code, answer.location) == (303, "/listening")
    assert TYPED in client.page(address).words
    assert TYPED[:40] in client.page("/listening").words


def test_leaving_an_empty_reply_is_quiet(client: Visitor) -> None:
    answer = client.send("/listening/messages/amara-change-log/catch", {"later": "1"})
    assert (answer.status_code, answer.location) == (303, "/listening")
    assert "Saved for later" not in client.page("/listening").words


def test_leaving_the_two_lines_of_a_week_keeps_them(owner: Visitor) -> None:
    sit(owner, Week(2026, 48))
    address = "/look-back/2026-W48/reflection"
    page = owner.page(address)
    [way_out] = page.all("button", name="leave", value="away")
    assert way_out.get("form") == page.one("form", action=address).get("id")
    answer = owner.send(address, {"well": TYPED, "next": "Ask first.", "leave": "away"})
    assert (answer.status_code, answer.location) == (303, "/progress")
    assert "Ask first." not in owner.page("/journal").words
    page = owner.page(address)
    assert TYPED in text(page.one("textarea", name="well"))
    assert "Ask first." in text(page.one("textarea", name="next"))
    owner.send(address, {"well": "Another.", "next": ""})
    assert TYPED not in owner.page(address).words


def test_skipping_the_two_lines_keeps_them_too(owner: Visitor) -> None:
    sit(owner, Week(2026, 48))
    address = "/look-back/2026-W48/reflection"
    answer = owner.send(address, {"well": TYPED, "next": "", "leave": "on"})
    assert answer.location == "/look-back/2026-W48"
    assert TYPED not in owner.page("/journal").words
    assert TYPED in owner.page(address).words
