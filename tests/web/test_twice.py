"""A form that is sent several times at once counts once, and each answer is as the first."""

import io
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from coach.accounts.models import User
from coach.db import db, locking
from coach.habits.models import CheckIn, Habit
from coach.journal.models import Entry
from tests.conftest import Visitor
from tests.fuzz.forms import Site, forms_of
from tests.habits.loops import one
from tests.pages import checked
from tests.parallel import at_once, copies, sent_at_once

SECRET = "a long sentence of mine"
# what a password costs outside of tests, so that presses at once meet while it is hashed
AS_SERVED = {"argon2__time_cost": 3, "argon2__memory_cost": 65536, "argon2__parallelism": 4}
HABIT = {"name": "Call Ines", "cue": "After lunch", "act": "call Ines", "kind": "daily",
         "principle": "1", "token": "h1"}  # fmt: skip


SETTINGS = {"name": "Nora", "zone": "Asia/Tokyo", "theme": "", "rollover": 4, "week_start": 1,
            "look_back_day": 5}  # fmt: skip


@pytest.fixture(autouse=True)
def _as_a_server_answers(app: Any) -> None:
    """Let a fault be an answer, as it is on a server."""
    app.config["PROPAGATE_EXCEPTIONS"] = False


def told(answers: list[Any]) -> set[tuple[int, str | None]]:
    """Return the different answers there were."""
    return {(answer.status_code, answer.location) for answer in answers}


def number_of(app: Any, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("url", "form", "model"),
    [
        ("/journal", {"text": "A note.", "token": "a1"}, Entry),
        ("/habits/new", HABIT, Habit),
        ("/settings", {"name": "Nora", "zone": "Asia/Tokyo", "theme": "", "rollover": 4,
                       "week_start": 1, "look_back_day": 5}, None),
        ("/habits/reminders/feed", {}, None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_four_at_once_are_answered_like_one_and_stored_once(
    app: Any, client: Visitor, url: str, form: dict[str, Any], model: Any, known: bool
) -> None:
    if known:
        client.send("/settings/zone", {"choice": "keep"})
    answers = sent_at_once(app, client, url, [form] * 4)
    [(status, location)] = told(answers)
    assert status == 303, answers[0].text
    assert location is not None
    assert number_of(app, User) == 1
    assert model is None or number_of(app, model) == 1


def test_a_sheet_saved_four_times_at_once_is_one_sheet(app: Any, owner: Visitor) -> None:
    tool = next(iter(app.extensions["catalogue"].tools))
    names = [f.get("name", "") for f in owner.page(f"/journal/tools/{tool}").all("textarea")]
    form = {**dict.fromkeys(names, "Filled in."), "anyway": "y"}
    answers = sent_at_once(app, owner, f"/journal/tools/{tool}", [form] * 4)
    assert told(answers) == {(303, f"/journal/tools/{tool}")}
    assert number_of(app, Entry) == 1


def test_a_check_in_sent_four_times_at_once_counts_once(app: Any, owner: Visitor) -> None:
    habit = owner.send("/habits/new", HABIT).location
    answers = sent_at_once(app, owner, f"{habit}/days/2026-11-27", [{"state": "done"}] * 4)
    assert len(told(answers)) == 1
    assert answers[0].status_code == 303
    assert number_of(app, CheckIn) == 1


def test_an_export_brought_in_three_times_at_once_is_brought_once(
    app: Any, owner: Visitor, newcomer: Visitor
) -> None:
    owner.send("/journal", {"text": "Rang Ines about the drawings.", "token": "a1"})
    export = owner.get("/settings/export").data
    uploads = [{"file": (io.BytesIO(export), "export.zip")} for _ in range(3)]
    answers = sent_at_once(app, newcomer, "/settings/import", uploads)
    assert told(answers) == {(303, "/settings/import/preview")}
    answers = sent_at_once(app, newcomer, "/settings/import/preview", [{"choice": "bring"}] * 3)
    assert told(answers) == {(303, "/settings/data")}
    assert newcomer.page("/journal").words.count("Rang Ines") == 1


def test_every_press_of_an_import_answers_as_the_first_did_and_its_rows_are_there_once(
    app: Any, owner: Visitor, newcomer: Visitor
) -> None:
    owner.send("/journal", {"text": "Rang Ines about the drawings.", "token": "a1"})
    export = owner.get("/settings/export").data
    newcomer.send("/settings/import", {"file": (io.BytesIO(export), "export.zip")})
    form = {"choice": "bring", "csrf_token": newcomer.token()}
    browsers = copies(app, newcomer, 3)
    answers = at_once(
        [partial(one.post, "/settings/import/preview", data=form) for one in browsers]
    )
    assert told(answers) == {(303, "/settings/data")}
    said = [one.page("/settings/data").words.count("Everything is imported.") for one in browsers]
    assert {1} <= set(said) <= {0, 1}  # what is said is true: it wrote, or found written, all of it
    late = newcomer.post("/settings/import/preview", data=form)
    assert (late.status_code, late.location) == (303, "/settings/data")
    assert "No file is waiting any more" in newcomer.page("/settings/data").words
    assert "No file is waiting" not in newcomer.page("/settings/data").words
    assert number_of(app, Entry) == 2
    assert newcomer.page("/journal").words.count("Rang Ines") == 1


def test_a_second_answer_about_a_guest_is_told_that_it_is_decided(
    app: Any, owner: Visitor, newcomer: Visitor
) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    newcomer.send("/journal", {"text": "As a guest."})
    newcomer.send("/sign-in", {"email": "nora@example.org", "password": SECRET})
    for said in ("What you did as a guest is in your account now.", "Nothing is left to add"):
        answer = newcomer.send("/bring-along", {"choice": "bring"})
        assert (answer.status_code, answer.location) == (303, "/today")
        assert said in newcomer.page("/today").words


def test_of_three_addresses_for_one_guest_one_is_kept_and_only_that_is_said(
    app: Any, owner: Visitor
) -> None:
    app.extensions["security"].pwd_context.update(**AS_SERVED)
    forms = [{"email": f"nora{n}@example.org", "password": SECRET} for n in range(3)]
    answers = sent_at_once(app, owner, "/keep", forms)
    kept = [n for n, answer in enumerate(answers) if answer.location == "/today"]
    assert len(kept) == 1, told(answers)
    with app.app_context():
        assert db.session.scalars(select(User.email)).one() == f"nora{kept[0]}@example.org"
    others = [answer for n, answer in enumerate(answers) if n not in kept]
    assert {answer.status_code for answer in others} == {422}
    assert all("kept a moment ago" in answer.text for answer in others)


def test_a_second_address_a_moment_later_is_told_which_one_is_kept(owner: Visitor) -> None:
    form = {"email": "nora@example.org", "password": SECRET}
    owner.send("/keep", form)
    owner.page("/today")
    answer = owner.send("/keep", form | {"email": "other@example.org"})
    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Your progress is kept. Sign in as nora@example.org" in owner.page("/today").words


def test_keeping_twice_at_once_says_kept_twice(app: Any, owner: Visitor) -> None:
    app.extensions["security"].pwd_context.update(**AS_SERVED)
    form = {"email": "nora@example.org", "password": SECRET}
    answers = sent_at_once(app, owner, "/keep", [form] * 3)
    assert told(answers) == {(303, "/today")}
    for answer in answers:
        cookies = answer.headers.getlist("Set-Cookie")
        assert any(cookie.startswith("session=") for cookie in cookies)


def test_whoever_deletes_everything_twice_at_once_is_told_so_twice(
    app: Any, owner: Visitor
) -> None:
    answers = sent_at_once(app, owner, "/settings/delete", [{"typed": "delete"}] * 3)
    assert told(answers) == {(303, "/")}
    assert number_of(app, User) == 0


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("/journal", {"text": "A note.", "token": "a1"}),
        ("/habits/new", HABIT),
        ("/settings", SETTINGS),
        ("/habits/reminders/feed", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_form_sent_while_everything_is_being_deleted_is_no_fault(
    app: Any, owner: Visitor, url: str, form: dict[str, Any]
) -> None:
    token = owner.token()
    posts = [("/settings/delete", {"typed": "delete"}), *[(url, form)] * 3]
    browsers = copies(app, owner, len(posts))
    answers = at_once(
        [
            partial(one.post, address, data={**sent, "csrf_token": token})
            for one, (address, sent) in zip(browsers, posts, strict=True)
        ]
    )
    assert {answer.status_code for answer in answers} <= {303, 400, 409, 422}
    assert answers[0].location == "/"
    with app.app_context():  # whoever came too late is a new guest, or nobody
        assert owner.public_id not in db.session.scalars(select(User.public_id)).all()


def test_a_turn_that_does_not_come_is_answered_with_a_page_that_sends_again(
    app: Any, another: Callable[..., Visitor], owner: Visitor
) -> None:
    form = {"text": "Half an hour of writing.", "token": "a1", "csrf_token": owner.token()}
    impatient = another(database_wait=1)
    impatient.set_cookie("session", owner.get_cookie("session").value)  # type: ignore[union-attr]
    with app.app_context():
        locking.lock_user(owner.user_id)
        [answer] = at_once([lambda: impatient.post("/journal", data=form)])
    assert answer.status_code == 503
    assert "Half an hour of writing." in checked(answer.text).words
    assert impatient.post("/journal", data=form).status_code == 303


def _written(owner: Visitor) -> str:
    owner.send("/journal", {"text": "A note.", "token": "a1"})
    return next(a for a in owner.page("/journal/1").actions() if a.endswith("/delete"))


def _away(owner: Visitor) -> str:
    owner.send("/habits/away", {"habit": "0", "first": "2026-11-27", "last": "2026-11-28"})
    return next(a for a in owner.page("/habits/away").actions() if a.endswith("/remove"))


def _brought(owner: Visitor) -> str:
    sent = {"file": (io.BytesIO(one()), "habits.json")}
    return f"{owner.send('/habits/import', sent).location}/drop"


def _replied(owner: Visitor) -> str:
    message = "/listening/messages/amara-change-log/reply"
    answer = owner.send(message, {"reply": "What happened at the gate?"})
    return f"{answer.location.partition('#')[0]}/delete"


def _logged(owner: Visitor) -> str:
    said = {"day": "2026-11-27", "text": "I asked Ines and let her finish.", "token": "f1"}
    address = "/listening/field"
    form = next(forms_of(owner.application, Site([]), owner.page(address), address))
    owner.send(address, {**form.typed()[-1], **said})
    return next(a for a in owner.page("/listening/field/1").actions() if a.endswith("/delete"))


DELETED = (_written, _away, _brought, _replied, _logged)


@pytest.mark.parametrize("made", DELETED, ids=lambda made: made.__name__.strip("_"))
def test_what_is_deleted_twice_is_told_so_twice_and_is_nobody_elses(
    owner: Visitor, stranger: Visitor, made: Callable[[Visitor], str]
) -> None:
    url = made(owner)
    assert stranger.send(url).status_code == 404
    first, second = owner.send(url), owner.send(url)
    assert first.status_code == 303
    assert (second.status_code, second.location) == (303, first.location)
    assert stranger.send(url).status_code == 404
    number = re.sub(r"/\d+", "/4711", url)
    assert owner.send(number).status_code == 404


@pytest.mark.parametrize("made", DELETED, ids=lambda made: made.__name__.strip("_"))
def test_what_is_deleted_four_times_at_once_is_told_so_four_times(
    app: Any, owner: Visitor, made: Callable[[Visitor], str]
) -> None:
    url = made(owner)
    answers = sent_at_once(app, owner, url, [{}] * 4)
    [(status, location)] = told(answers)
    assert (status, location is None) == (303, False)


def test_a_browser_signed_out_twice_is_told_so_twice(app: Any, owner: Visitor) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    other: Visitor = app.test_client()
    other.send("/sign-in", {"email": "nora@example.org", "password": SECRET})
    url = max(a for a in owner.page("/settings/account").actions() if a.endswith("/end"))
    both = [owner.send(url) for _ in range(2)]
    assert told(both) == {(303, "/settings/account")}
    assert owner.send("/settings/sessions/4711/end").status_code == 404
