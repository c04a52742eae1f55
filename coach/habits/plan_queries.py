"""Create the habit that a lesson offers, and change plans. Nothing here commits."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from coach.content.steps import HabitOffer
from coach.db import db, insert_if_absent
from coach.habits import models, queries
from coach.habits.models import Habit, HabitPlan
from coach.habits.presenters import phrases
from coach.habits.rules.plan import NAME, WORDS, TimesAWeek
from coach.habits.snapshots import outdate, rebuild_snapshots
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
        act=phrases.act(offer.act.plain if offer.act else "")[:WORDS],
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


def change_plan(habit: models.Habit, plan: models.HabitPlan, today: date, rollover: int) -> None:
    """Put a plan in force from its start on. It replaces plans that start on that day or later."""
    _replace(habit, plan)
    rebuild_snapshots(habit, date.min, today, rollover)


def _replace(habit: models.Habit, plan: models.HabitPlan) -> None:
    for old in [old for old in habit.plans if old.start >= plan.start]:
        habit.plans.remove(old)
    db.session.flush()  # delete the old row before inserting one with the same start
    habit.plans.append(plan)


def follow_week(user_id: int, week_start: int, today: date) -> None:
    """Make weekly habits count weeks from ``week_start`` (ISO 8601) on, from the next such day.

    Earlier weeks keep their first day, because a new plan begins on that day. The caller rebuilds
    the snapshots afterwards (``snapshot_updates.catch_up``).
    """
    first = today + timedelta(days=(week_start - today.isoweekday()) % 7)
    habits = select(models.Habit.id).where(models.Habit.user_id == user_id)
    for habit_id in db.session.scalars(habits).all():
        habit = queries.own_habit(user_id, habit_id)
        if habit is None or habit.plans[-1].kind != "week":
            continue
        old = habit.plans[-1]
        if old.week_start == week_start:
            continue
        schedule = TimesAWeek(old.times, week_start)
        plan = replace(old.as_plan(), start=max(first, old.start), schedule=schedule)
        _replace(habit, models.plan_row(user_id, plan))
        outdate(user_id, date.min, habit_id)
