"""An installation full of history, with mail, for people who mean no good."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from coach import demo
from coach.account.security import limiter
from coach.mail import Letter
from tests.conftest import Visitor
from tests.hostile.explorer import WORDS, Explorer, Site

DAYS = {"rollover": 4, "week_start": 1, "look_back_day": 5}
SIGN_IN = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD, "remember": "y"}


def account(app: Flask) -> Visitor:
    """Return the browser of the demo account."""
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    assert visitor.send("/sign-in", SIGN_IN).status_code == 303
    return visitor


def guest(app: Flask) -> Visitor:
    """Return the browser of somebody who has just begun."""
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    visitor.send("/settings", {"name": "Guest", "zone": "UTC", "theme": "", **DAYS})
    visitor.send("/journal", {"text": WORDS})
    return visitor


def nobody(app: Flask) -> Visitor:
    """Return a browser that has never been here."""
    return app.test_client()  # type: ignore[return-value]


PEOPLE: dict[str, Callable[[Flask], Visitor]] = {
    "account": account,
    "guest": guest,
    "nobody": nobody,
}


class Stage:
    """The app, what was found in it, and who is about to attack it."""

    def __init__(self, app: Flask, days: int = 60) -> None:
        app.config["PROPAGATE_EXCEPTIONS"] = False
        limiter.enabled = False
        demo.fill(app, days=days)
        self.app = app
        self.letters: list[Letter] = []
        app.extensions["mail"] = self.letters.append
        self.people = {name: enter(app) for name, enter in PEOPLE.items()}
        explorer = Explorer(app, self.letters)
        for name in PEOPLE:
            self.site: Site = explorer.walk(self.people[name])
        self.tokens: dict[str, str] = {}
        for name in PEOPLE:
            self.renew(name)

    def renew(self, name: str) -> None:
        """See to it that a person is in, whatever became of the session."""
        if not self.is_in(name):
            try:
                self.people[name] = PEOPLE[name](self.app)
            except AssertionError:  # the account was moved, closed or given another password
                demo.fill(self.app, days=30)
                self.people[name] = PEOPLE[name](self.app)
        self.tokens[name] = self.people[name].token()

    def is_in(self, name: str) -> bool:
        """Return whether a person is still who they were."""
        answer: Any = self.people[name].get("/settings/account")
        return bool((answer.status_code == 200) == (name == "account"))


MOMENT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
