"""Invent messages for the demo account: kept, sent, and one saved for later."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coach.accounts.models import User
from coach.listening.engine.feedback import json_codec
from coach.writing import answer, queries
from coach.writing.engine import judge
from coach.writing.room import WritingCase, WritingKind, WritingRoom

EVERY = 6  # days between messages
MOST = 40


def write(user: User, room: WritingRoom, days: int, today: date) -> None:
    """Keep messages for ``days`` days up to yesterday, and save one for later.

    They go from the weak versions of cases towards their models, and are judged by rules only.
    Every third one was sent.
    """
    cases = list(room.cases.values())
    past = list(range(days, 0, -EVERY))[-MOST:]
    for number, ago in enumerate(past if cases else []):
        case, is_later = cases[number % len(cases)], number * 3 >= len(past)
        text = case.model if is_later or number % 3 == 0 else case.weak
        row = _row(room.kinds[case.kind], case, text, today - timedelta(days=ago), number)
        queries.keep(row | {"user_id": user.id})
    for case in cases[:1]:
        queries.save_draft(
            {
                "user_id": user.id,
                "token": "demo-later",
                "kind": case.kind,
                "case_id": "own",
                "person": "Ines",
                "due_on": today + timedelta(days=3),
                "text": case.weak,
                "first": "",
                "said": [],
                "saved_at": _noon(today),
            }
        )


def _row(kind: WritingKind, case: WritingCase, text: str, day: date, number: int) -> dict[str, Any]:
    judgement = judge(text, kind.id)
    return {
        "token": f"demo-{number}",
        "kind": kind.id,
        "case_id": case.id if number % 2 else "own",
        "person": "" if number % 2 else "Ines",
        "text": text,
        "verdicts": json_codec.plain(judgement),
        "said": [],
        "due_on": None,
        "sent_on": day if number % 3 == 0 else None,
        "practice_day": day,
        "written_at": _noon(day),
        "changed_at": _noon(day),
    } | answer.counts(kind, judgement)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12, 30), UTC)
