"""Invent look-backs for the demo account: most weeks are answered, and one principle rises."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from coach.accounts.models import User
from coach.assessment import answer_queries as look_backs
from coach.assessment import goal_queries as wishes
from coach.assessment import item_selection, then_test
from coach.assessment.calendar import Week, place
from coach.assessment.item_bank import Bank, Item
from coach.assessment.models import Hindsight, Response, Sitting
from coach.assessment.phrases import reflection_keys
from coach.db import db
from coach.journal import queries as journal
from coach.principles import PRINCIPLES

WELL = (
    "Two breaths felt long. Anton told me about the budget before I could ask.",
    "Imani wrote back the same hour.",
    "Jonas said the hand-over was the first he could work from.",
)
NEXT = (
    "Ask Jonas what he needs before I plan his week.",
    "Say one doubt while it can still change something.",
    "Send Imani the numbers before she asks.",
)


def look_back(bank: Bank, user: User, now: datetime, days: int, random: Random) -> None:
    """Answer most weeks. Active listening rises half-way; everything else varies at random."""
    first = Week.of((now - timedelta(days=days)).date())
    last = None
    level = {principle.number: random.uniform(35, 70) for principle in PRINCIPLES}
    weeks = Week.of(now.date()) - first
    for passed in range(weeks):
        if passed and random.random() < 0.1:
            continue  # a missed week is a gap
        week = first + passed
        moment = datetime.combine(week.sunday, time(18), UTC)
        last = look_backs.begin(user.id, week, last, moment)
        if passed == weeks // 2:
            level[2] = min(90.0, level[2] + 35)
        items = item_selection.questions(bank, user.id, place(first, week))
        rows = [_answer(user, week, item, level, moment, random) for item in items]
        db.session.execute(insert(Response), rows)
        look_backs.mark(last)
        _reflect(last, moment)
        if then_test.due(place(first, week), None, week):
            _rate_again(user, week, rows, moment, random)
    wishes.keep_matters(user.id, (2, 7), now)


def _answer(
    user: User, week: Week, item: Item, level: dict[int, float], moment: datetime, random: Random
) -> dict[str, Any]:
    value = _nearest(level[item.principle] + random.gauss(0, 20))
    return {
        "user_id": user.id,
        "week": str(week),
        "item": item.id,
        "digest": item.digest,
        "principle": item.principle,
        "reverse": item.reverse,
        "value": 100 - value if item.reverse else value,
        "seconds": 6.0,
        "answered_at": moment,
    }


def _reflect(sitting: Sitting, moment: datetime) -> None:
    """Answer what went well, and what to try next."""
    week = Week.parse(sitting.week)
    prompts = "What went well this week, and with whom?", "What do you want to try next week?"
    lines = WELL[week.number % len(WELL)], NEXT[week.number % len(NEXT)]
    for key, prompt, text in zip(reflection_keys(week).values(), prompts, lines, strict=True):
        journal.keep(sitting.user_id, "reflection", key, prompt, text, moment)
    sitting.wrote = True


def _rate_again(
    user: User, week: Week, rows: list[dict[str, Any]], moment: datetime, random: Random
) -> None:
    """Rate the first week again, a little lower than before."""
    for row in rows[: then_test.ITEMS]:
        value = _nearest(40 + random.gauss(0, 15))
        db.session.add(
            Hindsight(
                user_id=user.id,
                week=str(week),
                item=row["item"],
                digest=row["digest"],
                reverse=row["reverse"],
                value=100 - value if row["reverse"] else value,
                answered_at=moment,
            )
        )


def _nearest(score: float) -> int:
    return min(100, max(0, round(score / 25) * 25))
