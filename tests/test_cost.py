"""What every page costs: as much for somebody who has been here for ten years as for one year.

A page asks the database a fixed, small number of questions and gets a bounded number of rows,
however long the person's history is. A new address is found in the app's map, and a new table in
the database: both fail a test until it is said here, or in ``tests/history.py``, what they are.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from coach.account_data import merge
from coach.accounts.models import User
from coach.db import Base, db
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from coach.habits.reminders.models import ReminderChoice
from tests import databases, history
from tests.conftest import FRIDAY, Moment, Visitor, running
from tests.counting import Counter
from tests.fuzz.stage import account
from tests.test_access import ROWS, SHARED, built, methods, rules

MOST_STATEMENTS, MOST_ROWS = 9, 400
MORE_ROWS = 16  # that ten years may ask for beyond one: a month differs from a month
# pages of lists with an end, which one year does not fill
LISTS = {
    "assessment.result": (70, "answers of 20 weeks at most; the first year has fewer before it"),
    "assessment.scores": (70, "the same figures as a table"),
    "drills.drill": (60, "the last 60 answers of a drill"),
    "habits.index": (60, "archived habits, a line each; an account holds 300 habits at most"),
    "replies.reply": (60, "the last 60 answers of a drill"),
    "rests.away": (60, "the newest 50 ranges, and journeys of 400 days"),
}
# files that hold everything, as they must; what goes into them is bounded by ``coach/bounds.py``
WHOLE = {
    "exchange.export_csv": "every day of every habit",
    "exchange.export_json": "every day of every habit",
    "people.delete": "every text in which the name of somebody may stand",
    "portable.take_out": "everything there is of a person",
}
BESIDES = 2  # statements of an export beside one for each table: who asks, and the sign-ins
# what has nothing to show to somebody who is in, or without a step before it
ELSEWHERE = {
    "account.keep": "who has an account keeps it already",
    "assessment.first_week": "in some weeks only",
    "assessment.after": "leads on: the look-back is not complete",
    "lessons.resume": "leads to the step that comes next",
    "listening.five_minutes": "leads to the exercise that comes next",
    "messages.message": "leads to the way of answering that comes next",
    "people_files.compare": "for two people, whom the address names",
    "portable.bring_along": "for who did something as a guest before signing in",
    "portable.preview": "for who has uploaded an export",
    "review.answered": "for who has just answered",
    "security.change_email": "leads to the page of ours",
    "security.change_email_confirm": "with a link that was mailed",
    "security.login": "for who is not signed in",
    "security.mf_recovery": "for who is half signed in",
    "security.reset_password": "with a link that was mailed",
    "security.tf_select": "for who is half signed in",
    "security.two_factor_rescue": "for who is half signed in",
    "security.two_factor_token_validation": "for who is half signed in",
    "security.wan_delete": "takes a form only",
    "security.wan_signin": "for who is not signed in",
    "today.welcome": "for who is new",
    "turns.begin": "leads to a message in the way that was used last",
    "turns.onward": "leads to the message that comes next",
}
AWAY = 302, 303, 409
HERE = {  # parts of addresses that are others than those of tests/test_access.py
    "assessment.question": {"week": "2026-W48"},
    "drills.line": {"line_id": "ask-ferry-bow"},
    "lessons.reference": {"number": "1-01"},
    "practice.ask": {"question_id": "auth-saturday-rig"},
    "sound.opening": {"name": "amara-change-log"},
    "sound.sound": {"name": "amara-change-log"},
}


class Cost(NamedTuple):
    """What one answer cost."""

    status: int
    statements: int
    rows: int


class Lived:
    """An installation with so many years of one person, and that person's browser."""

    def __init__(self, app: Flask, years: int) -> None:
        self.app, self.id = app, history.live(app, years)
        self.browser: Visitor = account(app)
        self.browser.send("/look-back/begin")
        self.costs: dict[str, Cost] = {}  # by the page's endpoint
        with app.app_context():
            self.tokens = self._tokens()
            db.session.commit()

    def _tokens(self) -> dict[str, str]:
        """Return what stands in addresses that are secrets, by their endpoint."""
        db.session.add(ReminderChoice(user_id=self.id, feed="f" * 43))
        person, key = db.session.get_one(User, self.id), self.app.config["SECRET_KEY"]
        named = db.session.scalars(select(Habit.token).where(Habit.user_id == self.id)).first()
        right = links.Tap(person.public_id, named or "", FRIDAY.date(), FRIDAY + links.LASTS)
        told = person.public_id, str(person.email)
        return {
            "reminders.calendar": "f" * 43,
            "reminders.tap": links.tap(key, right),
            "reminders.agree": links.mails(key, links.AGREE, *told),
            "reminders.stop": links.mails(key, links.STOP, *told),
        }

    def address(self, rule: Rule) -> str:
        """Return the address of a rule, leading to the person's oldest rows."""
        parts = {name: self._part(name, rule.endpoint) for name in rule.arguments}
        run = f"?run={self.id:024x}" if rule.endpoint == "turns.result" else ""  # the demo's
        return built(rule, parts | HERE.get(rule.endpoint, {})) + run

    def _part(self, name: str, endpoint: str) -> str:
        if name in ROWS:
            table = Base.metadata.tables[ROWS[name]]
            with self.app.app_context():
                ids = select(table.c.id).where(table.c.user_id == self.id).order_by(table.c.id)
                return str(db.session.scalars(ids).first())
        return self.tokens.get(endpoint, "no-such-token") if name == "token" else SHARED[name]

    def measure(self, counter: Counter) -> None:
        """Take down what each page costs once all that is read once is there."""
        for rule in rules(self.app):
            if "GET" not in methods(rule):
                continue
            address = self.address(rule)
            if rule.endpoint not in WHOLE:
                self.browser.get(address)
            counter.reset()
            answer = self.browser.get(address)
            cost = Cost(answer.status_code, counter.queries, counter.rows)
            before = self.costs.get(rule.endpoint, cost)  # one page may have several addresses
            self.costs[rule.endpoint] = max(before, cost)

    def amounts(self) -> dict[str, int]:
        """Return how many rows of the person there are in each table."""
        with self.app.app_context():
            return history.amounts(self.id)


@pytest.fixture(scope="module")
def lives(
    store: databases.Files | databases.Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Lived, Lived]]:
    """One year of one person and ten, and what each page costs."""
    with Counter() as counter, ExitStack() as stack:
        made = []
        for years in (1, 10):
            folder = tmp_path_factory.mktemp(f"years-{years}")
            url, end = store.fresh(folder)
            stack.callback(end)
            app = stack.enter_context(running(databases.settings(folder, url), Moment()))
            made.append(Lived(app, years))
            made[-1].measure(counter)
        yield made[0], made[1]


def test_ten_years_cost_every_page_as_much_as_one(lives: tuple[Lived, Lived]) -> None:
    one, ten = lives
    dear = [
        said for name, cost in ten.costs.items() for said in excess(name, one.costs[name], cost)
    ]
    assert dear == []


def excess(name: str, short: Cost, long: Cost) -> Iterator[str]:
    """Tell what the page costs too much after the longer time."""
    more, _ = LISTS.get(name, (MORE_ROWS, ""))
    whole = name in WHOLE
    most = len(merge.carried()) + BESIDES if whole else MOST_STATEMENTS
    if long.statements > min(short.statements, most):
        yield f"{name}: {short.statements} statements become {long.statements}"
    if not whole and long.rows > min(short.rows + more, MOST_ROWS):
        yield f"{name}: {short.rows} rows become {long.rows}"


def test_every_page_shows_something_or_it_is_said_why_not(lives: tuple[Lived, Lived]) -> None:
    assert (ELSEWHERE.keys() | LISTS.keys() | WHOLE.keys()) <= lives[0].costs.keys()
    for lived in lives:
        odd = {
            f"{name}: {cost.status}"
            for name, cost in lived.costs.items()
            if (cost.status == 200) == (name in ELSEWHERE) or cost.status not in (200, *AWAY)
        }
        assert odd == set()


def test_ten_years_fill_every_table_that_grows(lives: tuple[Lived, Lived]) -> None:
    one, ten = (lived.amounts() for lived in lives)
    small = {name for name, rows in ten.items() if rows < 6 * one[name] or not rows}
    assert small == history.BOUNDED.keys() | history.FEW.keys()
