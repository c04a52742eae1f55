"""Write an import and undo it. Nothing here commits or reads a clock."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from coach import bounds
from coach.accounts.queries import zones
from coach.db import db, insert_driver_rows
from coach.db import driver_rows as db_ready
from coach.habits import models, queries
from coach.habits.check_ins.queries import Made
from coach.habits.habit_log import NO_CUE
from coach.habits.import_export.imported import BadFile, Brought, Record
from coach.habits.import_export.models import HabitImport
from coach.habits.rules.time_zones import Moves, travel_days
from coach.habits.snapshots import outdate

DAY = timedelta(days=1)
MOST_LIVED = 25_000  # days from the first to today, over all habits that one request imports
A_DAY = 250  # cost of reading one day, where one day of the strength window costs 1


@dataclass(frozen=True)
class ImportChoice:
    """The user's choice for one habit of a file.

    ``into``: the id of the user's habit that receives the days, or None to create a habit.
    ``principle`` (1 to 8) is used for a new habit.
    """

    brought: Brought
    into: int | None
    principle: int


class TooMuch(Exception):
    """Raised for more days than one request can import. ``days``: the number in the file."""

    def __init__(self, days: int):
        super().__init__(days)
        self.days = days


def lived(habits: Iterable[Brought], today: date) -> int:
    """Return the days from each habit's first to today, as a sum: the cost of reading them.

    Long windows, many plans and many away ranges make one day count as several.
    """
    return sum(_days_of(habit, habit.first_day, today) for habit in habits)


def _days_of(habit: Brought, start: date, today: date) -> int:
    days = max(0, (today - start).days)
    parts = max(plan.window for plan in habit.plans) + 2 * (len(habit.plans) + len(habit.aways))
    return days * (A_DAY + parts) // A_DAY


def bounded(user_id: int, wishes: Sequence[ImportChoice], today: date) -> None:
    """Raise TooMuch if the import would take too long, before anything is written.

    Raise BadFile if the account would exceed its limits.
    """
    began = queries.first_days(user_id)
    _fits(began, wishes, today)
    days = lived([wish.brought for wish in wishes], today)
    for wish in wishes:
        if wish.into in began:
            days += _days_of(wish.brought, began[wish.into], today)
    if days > MOST_LIVED:
        raise TooMuch(days)


def _fits(began: Mapping[int, date], wishes: Sequence[ImportChoice], today: date) -> None:
    firsts: dict[int, date] = dict(began)
    for number, wish in enumerate(wishes):
        place = -number - 1 if wish.into is None else wish.into
        firsts[place] = min(firsts.get(place, today), wish.brought.first_day)
    if len(firsts) > bounds.HABITS_IN_ALL:
        raise BadFile(f"With this file you would have more than {bounds.HABITS_IN_ALL} habits.")
    before, after = (
        sum((today - first).days + 1 for first in each.values()) for each in (began, firsts)
    )
    if after > max(bounds.LIVED, before):
        raise BadFile(
            f"With this file your habits would have over {bounds.LIVED:,} days, "
            "which is more than can be worked out."
        )


@dataclass(frozen=True)
class Ready:
    """A choice with the rows of its new days, prepared before anything is written."""

    wish: ImportChoice
    days: list[dict[str, Any]]


def made_ready(
    found: HabitImport,
    wishes: Iterable[ImportChoice],
    made: Made,
    known_zone: Callable[[str], bool],
) -> list[Ready]:
    """Prepare the choices for writing. Days that are recorded already are left out."""
    return [_ready(found, wish, made, known_zone) for wish in wishes]


def _ready(
    found: HabitImport, wish: ImportChoice, made: Made, known_zone: Callable[[str], bool]
) -> Ready:
    there = queries.days_of(wish.into) if wish.into else set()
    fresh = [record for record in wish.brought.records if record.day not in there]
    rows = [_day(found, wish.into, record, made, known_zone) for record in fresh]
    return Ready(wish, db_ready(models.CheckIn, rows))


def bring_in(found: HabitImport, ready: Iterable[Ready], made: Made) -> None:
    """Write the chosen habits and days.

    The caller rebuilds the snapshots afterwards (``snapshot_updates.catch_up``).
    """
    position = queries.number_of(found.user_id)
    log = tuple(zones(found.user_id))
    for each in ready:
        if each.wish.into is None:
            habit: models.Habit | None = _new(found, each.wish, position, made, log)
            position, found.habits = position + 1, found.habits + 1
        else:
            habit = queries.own_habit(found.user_id, each.wish.into)
        if habit is not None:
            for row in each.days:
                row["habit_id"] = habit.id
            insert_driver_rows(models.CheckIn, each.days)
            found.days += len(each.days)
            outdate(found.user_id, date.min, habit.id)


def _new(
    found: HabitImport, wish: ImportChoice, position: int, made: Made, log: Moves
) -> models.Habit:
    brought = wish.brought
    at = brought.cue_time
    archived = brought.archived_at or made.now
    habit = models.Habit(
        user_id=found.user_id,
        name=brought.name,
        principle=brought.principle or wish.principle,
        cue=brought.cue or (f"it is {at.hour}:{at.minute:02}" if at else NO_CUE),
        act=brought.act,
        smallest=brought.smallest,
        message_kind=brought.message_kind,
        cue_time=at,
        offer=brought.offer or None,
        token=secrets.token_hex(8),
        start=brought.start,
        position=position,
        archived_at=min(archived, made.now) if brought.archived else None,
        rehearsed_at=brought.rehearsed_at,
        graduated_on=brought.graduated_on,
        looked_on=brought.looked_on,
        created_at=made.now,
        import_id=found.id,
    )
    habit.plans = [models.plan_row(found.user_id, plan) for plan in brought.plans]
    db.session.add(habit)
    db.session.flush()
    _add_aways(habit, brought, made, log)
    return habit


def _add_aways(habit: models.Habit, brought: Brought, made: Made, log: Moves) -> None:
    """Write the away ranges. An archived habit is away from tomorrow, so today's strength is kept.

    Travel days that do not follow from the user's own time zones are stored as ranges.
    """
    ranges = [(away.first, away.last, away.reason, False) for away in brought.aways]
    if brought.archived and all(away.last for away in brought.aways):
        ranges.append((made.today + DAY, None, "", False))
    for day in sorted(brought.travel):
        if not travel_days(day, day, log, made.rollover):
            ranges.append((day, day, "Travel", True))
    own = {"user_id": habit.user_id, "habit_id": habit.id}
    names = ("first", "last", "reason", "travel")
    rows = [own | dict(zip(names, each, strict=True)) for each in ranges]
    if rows:
        db.session.execute(insert(models.Away), rows)


def _day(
    found: HabitImport,
    habit_id: int | None,
    record: Record,
    made: Made,
    known_zone: Callable[[str], bool],
) -> dict[str, Any]:
    return {
        "user_id": found.user_id,
        "habit_id": habit_id,
        "import_id": found.id,
        "day": record.day,
        "state": record.state.value,
        "number": record.number,
        "note": record.note,
        "moment": min(record.moment or made.now, made.now),
        "zone": record.zone if known_zone(record.zone) else made.zone,
        "late": record.late,
    }


@dataclass(frozen=True)
class Undoing:
    """The effect of undoing an import. ``staying``: names of habits with days of the user's own."""

    habits: int
    days: int
    staying: tuple[str, ...]


def undoing(found: HabitImport) -> Undoing:
    """Return the effect of undoing the import."""
    habits = _came_with(found)
    days = select(func.count()).where(models.CheckIn.import_id == found.id)
    own = _with_own_days(found)
    staying = tuple(habit.name for habit in habits if habit.id in own)
    return Undoing(len(habits) - len(staying), db.session.scalar(days) or 0, staying)


def take_back(found: HabitImport) -> None:
    """Delete what came with the import. Keep what the user has recorded or changed since.

    The caller rebuilds the snapshots afterwards (``snapshot_updates.catch_up``).
    """
    came, own = models.CheckIn.import_id == found.id, _with_own_days(found)
    touched = set(db.session.scalars(select(models.CheckIn.habit_id).where(came).distinct()))
    db.session.execute(delete(models.CheckIn).where(came))
    for habit in _came_with(found):
        if habit.id in own:
            habit.import_id = None
        else:
            touched.discard(habit.id)
            db.session.execute(delete(models.Habit).where(models.Habit.id == habit.id))
    db.session.flush()
    for habit_id in touched:
        outdate(found.user_id, date.min, habit_id)


def _came_with(found: HabitImport) -> Sequence[models.Habit]:
    return db.session.scalars(
        select(models.Habit)
        .where(models.Habit.import_id == found.id)
        .order_by(models.Habit.position)
    ).all()


def _with_own_days(found: HabitImport) -> set[int]:
    """Return the ids of the import's habits that have days which did not come with it."""
    query = (
        select(models.CheckIn.habit_id)
        .join(models.Habit, models.Habit.id == models.CheckIn.habit_id)
        .where(
            models.Habit.import_id == found.id,
            models.CheckIn.import_id.is_distinct_from(found.id),
        )
    )
    return set(db.session.scalars(query.distinct()))
