"""What the tests of the room's pages do more than once."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from coach.db import Base, db
from coach.listening import queries
from coach.listening.engine.feedback import json_codec
from tests.conftest import Visitor
from tests.listening.shown import FEEDBACK, JUDGEMENT, REPLY

MESSAGE = "/listening/messages/maren-steering/reply"
DRILL, LINE = "/listening/drills/drill-one-breath", "/listening/drills/drill-one-breath/tl-oven"
SPOT = "/listening/drills/drill-name-the-act/ts-valves"
TALK = "/listening/conversations/talk-tom-rota"
GOOD = "You’re caught between them, and it weighs on you. What would you want them to understand?"
ADVICE = "You should just tell them on Thursday."


def count(app: Flask, name: str) -> int:
    """Return how many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0


def rows(app: Flask, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the order they were made."""
    table = Base.metadata.tables[name]
    with app.app_context():
        found = db.session.execute(select(table).order_by(table.c.id)).mappings()
        return [dict(row) for row in found]


def shown(app: Flask, visitor: Visitor, now: datetime, **other: Any) -> str:
    """Keep the design's example as a reply of this person, and return its address."""
    values = {
        "user_id": visitor.user_id,
        "token": "example",
        "kind": "reply",
        "exercise_id": "maren-steering",
        "part": "",
        "run": "",
        "level": 2,
        "text": REPLY,
        "went_well": False,
        "opened": None,
        "asked_open": False,
        "advised": True,
        "points_found": 2,
        "points": 4,
        "judgement": json_codec.plain(JUDGEMENT),
        "feedback": json_codec.plain(FEEDBACK),
        "practice_day": now.date(),
        "answered_at": now,
    }
    with app.app_context():
        reply_id = queries.keep(values | other)
        db.session.commit()
    return f"/listening/replies/{reply_id}"


def silent(app: Flask) -> None:
    """Take the recordings away."""
    course = app.extensions["catalogue"]
    room = replace(course.listening, sounds={})
    app.extensions["catalogue"] = replace(course, listening=room)
