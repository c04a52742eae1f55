"""Every page of the app as addresses: what a filled account, a guest and others can be shown."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from sqlalchemy import select, update

from coach import demo
from coach.accounts.models import User
from coach.db import Base, db
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from tests import demo_rows
from tests.conftest import FRIDAY, Visitor
from tests.fuzz import stage
from tests.fuzz.forms import answering
from tests.pages import parse

# answers that are no page and have no file's name
NO_PAGES = {"healthz", "portable.take_out"}
# addresses that lead on at once: to a step, a message, the next question
LEADS_ON = {"assessment.after", "lessons.resume", "listening.five_minutes", "messages.message",
            "account.change_address", "turns.begin", "turns.onward"}  # fmt: skip
# steps that need a second device, an address just written to, or the twelfth week; their pages
# are made of the same macros as those before and after them
ON_OCCASION = {
    "assessment.first_week", "security.change_email_confirm", "security.reset_password",
    "security.tf_select", "security.two_factor_rescue", "security.wan_delete",
    "security.wan_signin",
}  # fmt: skip
BEGINNINGS = ("/today", "/learn", "/habits", "/progress", "/look-back", "/journal", "/review",
              "/search?q=promise", "/listening", "/habits?by=principle")  # fmt: skip


def filled(app: Flask) -> Visitor:
    """Return the browser of an account with 400 days of history, which may see a host's pages."""
    app.extensions["mail"] = lambda letter: None
    demo_rows.fill(app)
    with app.app_context():
        whose = User.email == demo.DEMO_ADDRESS
        db.session.execute(update(User).where(whose).values(host=True))
        db.session.commit()
    visitor = stage.account(app)
    export = visitor.get("/habits/export.json").data
    form = {"file": (BytesIO(export), "good-terms.json"), "csrf_token": visitor.token()}
    assert visitor.post("/habits/import", data=form).status_code == 303
    visitor.send("/habits/reminders", {"mail": "y", "mail_at": "07:30"})
    people = visitor.get("/people/export.vcf").data
    visitor.send("/people/import", {"file": (BytesIO(people), "people.vcf")})
    return visitor


def importing(app: Flask) -> Visitor:
    """Return the browser of a guest who has chosen a file to bring in."""
    visitor = stage.guest(app)
    export = visitor.get("/settings/export").data
    form = {"file": (BytesIO(export), "good-terms.zip"), "csrf_token": visitor.token()}
    assert visitor.post("/settings/import", data=form).status_code == 303
    return visitor


def merging(app: Flask) -> Visitor:
    """Return the browser of a guest who has written something and signs in to an account."""
    visitor = stage.guest(app)
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    visitor.send("/sign-in", form)
    return visitor


def found(app: Flask, visitor: Visitor, more: tuple[str, ...] = ()) -> dict[str, str]:
    """Return one address for each page there is a way to, with the endpoint that answers.

    Addresses whose queries have other names count as pages of their own. The visitor only reads.
    """
    waiting = deque((*more, *BEGINNINGS))
    waiting.extend(
        rule.rule
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if "GET" in (rule.methods or ()) and not rule.arguments
    )
    pages: dict[str, str] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        address = waiting.popleft()
        endpoint, _ = answering(app, address, "GET")
        names = tuple(name for name, _ in parse_qsl(urlsplit(address).query))
        kind = (endpoint + ("" if address not in more else address), names)
        if not endpoint or endpoint in NO_PAGES or kind in seen:
            continue
        answer = visitor.get(address)
        if answer.location:
            waiting.append(urlsplit(answer.location)._replace(scheme="", netloc="").geturl())
        elif answer.status_code == 200 and answer.mimetype == "text/html":
            seen.add(kind)
            pages[address] = endpoint
            links = sorted(parse(answer.text).links())
            waiting.extend(link.partition("#")[0] for link in links if link[:1] == "/")
    return pages


def hidden_ways(app: Flask) -> Iterator[str]:
    """Yield addresses of the filled account that no plain link leads to."""
    catalogue = app.extensions["catalogue"]
    lesson = next(iter(catalogue.lessons))
    yield from (f"/lessons/{lesson}/finish", f"/lessons/{lesson}/print", f"/lessons/{lesson}/1")
    yield from ("/habits/1/rehearse?step=3", "/habits/imports/1", "/habits/1/with")
    yield "/people/files/1"
    key = app.config["SECRET_KEY"]
    with app.app_context():
        person = db.session.scalars(select(User).where(User.email == demo.DEMO_ADDRESS)).one()
        yield from _ways_of_listening()
        habit = db.session.scalars(select(Habit.token).where(Habit.user_id == person.id)).first()
        until = FRIDAY + timedelta(days=1)
        right = links.Tap(person.public_id, habit or "", FRIDAY.date(), until)
        yield f"/tap/{links.tap(key, right)}"
        for kind in ("agree", "stop"):
            purpose = links.AGREE if kind == "agree" else links.STOP
            token = links.mails(key, purpose, person.public_id, demo.DEMO_ADDRESS)
            yield f"/reminders/{kind}/{token}"


def _ways_of_listening() -> Iterator[str]:
    tables = Base.metadata.tables
    replies, turns = tables["listening_reply"], tables["listening_turn_taking"]
    for kind in db.session.scalars(select(replies.c.kind).distinct()).all():
        first = select(replies.c.id).where(replies.c.kind == kind)
        yield f"/listening/replies/{db.session.scalars(first).first()}"
    recalled = select(tables["listening_recall_answer"].c.id)
    yield f"/listening/recall/answers/{db.session.scalars(recalled).first()}"
    yield f"/listening/wait/run?run={db.session.scalars(select(turns.c.run)).first()}"
    yield from (f"/listening/wait/next?run={'0' * 24}&way={way}" for way in ("sound", "read"))


def steps(app: Flask) -> dict[str, str]:
    """Return one step of every kind that lessons have: its kind, and its address."""
    steps: dict[str, str] = {}
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            kind = getattr(step, "kind", type(step).__name__)
            steps.setdefault(kind, f"/lessons/{lesson.id}/{number}")
    return steps
