"""The small good course, and answers given in it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.questions.choice import Choice
from coach.questions.match import Match
from coach.questions.order import Order
from tests.conftest import Moment, Visitor
from tests.lessons.course import GOOD


@pytest.fixture
def app(app: Flask) -> Flask:
    """The app with the small course."""
    app.extensions["catalogue"] = loader.read(GOOD)
    return app


class Learner:
    """Somebody who answers the course's questions, on the day the clock says."""

    def __init__(self, app: Flask, visitor: Visitor, moment: Moment) -> None:
        self.app, self.visitor, self.moment = app, visitor, moment

    def wait(self, days: int) -> None:
        """Let days go by."""
        self.moment.now += timedelta(days=days)

    def response(self, question_id: str, right: bool = True) -> dict[str, Any]:
        """A form filled in for this question."""
        question = self.app.extensions["catalogue"].questions[question_id].question
        match question:
            case Choice():
                fitting = [o.key for o in question.options if (o.key in question.best) == right]
                return {"answer": fitting if question.kind == "multiple" else fitting[-1]}
            case Order(options=options):
                ranked = options if right else tuple(reversed(options))
                return {f"place-{o.key}": n for n, o in enumerate(ranked, start=1)}
            case Match(pairs=pairs):
                rights = [pair.right.key for pair in pairs]
                partners = rights if right else rights[1:] + rights[:1]
                return {f"pair-{p.left.key}": r for p, r in zip(pairs, partners, strict=True)}
        filled = {"cloze": {"gap-1": "nothing" if right else "much"}}
        return filled.get(question.kind, {"answer": "24" if right else "99"})

    def answer(self, question_id: str, right: bool = True, confidence: str = "sure") -> Any:
        """Answer a question in its lesson."""
        asked = self.app.extensions["catalogue"].questions[question_id]
        form = {**self.response(question_id, right), "confidence": confidence}
        return self.visitor.send(f"/lessons/{asked.lesson.id}/{asked.number}", form)

    def review(self, right: bool = True, confidence: str = "sure") -> str:
        """Answer the card that is up; return its question's id."""
        (action,) = (a for a in self.visitor.page("/review").actions() if "/review/" in a)
        question_id = action.rsplit("/", 1)[1]
        form = {**self.response(question_id, right), "confidence": confidence}
        assert self.visitor.send(action, form).status_code == 303
        return question_id


@pytest.fixture
def learner(app: Flask, owner: Visitor, moment: Moment) -> Learner:
    """The owner, answering."""
    return Learner(app, owner, moment)
