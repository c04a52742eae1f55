"""Define the tables of habits, plans, check-ins, away ranges and snapshots."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coach.db import Amount, Base
from coach.habits.rules.plan import NAME, WORDS, Goal, Plan, columns_of, schedule_of


class Habit(Base):
    """An act with its if-then plan and the principle it practises.

    ``start`` moves back when an earlier day is filled in. An archived habit is away until it is
    restored, and is listed separately.
    """

    __tablename__ = "habit"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        CheckConstraint("principle BETWEEN 1 AND 8", name="principle"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(NAME))
    principle: Mapped[int]
    cue: Mapped[str] = mapped_column(String(WORDS))  # when ...
    act: Mapped[str] = mapped_column(String(WORDS))  # I will ...
    smallest: Mapped[str] = mapped_column(String(WORDS), default="")  # on a hard day
    message_kind: Mapped[str] = mapped_column(String(20), default="")  # what it asks to write
    cue_time: Mapped[time | None]  # wall-clock time of its reminder
    offer: Mapped[str | None] = mapped_column(String(80))  # id of the lesson's offer it came from
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("habit_import.id", ondelete="SET NULL"), index=True
    )
    token: Mapped[str] = mapped_column(String(32))  # of the form: prevents a second one
    start: Mapped[date]
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]
    rehearsed_at: Mapped[datetime | None]  # when the user confirmed the rehearsed plan
    graduated_on: Mapped[date | None]  # the day of graduation
    looked_on: Mapped[date | None]  # the last monthly check of a graduated habit
    created_at: Mapped[datetime]

    plans: Mapped[list["HabitPlan"]] = relationship(
        order_by="HabitPlan.start", cascade="all, delete-orphan", lazy="raise"
    )


class HabitPlan(Base):
    """What the habit asks for from ``start`` on. ``plan_of`` shows which columns each kind uses."""

    __tablename__ = "habit_plan"
    __table_args__ = (
        UniqueConstraint("habit_id", "start"),
        CheckConstraint(
            "kind IN ('daily', 'weekdays', 'week', 'month', 'interval', 'frequency')", name="kind"
        ),
        CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays"),
        CheckConstraint("kind <> 'weekdays' OR weekdays > 0", name="some_weekday"),
        CheckConstraint("times BETWEEN 1 AND 366", name="times"),
        CheckConstraint("days BETWEEN 1 AND 366", name="days"),
        CheckConstraint("week_start BETWEEN 1 AND 7", name="week_start"),
        CheckConstraint("goal IN ('', 'at_least', 'at_most')", name="goal"),
        CheckConstraint("(goal = '') = (target IS NULL)", name="goal_has_target"),
        CheckConstraint("target >= 0", name="target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"))
    start: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    weekdays: Mapped[int] = mapped_column(default=0)  # bit 0 Monday ... bit 6 Sunday
    times: Mapped[int] = mapped_column(default=1)
    days: Mapped[int] = mapped_column(default=1)
    week_start: Mapped[int] = mapped_column(default=1)  # ISO 8601: Monday 1 ... Sunday 7
    goal: Mapped[str] = mapped_column(String(8), default="")
    target: Mapped[Decimal | None] = mapped_column(Amount)
    unit: Mapped[str] = mapped_column(String(20), default="")

    def as_plan(self) -> Plan:
        """Return this row as a Plan."""
        return plan_of(self)


def plan_of(row: Any) -> Plan:
    """Return a row with the columns of ``HabitPlan`` as a Plan."""
    goal = Goal(row.target or Decimal(0), row.goal == "at_most", row.unit) if row.goal else None
    weekdays = [number for number in range(1, 8) if row.weekdays >> (number - 1) & 1]
    columns = {"kind": row.kind, "weekdays": weekdays, "times": row.times, "days": row.days}
    return Plan(row.start, schedule_of({**columns, "week_start": row.week_start}), goal)


def plan_row(user_id: int, plan: Plan) -> HabitPlan:
    """Return a Plan as a row."""
    columns, goal = columns_of(plan.schedule), plan.goal
    return HabitPlan(
        user_id=user_id,
        start=plan.start,
        kind=columns["kind"],
        weekdays=sum(1 << (number - 1) for number in columns.get("weekdays", ())),
        times=columns.get("times", 1),
        days=columns.get("days", 1),
        week_start=columns.get("week_start", 1),
        goal="" if goal is None else "at_most" if goal.at_most else "at_least",
        target=goal.target if goal else None,
        unit=goal.unit if goal else "",
    )


class CheckIn(Base):
    """A habit's record of one practice day. There is one row per day, however often it is pressed.

    The state ``open`` keeps a note without a record about the act. ``moment`` and ``zone`` tell
    when and where it was recorded. ``day`` never changes afterwards.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("habit_id", "day"),
        CheckConstraint("state IN ('done', 'partial', 'rest', 'missed', 'open')", name="state"),
        CheckConstraint("state <> 'open' OR note <> ''", name="open_has_note"),
        CheckConstraint("number >= 0", name="number"),
        Index("ix_check_in_user_id_day", "user_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(8))
    number: Mapped[Decimal | None] = mapped_column(Amount)
    note: Mapped[str] = mapped_column(Text, default="")
    moment: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(64))
    late: Mapped[bool] = mapped_column(default=False)  # recorded more than one day later
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("habit_import.id", ondelete="SET NULL"), index=True
    )


class Away(Base):
    """A range of days away, for one habit or for all (``habit_id`` None).

    Without ``last`` it is a pause with no end yet. ``travel``: travel days of an imported habit,
    which come from the time zones of another account.
    """

    __tablename__ = "away"
    __table_args__ = (
        CheckConstraint("last IS NULL OR last >= first", name="in_order"),
        Index("ix_away_user_id_last", "user_id", "last"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    habit_id: Mapped[int | None] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"))
    first: Mapped[date]
    last: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(WORDS), default="")
    travel: Mapped[bool] = mapped_column(default=False)


class RunningState(Base):
    """A snapshot: the folded state of a habit after the day ``through`` (``fold.stored``).

    There is one row per month, so that a late entry rebuilds only from its own month on, and one
    row about a week old, so that today's pages walk only a few days. ``letters`` and ``strengths``
    encode the last 40 days (``day_states``), so that a year's chart needs twelve rows.
    """

    __tablename__ = "running_state"
    __table_args__ = (UniqueConstraint("habit_id", "through"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"))
    through: Mapped[date]
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    letters: Mapped[str] = mapped_column(String(40))
    strengths: Mapped[list[int]] = mapped_column(JSON)
