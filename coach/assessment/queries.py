"""Rows of sittings and answers read, and where a person stands with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from coach.accounts.models import User
from coach.assessment import calendar
from coach.assessment.calendar import CYCLE_WEEKS, CyclePlace, Week, Window, place, weeks_of
from coach.assessment.cycle_comparison import Movement
from coach.assessment.models import Advice, Direction, Response, Sitting, two
from coach.assessment.recommendation import Reason, Suggestion
from coach.assessment.reliable_change import FURTHEST, Change, ClosedCycles, as_told, close
from coach.assessment.result import Rows, by_week, of_cycle
from coach.assessment.scoring import ItemAnswer, Noise
from coach.db import UtcDateTime, bare_rows, db, plain_rows
from coach.lessons.next_up import Aims

# when the user did something here: Today asks how long they were away
USES = (Response.answered_at,)

QUESTIONS = 16
MINUTES = 3  # that a look-back takes, as every page says it


class Person(Protocol):
    """What is asked of a user here."""

    @property
    def id(self) -> int: ...

    @property
    def look_back_day(self) -> int: ...


@dataclass(frozen=True)
class LookBackStatus:
    """Where a person is with their look-backs at a moment.

    ``baseline`` is the week of the first answer of all, None before it; ``answered`` counts the
    answers given in the open window, or in the last sitting when none is open, up to sixteen.
    ``wrote`` is the week four weeks ago, if the person wrote about it.
    """

    baseline: Week | None
    last: Sitting | None
    open: Window | None
    next: Window | None
    answered: int
    matters: tuple[int, ...] = ()
    chosen: int | None = None
    suggestion: Suggestion | None = None
    wrote: Week | None = None

    @property
    def aims(self) -> Aims:
        """What the person wants to work on."""
        suggested = self.suggestion.principle if self.suggestion else None
        return Aims(self.chosen, suggested, self.matters)

    @property
    def focus(self) -> int | None:
        """The principle (1 to 8) to work on now, or None before anything is known."""
        return self.aims.focus

    @property
    def due(self) -> bool:
        """Whether there is something to answer now."""
        return self.open is not None and self.answered < QUESTIONS

    def takes(self, week: Week) -> bool:
        """Whether this week can be answered now."""
        return self.open is not None and self.open.week == week

    def place(self, week: Week) -> CyclePlace:
        """Where a week lies; it is the first one while there is no baseline."""
        return place(self.first_week(week), week)

    def first_week(self, week: Week) -> Week:
        """The week of the first look-back; ``week`` itself while there is none."""
        return self.baseline or week


def last_sitting(user_id: int) -> Sitting | None:
    """The person's latest sitting, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id).order_by(Sitting.week.desc()).limit(1)
    )


def sitting(user_id: int, week: Week) -> Sitting | None:
    """The person's sitting of a week, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
    )


def baseline_of(last: Sitting) -> Week:
    """The week of the person's first look-back, told from their latest sitting."""
    weeks = (last.cycle - 1) * CYCLE_WEEKS + last.week_in_cycle - 1
    return Week.parse(last.week) + -weeks


def agenda(user: Person | None, now: datetime, zone: str) -> LookBackStatus:
    """What Today and the look-back's own page need to know: one question to the database."""
    found = None
    if user is not None:
        then = calendar.current_week(now, zone) + -CYCLE_WEEKS
        asked = {"user_id": user.id, "now": now, "then": str(then)}
        found = next(iter(plain_rows(LATEST, asked)), None)
    opened = calendar.open_now(now, zone, None)
    if user is None or found is None:
        return LookBackStatus(None, None, opened, None, 0)
    wishes: dict[str, Any] = {
        "matters": two(found.first, found.second),
        "chosen": found.focus,
        "suggestion": _suggestion(found.principle, found.reason, found.practised),
    }
    if found.week is None:
        return LookBackStatus(None, None, opened, None, 0, **wishes)
    last = cast(Sitting, found)  # its columns, to be read: an entity would cost more than the query
    baseline = baseline_of(last)
    opened = calendar.open_now(now, zone, baseline, user.look_back_day)
    is_open = opened is not None and str(opened.week) != last.week
    return LookBackStatus(
        baseline,
        last,
        opened,
        calendar.next_after(now, zone, baseline, user.look_back_day),
        answered=0 if is_open else min(QUESTIONS, found.answered),
        **wishes,
        wrote=then if found.wrote_then else None,
    )


def _latest() -> Select[*tuple[Any, ...]]:
    user_id = bindparam("user_id", type_=Integer())
    now = bindparam("now", type_=UtcDateTime())
    answered = (
        select(func.count())
        .select_from(Response)
        .where(Response.user_id == user_id, Response.week == Sitting.week)
        .correlate(Sitting)
        .scalar_subquery()
    )
    newest = select(func.max(Advice.since)).where(Advice.user_id == user_id, Advice.since <= now)
    in_force = and_(Advice.user_id == user_id, Advice.since == newest.scalar_subquery())
    earlier = aliased(Sitting)
    wrote = (
        exists()
        .where(earlier.user_id == user_id, earlier.week == bindparam("then"), earlier.wrote)
        .correlate(None)
    )
    return (
        select(
            *Sitting.__table__.columns,
            *(Direction.first, Direction.second, Direction.focus),
            *(Advice.principle, Advice.reason, Advice.practised),
            answered.label("answered"),
            wrote.label("wrote_then"),
        )
        .select_from(User)
        .outerjoin(Sitting, Sitting.user_id == User.id)
        .outerjoin(Direction, Direction.user_id == User.id)
        .outerjoin(Advice, in_force)
        .where(User.id == user_id)
        .order_by(Sitting.week.desc())
        .limit(1)
    )


LATEST = _latest()  # built once: every page of Today and Progress asks it


def _suggestion(principle: int | None, reason: int, practised: int) -> Suggestion | None:
    return None if principle is None else Suggestion(principle, Reason(reason), practised)


def history(user_id: int, first: Week, last: Week) -> dict[Week, list[ItemAnswer]]:
    """The answers of these weeks, both included, by week."""
    return by_week(stored(user_id, first, last))


def stored(user_id: int, first: Week, last: Week, also: Week | None = None) -> Rows:
    """The answers of these weeks, both included, and of one more, as they are stored."""
    asked = {"user_id": user_id, "first": str(first), "last": str(last), "also": str(also)}
    return bare_rows(HISTORY, asked)


COLUMNS = Response.__table__.c  # plain columns: rows without the cost of entities
THEIRS = COLUMNS.user_id == bindparam("user_id")
HISTORY = select(
    COLUMNS.week,
    COLUMNS.principle,
    COLUMNS.reverse,
    COLUMNS.value,
    COLUMNS.item,
    COLUMNS.seconds,
).where(
    or_(  # the person on each side: so each side is looked up in the index, whatever the history
        and_(THEIRS, COLUMNS.week.between(bindparam("first"), bindparam("last"))),
        and_(THEIRS, COLUMNS.week == bindparam("also")),
    )
)


def past_of(found: Sitting) -> ClosedCycles:
    """What the cycles before this sitting's tell."""
    return ClosedCycles(
        Noise(found.noise_ss, found.noise_df),
        Noise(found.pairs_ss, found.pairs_df),
        Movement(found.moved_total, found.moved_weight),
        found.reach,
        found.verdict,
    )


def known_at(last: Sitting, closed: int) -> ClosedCycles:
    """What all cycles tell of which ``closed`` have closed."""
    return closing(last)[0] if last.cycle <= closed else past_of(last)


def closing(last: Sitting) -> tuple[ClosedCycles, dict[int, Change]]:
    """The past with the cycle of the last sitting in it, and the verdict on it as it was given."""
    baseline = baseline_of(last)
    numbers = range(max(1, last.cycle - FURTHEST), last.cycle + 1)
    weeks = weeks_of(baseline, numbers[0])[0], weeks_of(baseline, last.cycle)[-1]
    answers = history(last.user_id, *weeks)
    cycles = {number: of_cycle(answers, baseline, number) for number in numbers}
    known, changes = close(past_of(last), cycles, last.cycle)
    return known, as_told(changes, last.told) if last.told else changes


def sat(user_id: int) -> int:
    """Return how many look-backs the person has answered."""
    return db.session.scalar(select(func.count()).where(Sitting.user_id == user_id)) or 0
