"""What ``coach tidy`` deletes, and when: everything that waits, by kind and by whose it is."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.accounts.commands import tidied
from coach.accounts.models import Attempts, BrowserSession, PendingImport, SignIn
from coach.content.steps import IntentionStep
from coach.db import Base, db
from coach.drafts.models import TextDraft
from coach.habits.import_export.models import HabitImport
from coach.listening.models import Draft
from coach.maintenance import upgrade
from coach.people.exchange.models import PeopleDraft
from coach.writing.models import MessageDraft
from tests.conftest import FRIDAY, Moment, Visitor

SECRET = "a long sentence of mine"
HABITS = {"format": "good-terms-habits", "version": 1, "habits": [
    {"name": "Walk", "cue": "", "act": "walk", "smallest": "", "archived": False, "away": [],
     "plans": [{"start": "2026-11-01", "kind": "daily"}], "days": []}]}  # fmt: skip


def begun_text(app: Flask, visitor: Visitor) -> None:
    """Begin a text in a lesson and go away."""
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, IntentionStep):
                form = {"words": "R. called on Thursday.", "leave": "away"}
                address = f"/lessons/{lesson.id}/{number}/intention"
                assert visitor.send(address, form).status_code == 303
                return


def saved_reply(app: Flask, visitor: Visitor) -> None:
    """Save a reply in the listening room for later."""
    message = next(iter(app.extensions["catalogue"].listening.messages))
    form = {"reply": "That sounds hard.", "token": "a1", "later": "1"}
    assert visitor.send(f"/listening/messages/{message}/reply", form).status_code == 303


def brought_habits(app: Flask, visitor: Visitor) -> None:
    """Upload habits and leave the decision open."""
    file = (io.BytesIO(json.dumps(HABITS).encode()), "habits.json")
    assert visitor.send("/habits/import", {"file": file}).status_code == 303


def brought_export(app: Flask, visitor: Visitor) -> None:
    """Upload a whole export and leave the decision open."""
    visitor.send("/journal", {"text": "A note.", "token": "a1"})
    file = (io.BytesIO(visitor.get("/settings/export").data), "export.zip")
    assert visitor.send("/settings/import", {"file": file}).status_code == 303


def saved_message(app: Flask, visitor: Visitor) -> None:
    """Save a message of the writing room for later."""
    form = {"text": "Thank you for the lamp.", "token": "a1", "act": "later"}
    assert visitor.send("/write/thanks/own", form).status_code == 303


def brought_people(app: Flask, visitor: Visitor) -> None:
    """Upload a file of people and leave the decision open."""
    file = (io.BytesIO(b"Name,Email\nAna,ana@example.org\n"), "people.csv")
    assert visitor.send("/people/import", {"file": file}).status_code == 303


# how to make it, its table, whole days after which a guest's is gone, and an account's (0: never)
KINDS: list[tuple[Callable[[Flask, Visitor], None], Any, int, int]] = [
    (begun_text, TextDraft, 7, 0),
    (saved_reply, Draft, 7, 0),
    (saved_message, MessageDraft, 30, 30),
    (brought_habits, HabitImport, 7, 7),
    (brought_export, PendingImport, 1, 1),
    (brought_people, PeopleDraft, 7, 7),
]


def left(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("account", [False, True], ids=["guest", "account"])
@pytest.mark.parametrize(("make", "model", "of_guest", "of_account"), KINDS)
def test_what_waits_goes_when_its_days_are_over(
    app: Flask,
    owner: Visitor,
    moment: Moment,
    make: Callable[[Flask, Visitor], None],
    model: Any,
    of_guest: int,
    of_account: int,
    account: bool,
) -> None:
    if account:
        owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    make(app, owner)
    days = of_account if account else of_guest
    moment.now = FRIDAY + timedelta(days=days or 399)
    tidied(app)
    assert left(app, model) == 1
    moment.now += timedelta(seconds=1)
    tidied(app)
    assert left(app, model) == (1 if days == 0 else 0)


def test_a_draft_changed_again_is_kept_for_another_week(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    begun_text(app, owner)
    saved_reply(app, owner)
    moment.now = FRIDAY + timedelta(days=6)
    begun_text(app, owner)
    saved_reply(app, owner)
    moment.now += timedelta(days=6)
    tidied(app)
    assert (left(app, TextDraft), left(app, Draft)) == (1, 1)


def test_a_guest_is_told_for_how_long_a_saved_reply_is_kept(app: Flask, owner: Visitor) -> None:
    saved_reply(app, owner)
    assert "kept for seven days" in owner.page("/listening").words
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    assert "kept for seven days" not in owner.page("/listening").words
    assert "after seven days without a change" in owner.page("/privacy").words


def test_every_table_that_holds_drafts_or_what_waits_is_looked_at_here() -> None:
    upgrade.all_models()
    waiting = {name for name in Base.metadata.tables if "draft" in name or "pending" in name}
    assert waiting <= {model.__tablename__ for _, model, _, _ in KINDS}
    kept = {"sign_in", "attempts", "browser_session"}  # not drafts; tested where they are made
    assert kept == {model.__tablename__ for model in (SignIn, Attempts, BrowserSession)}
