"""Read sittings and answers, and compute a user's look-back status."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from coach.accounts.models import User
from coach.assessment import calendar
from coach.assessment.calendar import CYCLE_WEEKS, CyclePlace, Week, Window, place, weeks_of
from coach.assessment.contrast import Movement
from coach.assessment.models import Advice, Direction, Response, Sitting, two
from coach.assessment.recommendation import Reason, Suggestion
from coach.assessment.reliable_change import FURTHEST, Change, ClosedCycles, as_told, close
from coach.assessment.result import of_cycle
from coach.assessment.scoring import ItemAnswer, Noise
from coach.db import UtcDateTime, db, written_out
from coach.lessons.next_up import Aims

# moments of activity, from which Today computes how long the user was away
USES = (Response.answered_at,)

QUESTIONS = 16
MINUTES = 3  # minutes that a look-back takes, as all pages say


class Person(Protocol):
    """The attributes of a user that are needed here."""

    @property
    def id(self) -> int: ...

    @property
    def look_back_day(self) -> int: ...


@dataclass(frozen=True)
class LookBackStatus:
    """A user's status with their look-backs at a moment.

    ``baseline``: the week of the first answer, or None. ``answered``: the number of answers, up to
    sixteen, in the open window, or in the last sitting if no window is open. ``wrote``: the week
    four weeks ago if the user wrote about it, otherwise None.
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
        """What the user wants to work on."""
        suggested = self.suggestion.principle if self.suggestion else None
        return Aims(self.chosen, suggested, self.matters)

    @property
    def focus(self) -> int | None:
        """The principle (1 to 8) to work on now, or None if nothing is known yet."""
        return self.aims.focus

    @property
    def due(self) -> bool:
        """Whether there are questions to answer now."""
        return self.open is not None and self.answered < QUESTIONS

    def takes(self, week: Week) -> bool:
        """Return whether this week can be answered now."""
        return self.open is not None and self.open.week == week

    def place(self, week: Week) -> CyclePlace:
        """Return the place of a week. Without a baseline it is the first week of cycle 1."""
        return place(self.first_week(week), week)

    def first_week(self, week: Week) -> Week:
        """Return the week of the first look-back, or ``week`` if there is none."""
        return self.baseline or week


def last_sitting(user_id: int) -> Sitting | None:
    """Return the user's latest sitting, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id).order_by(Sitting.week.desc()).limit(1)
    )


def sitting(user_id: int, week: Week) -> Sitting | None:
    """Return the user's sitting of a week, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
    )


def baseline_of(last: Sitting) -> Week:
    """Return the week of the user's first look-back, computed from their latest sitting."""
    weeks = (last.cycle - 1) * CYCLE_WEEKS + last.week_in_cycle - 1
    return Week.parse(last.week) + -weeks


def agenda(user: Person | None, now: datetime, zone: str) -> LookBackStatus:
    """Return the status for Today and the look-back's own page, with one query."""
    row = None
    if user is not None:
        then = calendar.current_week(now, zone) + -CYCLE_WEEKS
        params = {"user_id": user.id, "now": now, "then": str(then)}
        row = next(iter(db.rows(LATEST, params)), None)
    opened = calendar.open_now(now, zone, None)
    if user is None or row is None:
        return LookBackStatus(None, None, opened, None, 0)
    wishes: dict[str, Any] = {
        "matters": two(row.first, row.second),
        "chosen": row.focus,
        "suggestion": _suggestion(row.principle, row.reason, row.practised),
    }
    if row.week is None:
        return LookBackStatus(None, None, opened, None, 0, **wishes)
    last = cast(Sitting, row)  # read-only: a row with its columns, because an entity is slow
    baseline = baseline_of(last)
    opened = calendar.open_now(now, zone, baseline, user.look_back_day)
    is_open = opened is not None and str(opened.week) != last.week
    return LookBackStatus(
        baseline,
        last,
        opened,
        calendar.next_after(now, zone, baseline, user.look_back_day),
        answered=0 if is_open else min(QUESTIONS, row.answered),
        **wishes,
        wrote=then if row.wrote_then else None,
    )


def aims(user: Person | None, now: datetime) -> Aims:
    """Return what the user wants to work on. It is part of ``agenda``, without the look-backs."""
    rows = db.rows(AIMS, {"user_id": user.id, "now": now}) if user else []
    if not rows:
        return Aims()
    first, second, focus, suggested = rows[0]
    return Aims(focus, suggested, two(first, second))


def _latest() -> Select[*tuple[Any, ...]]:
    user_id = bindparam("user_id", type_=Integer())
    answered = (
        select(func.count())
        .select_from(Response)
        .where(Response.user_id == user_id, Response.week == Sitting.week)
        .correlate(Sitting)
        .scalar_subquery()
    )
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
        .outerjoin(Advice, _in_force())
        .where(User.id == user_id)
        .order_by(Sitting.week.desc())
        .limit(1)
    )


def _in_force() -> ColumnElement[bool]:
    """Return the condition for the user's suggestion that is in force now."""
    user_id, now = bindparam("user_id", type_=Integer()), bindparam("now", type_=UtcDateTime())
    newest = select(func.max(Advice.since)).where(Advice.user_id == user_id, Advice.since <= now)
    return and_(Advice.user_id == user_id, Advice.since == newest.scalar_subquery())


AIMS = written_out(
    select(Direction.first, Direction.second, Direction.focus, Advice.principle)
    .select_from(User)
    .outerjoin(Direction, Direction.user_id == User.id)
    .outerjoin(Advice, _in_force())
    .where(User.id == bindparam("user_id", type_=Integer()))
)
LATEST = written_out(_latest())  # built once, because every page of Today and Progress runs it


def _suggestion(principle: int | None, reason: int, practised: int) -> Suggestion | None:
    return None if principle is None else Suggestion(principle, Reason(reason), practised)


def history(
    user_id: int, first: Week, last: Week, also: Week | None = None
) -> dict[Week, list[ItemAnswer]]:
    """Return the answers by week: from ``first`` to ``last``, both included, and of ``also``."""
    return by_week(stored(user_id, first, last, also))


def stored(user_id: int, first: Week, last: Week, also: Week | None = None) -> tuple[Any, ...]:
    """Return the rows of ``history``: numbers and ids of statements, nothing that was typed."""
    params = {"user_id": user_id, "first": str(first), "last": str(last), "also": str(also)}
    return tuple(map(tuple, db.rows(HISTORY, params)))


def by_week(rows: Iterable[tuple[Any, ...]]) -> dict[Week, list[ItemAnswer]]:
    """Return the rows of ``stored`` as answers, by week."""
    weeks: dict[str, Week] = {}
    answers: dict[Week, list[ItemAnswer]] = {}
    for text, principle, reverse, value, item, seconds in rows:
        if text not in weeks:
            weeks[text] = Week.parse(text)
            answers[weeks[text]] = []
        week = weeks[text]
        answers[week].append(ItemAnswer(week, principle, reverse, value, item, seconds))
    return answers


COLUMNS = Response.__table__.c  # plain columns, because entities would be slow
THEIRS = COLUMNS.user_id == bindparam("user_id")
HISTORY = select(
    COLUMNS.week,
    COLUMNS.principle,
    COLUMNS.reverse,
    COLUMNS.value,
    COLUMNS.item,
    COLUMNS.seconds,
).where(
    or_(  # THEIRS is repeated so that each side uses the index, however long the history is.
        and_(THEIRS, COLUMNS.week.between(bindparam("first"), bindparam("last"))),
        and_(THEIRS, COLUMNS.week == bindparam("also")),
    )
)


def past_of(last: Sitting) -> ClosedCycles:
    """Return the totals of the closed cycles before this sitting's."""
    return ClosedCycles(
        Noise(last.noise_ss, last.noise_df),
        Noise(last.pairs_ss, last.pairs_df),
        Movement(last.moved_total, last.moved_weight),
        last.reach,
        last.verdict,
    )


def known_at(last: Sitting, closed: int) -> ClosedCycles:
    """Return the totals of all closed cycles, of which there are ``closed``."""
    return closing(last)[0] if last.cycle <= closed else past_of(last)


def closing(last: Sitting) -> tuple[ClosedCycles, dict[int, Change]]:
    """Return the totals with the last sitting's cycle added, and the verdict on it as given."""
    baseline = baseline_of(last)
    numbers = range(max(1, last.cycle - FURTHEST), last.cycle + 1)
    weeks = weeks_of(baseline, numbers[0])[0], weeks_of(baseline, last.cycle)[-1]
    answers = history(last.user_id, *weeks)
    cycles = {number: of_cycle(answers, baseline, number) for number in numbers}
    known, changes = close(past_of(last), cycles, last.cycle)
    return known, as_told(changes, last.told) if last.told else changes


def sat(user_id: int) -> int:
    """Return the number of look-backs that the user has answered."""
    return db.session.scalar(select(func.count()).where(Sitting.user_id == user_id)) or 0
