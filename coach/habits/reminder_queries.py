"""Rows of reminders. Only ``claim`` and ``settle`` commit: that is what they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from coach.account.models import User
from coach.db import db
from coach.habits import models, track_queries
from coach.habits.card import card
from coach.habits.feed import Bell
from coach.habits.history import State
from coach.habits.reminder import Ringing, fades, ringing
from coach.habits.reminder_models import Reminder, ReminderChoice, UsedLink
from coach.habits.schedule import plan_on
from coach.habits.track import Track, see
from coach.mail import Outcome

DAY = timedelta(days=1)
SILENT_FOR = 60  # days ahead for which days away are told to the calendar
MOST_ATTEMPTS = 6
WAIT = timedelta(minutes=5)  # before the second attempt; doubled each time
KEPT_FOR = timedelta(days=60)
STATES: dict[Outcome, str] = {"later": "failed", "refused": "refused", "unsure": "unsure"}


@dataclass(frozen=True)
class Due:
    """A habit as its reminder sees it today. ``strength`` runs from 0 to 1.

    ``open``: it is asked for today and nothing was said yet. ``counted``: a number is recorded.
    """

    track: Track
    cue_time: time | None
    ringing: Ringing | None
    strength: float
    open: bool
    counted: bool

    @property
    def fades(self) -> str:
        """How far its reminder has thinned out, in words."""
        return fades(self.strength)

    def bell(self, today: date, address: str) -> Bell | None:
        """Return its recurring event, or None where nothing rings."""
        habit = self.track
        if self.cue_time is None or self.ringing is None:
            return None
        aways = habit.history.aways
        begin = max(today, habit.history.start)
        for away in sorted(aways, key=lambda away: away.first):
            if away.covers(begin):
                if away.last is None:
                    return None
                begin = away.last + DAY
        first = self.ringing.first(begin)
        if first is None:
            return None
        rung = (today + DAY * ahead for ahead in range(SILENT_FOR))
        silent = tuple(
            day
            for day in rung
            if day >= first
            and self.ringing.rings(day)
            and ((day == today and not self.open) or any(away.covers(day) for away in aways))
        )
        act = habit.act.rstrip(".")
        return Bell(
            f"habit-{habit.id}@{address.partition('://')[2]}",
            act[:1].upper() + act[1:],
            f"When {habit.cue}, I {act}.",
            f"{address}/habits/{habit.id}",
            self.cue_time,
            self.ringing,
            first,
            silent,
        )


def due(user: User, today: date) -> list[Due]:
    """Return the person's habits in use as their reminders see them, in their order."""
    tracks = track_queries.tracks(user.id, user.rollover, today)
    at = cue_times(user.id)
    return [_due(track, at.get(track.id), today) for track in tracks]


def _due(track: Track, at: time | None, today: date) -> Due:
    seen = see(track, today)
    strength, plan = seen.reading.strength, plan_on(track.history.plans, today)
    rings = ringing(plan.schedule, strength, seen.reading.standing.due_by, today)
    shown = card(seen)
    waiting = shown.asked and shown.today not in (State.DONE, State.MISSED, State.REST)
    return Due(track, at, rings, strength, waiting, plan.goal is not None)


def cue_times(user_id: int) -> dict[int, time]:
    """Return the times at which the person's habits ring, by the habit's id."""
    found = db.session.execute(
        select(models.Habit.id, models.Habit.cue_time).where(
            models.Habit.user_id == user_id, models.Habit.cue_time.is_not(None)
        )
    )
    return {row[0]: row[1] for row in found if row[1]}


def set_cue_times(user_id: int, times: dict[int, time | None]) -> None:
    """Let the person's own habits ring at these times, or not with None."""
    for habit_id, at in times.items():
        db.session.execute(
            update(models.Habit)
            .where(models.Habit.id == habit_id, models.Habit.user_id == user_id)
            .values(cue_time=at)
        )


def choice(user_id: int) -> ReminderChoice | None:
    """Return how the person wants to be reminded, or None before they chose."""
    return db.session.get(ReminderChoice, user_id)


def chosen(user_id: int) -> ReminderChoice:
    """Return the person's choice, made if there is none yet."""
    found = choice(user_id)
    if found is None:
        found = ReminderChoice(user_id=user_id)
        db.session.add(found)
    return found


def of_feed(token: str) -> tuple[ReminderChoice, User] | None:
    """Return whose calendar has this secret address, or None."""
    row = db.session.execute(
        select(ReminderChoice, User)
        .join(User, User.id == ReminderChoice.user_id)
        .where(ReminderChoice.feed == token)
    ).first()
    return (row[0], row[1]) if row else None


def person(user_id: int) -> User | None:
    """Return a person by id, or None."""
    return db.session.get(User, user_id)


def used(habit_id: int, day: date) -> bool:
    """Return whether the habit's one-tap link for a day was used."""
    query = select(UsedLink.id).where(UsedLink.habit_id == habit_id, UsedLink.day == day)
    return db.session.scalar(query) is not None


def use(user_id: int, habit_id: int, day: date, now: datetime) -> bool:
    """Use the one-tap link for a day. False when another press was faster."""
    link = UsedLink(user_id=user_id, habit_id=habit_id, day=day, used_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(link)
    except IntegrityError:
        return False
    return True


def wanting_mail() -> Sequence[tuple[ReminderChoice, User]]:
    """Return everybody who asked for mails and has an address."""
    rows = db.session.execute(
        select(ReminderChoice, User)
        .join(User, User.id == ReminderChoice.user_id)
        .where(ReminderChoice.mail_at.is_not(None), User.email.is_not(None), User.active)
        .order_by(User.id)
    )
    return [(row[0], row[1]) for row in rows]


def waits(user_id: int, kind: str, day: date, now: datetime) -> bool:
    """Return whether a mail is still to be sent: nobody claimed it, or it failed a while ago."""
    found = _reminder(user_id, kind, day)
    return found is None or _again(found, now)


def _reminder(user_id: int, kind: str, day: date) -> Reminder | None:
    return db.session.scalar(
        select(Reminder).where(
            Reminder.user_id == user_id, Reminder.kind == kind, Reminder.day == day
        )
    )


def _again(found: Reminder, now: datetime) -> bool:
    passed = found.again_at is not None and found.again_at <= now
    return found.state == "failed" and passed and found.attempts < MOST_ATTEMPTS


def claim(user_id: int, kind: str, day: date, now: datetime, state: str = "claimed") -> int | None:
    """Claim a mail for this runner and commit. Return its id, or None when another has it.

    The unique key decides between two runners, on whatever machines they are.
    """
    found = _reminder(user_id, kind, day)
    if found is None:
        fresh = Reminder(user_id=user_id, kind=kind, day=day, state=state, claimed_at=now)
        db.session.add(fresh)
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            return None
        return fresh.id
    if not _again(found, now):
        return None
    moved = db.session.execute(
        update(Reminder)
        .where(
            Reminder.id == found.id,
            Reminder.state == "failed",
            Reminder.attempts == found.attempts,
        )
        .values(state=state, attempts=found.attempts + 1, claimed_at=now, again_at=None)
    )
    reminder_id = found.id
    db.session.commit()
    return reminder_id if moved.rowcount else None  # type: ignore[attr-defined]


def settle(reminder_id: int, outcome: Outcome | None, error: str, now: datetime) -> None:
    """Write down how a claimed mail went (None: sent), and commit."""
    found = db.session.get_one(Reminder, reminder_id)
    found.state = "sent" if outcome is None else STATES[outcome]
    found.error = error[:200]
    if found.state == "failed":
        found.again_at = now + WAIT * 2 ** (found.attempts - 1)
    db.session.commit()


def forget_old(now: datetime) -> None:
    """Remove what was sent, and which links were used, longer than two months ago."""
    before = now - KEPT_FOR
    db.session.execute(delete(Reminder).where(Reminder.claimed_at < before))
    db.session.execute(delete(UsedLink).where(UsedLink.used_at < before))
