"""Create the habit that a lesson offers. Nothing here commits."""

import secrets
from datetime import date, datetime

from coach.content.steps import HabitOffer
from coach.db import db, insert_if_absent
from coach.habits import plan_phrases, queries
from coach.habits.lengths import NAME, WORDS
from coach.habits.models import Habit, HabitPlan
from coach.principles import by_slug

KINDS = {"day": "daily", "days": "interval"}


def take_over(
    offer: HabitOffer, user_id: int, week_start: int, token: str, today: date, now: datetime
) -> None:
    """Create the offered habit, with a plan from today on. Do nothing if the user has it already.

    ``week_start``: the ISO weekday on which the user's weeks begin. ``token``: the form's token, so
    that a form sent twice at the same moment creates one habit.
    """
    if queries.from_offer(user_id, offer.id) is not None:
        return
    principle = by_slug(offer.principle)
    is_new = insert_if_absent(
        Habit,
        user_id=user_id,
        name=offer.title[:NAME],
        principle=principle.number if principle else 1,
        cue=(offer.cue.plain if offer.cue else "")[:WORDS],
        act=plan_phrases.act(offer.act.plain if offer.act else "")[:WORDS],
        message_kind=offer.message_kind,
        offer=offer.id,
        token=token[:32] or secrets.token_hex(8),
        start=today,
        position=queries.number_of(user_id),
        created_at=now,
    )
    habit = queries.from_offer(user_id, offer.id)
    if is_new and habit is not None:
        db.session.add(_plan(offer, habit, today, week_start))


def _plan(offer: HabitOffer, habit: Habit, today: date, week_start: int) -> HabitPlan:
    per = KINDS.get(offer.per, offer.per)
    return HabitPlan(
        user_id=habit.user_id,
        habit_id=habit.id,
        start=today,
        kind=per,
        weekdays=sum(1 << (day - 1) for day in offer.days) if per == "weekdays" else 0,
        times=offer.target or 1 if per in ("week", "month") else 1,
        days=offer.target or 1 if per == "interval" else 1,
        week_start=week_start,
        goal="",
        unit="",
    )
