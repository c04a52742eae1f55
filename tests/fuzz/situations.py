"""Pages whose form is there only after something special has happened, which no link leads to."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import time, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from coach import demo
from coach.account_data import export_zip
from coach.accounts.models import User
from coach.assessment.calendar import Week
from coach.db import db
from coach.habits.reminders.models import ReminderChoice
from coach.listening.models import RecallAnswer
from coach.mail import Letter
from coach.people.models import ContactDate
from tests.account_data.test_portable import taken_in
from tests.accounts.device import Device
from tests.assessment.sitting import sit
from tests.benchmarks import accounts
from tests.conftest import FRIDAY, Visitor
from tests.fuzz.forms import WORDS
from tests.review.conftest import Learner

Looked = tuple[Visitor, str]  # who looks, and at which page
REMINDED = update(ReminderChoice).values(mail_at=time(8))


def long_ago(visitor: Visitor) -> None:
    """Let somebody have begun twelve weeks ago, and have been away for the last days."""
    habits = accounts.habits(1, 40, 40)
    habits["check_in"] = habits["check_in"][6:]
    begun = {"week": "2026-W36", "cycle": 1, "week_in_cycle": 1, "baseline": True}
    taken_in(visitor, _document({**habits, "sitting": [{**begun, "begun_at": accounts.NOW}]}))


def kept_for_long(app: Flask, visitor: Visitor) -> None:
    """Give somebody a habit that may graduate, one that has, and a passkey."""
    habits = accounts.habits(2, 200, 200)
    habits["habit"][1]["graduated_on"] = f"{FRIDAY.date() - timedelta(days=60)}"
    taken_in(visitor, _document(habits))
    with app.app_context():
        owner = db.session.scalars(select(User.id).where(User.email == demo.DEMO_ADDRESS)).one()
    Device().keep(app, owner)


def _document(tables: accounts.Tables) -> dict[str, Any]:
    head = {"format": export_zip.FORMAT, "version": export_zip.VERSION, "person": accounts.PERSON}
    return {**head, "made_at": FRIDAY.isoformat(), "tables": tables}


def pages(
    app: Flask,
    owner: Visitor,
    begun: Visitor,
    halfway: Visitor,
    protected: Visitor,
    letters: list[Letter],
) -> Iterator[Looked]:
    """Return who has to look at which page.

    ``owner`` has the demo account, in another browser; ``begun`` has begun twelve weeks ago.
    """
    yield owner, "/settings/account"
    yield owner, "/settings/passkeys"
    yield protected, "/settings/recovery-codes"
    for address in ("/sign-in/code", "/sign-in/recovery-code"):
        yield halfway, address
    yield owner, _link_of_new_address(owner, letters)
    sending, app.extensions["mail"] = app.extensions["mail"], None
    yield owner, "/settings/address"
    app.extensions["mail"] = sending
    owner.set_cookie("zone", "Asia/Tokyo")
    yield owner, "/today"
    yield owner, _own_words(app, owner)
    yield owner, _day_to_remember(app)
    yield owner, "/habits/1/with"
    for way in ("sound", "read"):
        yield owner, owner.get(f"/listening/wait/next?run={'0' * 24}&way={way}").location
    yield from _remembered(app, owner)
    yield begun, _paused(begun)
    sit(begun, Week(2026, 48))
    yield begun, "/look-back/2026-W48/first-week/1"
    yield from _reviewed(app)


def _link_of_new_address(owner: Visitor, letters: list[Letter]) -> str:
    owner.send("/settings/email", {"email": "moved@example.org"})
    links = [word for word in letters[-1].text.split() if "/settings/email/" in word]
    return links[0][links[0].index("/settings/") :]


def _own_words(app: Flask, visitor: Visitor) -> str:
    """Answer a question with a text of one's own; return where it stands."""
    questions: Iterable[Any] = app.extensions["catalogue"].questions.values()
    asked = next(asked for asked in questions if asked.question.kind == "text")
    address = f"/lessons/{asked.lesson.id}/{asked.number}"
    visitor.send(address, {"answer": WORDS, "confidence": "sure"})
    return address


def _day_to_remember(app: Flask) -> str:
    """Return where a day to remember of the demo account's people stands."""
    with app.app_context():
        return f"/people/{db.session.scalars(select(ContactDate.contact_id)).first()}/dates"


def _remembered(app: Flask, visitor: Visitor) -> Iterator[Looked]:
    """Let the demo account's last recall stand before its questions, then answer them."""
    with app.app_context():
        answer = db.session.scalars(select(RecallAnswer)).first()
        assert answer is not None
        answer.finished = False
        address, names = f"/listening/recall/answers/{answer.id}", list(answer.asked)
        db.session.commit()
    yield visitor, address
    visitor.send(address, {f"cue-{name}": WORDS for name in names})
    yield visitor, address


def _paused(visitor: Visitor) -> str:
    """Let a habit rest without an end; return where it stands."""
    links = sorted(visitor.page("/habits").links())
    habit = next(link for link in links if re.fullmatch(r"/habits/\d+", link))
    visitor.send(f"{habit}/pause")
    return habit


def _reviewed(app: Flask) -> Iterator[Looked]:
    """Let somebody review what they answered in a lesson some days before."""
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    clock = app.extensions["clock"]
    learner = Learner(app, visitor, clock)
    questions = app.extensions["catalogue"].questions
    chosen = [name for name, asked in questions.items() if asked.question.kind == "single"]
    for question_id in chosen[:4]:
        learner.answer(question_id)
    learner.wait(9)
    for _ in range(4):
        with suppress(ValueError):  # no card is up
            yield visitor, f"/review/{learner.review()}"
    learner.wait(-9)
