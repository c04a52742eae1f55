"""Read and write imports, and read habits for exports. Nothing here commits or reads a clock."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload, undefer

from coach import bounds
from coach.accounts.queries import zones
from coach.db import db
from coach.habits import models
from coach.habits.import_export import json_reader, native_format
from coach.habits.import_export.detect import ExistingHabit, same_name
from coach.habits.import_export.imported import Absence, Brought, Bundle, Record
from coach.habits.import_export.models import HabitImport
from coach.habits.import_export.native_format import packed, unpacked
from coach.habits.rules.log import State
from coach.habits.rules.time_zones import travel_days

LONGEST_FILENAME = 120
MOST_NOTES = 60  # sentences stored about one file
WAITS = timedelta(days=7)  # how long an upload waits for a decision


def known(user_id: int, names: Iterable[str]) -> list[ExistingHabit]:
    """Return the user's habits with these names, archived ones included, with their days."""
    wanted = {same_name(name) for name in names}
    habit = models.Habit
    query = (
        select(habit.id, habit.name, habit.cue, habit.act)
        .where(habit.user_id == user_id)
        .order_by(habit.position, habit.id)
    )
    habits = [row for row in db.session.execute(query) if same_name(row.name) in wanted]
    days: dict[int, set[date]] = {}
    twins = select(models.CheckIn.habit_id, models.CheckIn.day).where(
        models.CheckIn.habit_id.in_([row.id for row in habits])
    )
    for habit_id, day in db.session.execute(twins):
        days.setdefault(habit_id, set()).add(day)
    return [
        ExistingHabit(row.id, row.name, frozenset(days.get(row.id, ())), row.cue, row.act)
        for row in habits
    ]


def everything(user_id: int, today: date, rollover: int) -> list[Brought]:
    """Return all the user's habits for an export, with archived ones. This takes four queries."""
    habits = db.session.scalars(
        select(models.Habit)
        .where(models.Habit.user_id == user_id)
        .options(joinedload(models.Habit.plans))
        .order_by(models.Habit.position, models.Habit.id)
    )
    whole = list(habits.unique())
    records = _records(user_id)
    aways = db.session.scalars(
        select(models.Away)
        .where(models.Away.user_id == user_id)
        .order_by(models.Away.first, models.Away.id)
    ).all()
    log = tuple(zones(user_id))
    first = {habit.id: _first_day(habit, records.get(habit.id, [])) for habit in whole}
    travel = travel_days(min(first.values(), default=today), today, log, rollover)
    return [
        _out(h, records.get(h.id, []), aways, {day for day in travel if day >= first[h.id]})
        for h in whole
    ]


def _first_day(habit: models.Habit, records: Sequence[Record]) -> date:
    return min([habit.start, *(record.day for record in records[:1])])


def _records(user_id: int) -> dict[int, list[Record]]:
    """Return all records, by the habit's id."""
    found = models.CheckIn
    query = (
        select(
            found.habit_id, found.day, found.state, found.number, found.note, found.moment,
            found.zone, found.late,
        )
        .where(found.user_id == user_id)
        .order_by(found.day)
    )  # fmt: skip
    records: dict[int, list[Record]] = {}
    for habit_id, day, state, number, note, moment, zone, late in db.session.execute(query):
        record = Record(day, State(state), number, note, moment, zone, late)
        records.setdefault(habit_id, []).append(record)
    return records


def _out(
    habit: models.Habit,
    records: Iterable[Record],
    aways: Iterable[models.Away],
    travel: set[date],
) -> Brought:
    own = [away for away in aways if away.habit_id in (None, habit.id)]
    return Brought(
        habit.name,
        tuple(plan.as_plan() for plan in habit.plans),
        tuple(records),
        habit.archived_at is not None,
        habit.principle,
        habit.cue,
        habit.act,
        habit.smallest,
        habit.message_kind,
        habit.cue_time,
        tuple(Absence(a.first, a.last, reason=a.reason) for a in own if not a.travel),
        habit.start,
        frozenset(travel | {away.first for away in own if away.travel}),
        habit.offer or "",
        habit.rehearsed_at,
        habit.archived_at,
        habit.graduated_on,
        habit.looked_on,
    )


def keep_draft(user_id: int, bundle: Bundle, filename: str, now: datetime) -> HabitImport:
    """Store a file's content until the user confirms it. It replaces an older draft.

    Raise BadFile if the content is too large.
    """
    db.session.execute(
        delete(HabitImport).where(HabitImport.user_id == user_id, HabitImport.state == "draft")
    )
    draft = HabitImport(
        user_id=user_id,
        source=bundle.source,
        filename=bounds.one_line(filename)[-LONGEST_FILENAME:],
        content=packed(native_format.written(bundle.habits)),
        left_out=bundle.left_out,
        notes="\n".join(bundle.notes[:MOST_NOTES]),
        created_at=now,
    )
    db.session.add(draft)
    return draft


def own_import(user_id: int, import_id: int) -> HabitImport | None:
    """Return the user's own import with its content, or None."""
    return db.session.scalar(
        select(HabitImport)
        .where(HabitImport.id == import_id, HabitImport.user_id == user_id)
        .options(undefer(HabitImport.content))
    )


def latest(user_id: int) -> Sequence[HabitImport]:
    """Return the last ten imports, the newest first."""
    return db.session.scalars(
        select(HabitImport)
        .where(HabitImport.user_id == user_id, HabitImport.state != "draft")
        .order_by(HabitImport.id.desc())
        .limit(10)
    ).all()


def begin(found: HabitImport, before: str, after: str) -> bool:
    """Change the state of an import. Return False if another press has done so already."""
    moved = db.session.execute(
        update(HabitImport)
        .where(HabitImport.id == found.id, HabitImport.state == before)
        .values(state=after, content=None)
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]


def forget(found: HabitImport) -> bool:
    """Delete a draft. Return False if it is not a draft or no longer exists."""
    draft = HabitImport.id == found.id, HabitImport.state == "draft"
    gone = delete(HabitImport).where(*draft).returning(HabitImport.id)
    return db.session.scalar(gone) is not None


def content(found: HabitImport) -> Bundle:
    """Return the content of a draft. Raise BadFile if it is damaged."""
    habits = native_format.read(json_reader.load(unpacked(found.content or b"")))
    return Bundle(found.source, habits, found.left_out, tuple(found.notes.splitlines()))


def forget_drafts(now: datetime) -> None:
    """Delete drafts that are older than a week."""
    waiting = HabitImport.state == "draft"
    db.session.execute(delete(HabitImport).where(waiting, HabitImport.created_at < now - WAITS))
