"""An installation full of history, with mail, for people who mean no good."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select

from coach import demo
from coach.accounts.models import User
from coach.accounts.rate_limits import limiter
from coach.db import db
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from coach.mail import Letter
from tests import demo_rows
from tests.conftest import FRIDAY, Visitor
from tests.fuzz import situations
from tests.fuzz.explorer import Explorer
from tests.fuzz.forms import WORDS, Site
from tests.pages import parse, text

DAYS = {"rollover": 4, "week_start": 1, "look_back_day": 5}
SECRET = demo.DEMO_PASSWORD
MOST = 200  # parts of addresses of one name that are kept


def browser(app: Flask) -> Visitor:
    """Return a browser that has never been here."""
    return app.test_client()  # type: ignore[return-value]


def account(app: Flask) -> Visitor:
    """Return the browser of the demo account."""
    visitor = browser(app)
    form = {"email": demo.DEMO_ADDRESS, "password": SECRET, "remember": "y"}
    assert visitor.send("/sign-in", form).status_code == 303
    return visitor


def guest(app: Flask) -> Visitor:
    """Return the browser of somebody who has just begun."""
    visitor = browser(app)
    visitor.send("/settings", {"name": "Guest", "zone": "UTC", "theme": "", **DAYS})
    visitor.send("/journal", {"text": WORDS})
    situations.long_ago(visitor)
    return visitor


def protected(app: Flask) -> tuple[Visitor, str]:
    """Return the browser of an account with two-step sign-in, and its address."""
    with app.app_context():
        email = next(e for n in count() if (e := f"half{n}@example.org") not in _emails())
    visitor = guest(app)
    visitor.send("/keep", {"email": email, "password": SECRET})
    page = parse(visitor.send("/settings/second-step", {"setup": "authenticator"}).text)
    phone = TOTP(key=text(page.one("strong", class_="key-code")).replace("-", "").replace(" ", ""))
    action = next(a for a in page.actions() if a.startswith("/settings/second-step/"))
    visitor.send(action, {"code": phone.generate().token})
    return visitor, email


def halfway(app: Flask) -> Visitor:
    """Return a browser whose password was right and which is asked for a code."""
    _, email = protected(app)
    visitor = browser(app)
    visitor.send("/sign-in", {"email": email, "password": SECRET})
    return visitor


def _emails() -> list[str | None]:
    return list(db.session.scalars(select(User.email)))


PEOPLE: dict[str, Callable[[Flask], Visitor]] = {
    "account": account,
    "guest": guest,
    "halfway": halfway,
    "nobody": browser,
}
NEWCOMER = "newcomer"  # a browser that is new each time
THEIRS = {"account": "/settings/account", "halfway": "/sign-in/code"}  # pages for them alone


class Stage:
    """The app, what was found in it, and who is about to attack it."""

    def __init__(self, app: Flask, days: int = 60) -> None:
        app.config["PROPAGATE_EXCEPTIONS"] = False
        limiter.enabled = False
        demo_rows.fill(app, days=days)
        self.app = app
        self.letters: list[Letter] = []
        app.extensions["mail"] = self.letters.append
        self.people = {name: enter(app) for name, enter in PEOPLE.items()}
        situations.kept_for_long(app, self.people["account"])
        explorer = Explorer(app, self.letters)
        for name in PEOPLE:
            first = THEIRS.get(name, "/today")
            self.site: Site = explorer.walk(self.people[name], name, first)
        self.tokens: dict[str, str] = {}
        for visitor, address in self._special():
            explorer.look_at(visitor, address)
        explorer.look_at(browser(app), "/sign-in/passkey", {"remember": ["y"]})
        self.site.parts = {k: set(sorted(v)[:MOST]) for k, v in self.site.parts.items()}
        for name in PEOPLE:
            self.renew(name)

    def _special(self) -> Iterator[situations.Looked]:
        """Return pages that no link leads to: of mails, and of special situations."""
        nobody = browser(self.app)
        with self.app.app_context():
            db.session.execute(situations.REMINDED)
            db.session.commit()
        for address in self._mailed():
            yield nobody, address
        self.renew("account")
        owner, halfway = account(self.app), PEOPLE["halfway"](self.app)
        locked, _ = protected(self.app)
        begun = PEOPLE["guest"](self.app)
        yield from situations.pages(self.app, owner, begun, halfway, locked, self.letters)

    def _mailed(self) -> list[str]:
        """Return the addresses that mails would carry."""
        key = self.app.config["SECRET_KEY"]
        with self.app.app_context():
            whose = select(User.public_id, Habit.token).join(Habit, Habit.user_id == User.id)
            habits = db.session.execute(whose).all()
            person = db.session.get_one(User, 1).public_id
        until = FRIDAY + timedelta(days=1)
        taps = [links.tap(key, links.Tap(u, h, FRIDAY.date(), until)) for u, h in habits]
        kinds = {"agree": links.AGREE, "stop": links.STOP}
        asked = {
            name: links.mails(key, kind, person, demo.DEMO_ADDRESS) for name, kind in kinds.items()
        }
        return [f"/tap/{tap}" for tap in taps] + [
            f"/reminders/{name}/{token}" for name, token in asked.items()
        ]

    def welcome(self) -> None:
        """Let there be a newcomer."""
        self.people[NEWCOMER] = browser(self.app)
        self.tokens[NEWCOMER] = self.people[NEWCOMER].token()

    def renew(self, name: str) -> None:
        """See to it that a person is in, whatever became of the session."""
        if name in PEOPLE and not self.is_in(name):
            try:
                self.people[name] = PEOPLE[name](self.app)
            except AssertionError:  # the account was moved, closed or given another password
                demo_rows.fill(self.app, days=30)
                self.people[name] = PEOPLE[name](self.app)
        self.tokens[name] = self.people[name].token()

    def is_in(self, name: str) -> bool:
        """Return whether a person is still who they were."""
        statuses: dict[str, Any] = {
            whose: self.people[name].get(url).status_code for whose, url in THEIRS.items()
        }
        return all((status == 200) == (whose == name) for whose, status in statuses.items())
