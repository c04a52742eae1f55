"""Whatever an import takes, every page shows and an export gives out again."""

import json
import os
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from tests.account_data.documents import MOST_ANSWERS, documents, look_backs
from tests.account_data.test_look_backs import document, not_shown
from tests.account_data.test_portable import exported, sent, taken_in, told, unpacked
from tests.conftest import Visitor
from tests.pages import parse

EXAMPLES = int(os.environ.get("LIMITS", "6"))
PAGES = (
    "/today", "/habits", "/habits/away", "/habits/notes", "/habits/paper", "/habits/reminders",
    "/journal", "/progress", "/look-back", "/learn", "/review", "/listening",
    "/listening/field", "/settings", "/settings/data", "/settings/delete",
    "/search?q=a", "/habits/export.json", "/settings/export",
)  # fmt: skip
MOST = 120  # pages of one account
OWN = ("/habits", "/journal", "/look-back", "/progress", "/listening/repl", "/review", "/today")


def names_of(app: Flask) -> dict[str, list[str]]:
    """Return names of things of the course, by the columns that hold them."""
    course, bank = app.extensions["catalogue"], app.extensions["bank"]
    room = course.listening
    first = next(iter(course.lessons.values()))
    lessons = [*course.lessons][:2]
    questions = [asked.question for asked in course.questions.values()]
    known = [question.id for question in questions if question.concept][:3]
    concepts = [question.concept for question in questions if question.concept][:3]
    return {
        "lesson_id": lessons,
        "question_id": known,
        "concept": concepts,
        "item": [item.id for item in bank.items[:12]],
        "step_id": [first.steps[0].id, first.steps[-1].id],
        "furthest_id": [first.steps[0].id],
        "exercise_id": [*list(room.messages)[:1], *list(room.conversations)[:1]],
        "context": ["review", "lesson"],
        "habit.offer": [],
    }


def seen(visitor: Visitor) -> Iterator[tuple[str, int]]:
    """Return the pages of a person's own that links lead to, with their status."""
    waiting, met = deque(PAGES), set(PAGES)
    while waiting:
        url = waiting.popleft()
        answer = visitor.get(url)
        yield url, answer.status_code
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        for link in parse(answer.text).links():
            path = urlsplit(urljoin(url, link))
            bare = f"{path.path}?{path.query}" if path.query else path.path
            if not path.netloc and bare.startswith(OWN) and bare not in met and len(met) < MOST:
                met.add(bare)
                waiting.append(bare)


def faults(app: Flask, document: dict[str, Any]) -> list[str]:
    """Return what is wrong after an import; what is refused is no fault."""
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    answer = sent(visitor, document)
    if answer.status_code != 303:
        return [re.sub(r"<[^>]*>", "", part)[:150] for part in answer.text.split("problems")[1:]]
    taken_in(visitor, document)
    pages = dict(seen(visitor))
    wrong = [f"{url}: {status}" for url, status in pages.items() if status not in (200, 303)]
    wrong += ["few pages"] * (len(pages) < 25)
    out = unpacked(exported(visitor))
    other: Visitor = app.test_client()  # type: ignore[assignment]
    taken_in(other, out)
    again = told(unpacked(exported(other)))
    return wrong + [f"{name} differs" for name, rows in told(out).items() if rows != again[name]]


def test_whatever_is_taken_in_is_shown_on_every_page_and_comes_out_again(app: Flask) -> None:
    wrong: list[tuple[list[str], dict[str, Any]]] = []
    app.config["TESTING"] = app.config["PROPAGATE_EXCEPTIONS"] = False

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(names_of(app)))
    def is_shown(made: dict[str, Any]) -> None:
        if found := faults(app, made):
            wrong.append((found, made))

    is_shown()
    assert [found for found, _ in wrong] == [], json.dumps(wrong[0][1])[:4000]


def test_look_backs_that_cannot_be_are_refused_or_shown(app: Flask) -> None:
    """More answers of a principle than there are questions, places of other weeks."""
    app.config["TESTING"] = app.config["PROPAGATE_EXCEPTIONS"] = False
    statuses = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(look_backs(MOST_ANSWERS + 1))
    def none_fails(tables: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
        visitor: Visitor = app.test_client()  # type: ignore[assignment]
        sittings, responses = tables
        answer = sent(visitor, document(sittings, responses))
        statuses.add(answer.status_code)
        if answer.status_code == 303:
            taken_in(visitor, document(sittings, responses))
            weeks = [f"/look-back/{row['week']}" for row in sittings]
            assert not_shown(visitor, *weeks, *(f"{week}/scores.csv" for week in weeks)) == {}

    none_fails()
    assert statuses == {303, 422}
