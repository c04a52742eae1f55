"""Recognise an uploaded file, check it, and preview its import.

Uploads are limited in bytes, archive members, unpacked size and rows. Nothing is extracted to disk
or executed. Days that are already recorded here are never overwritten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach import bounds
from coach.habits.import_export import (
    beaverhabits,
    json_reader,
    loop,
    loop_csv,
    loop_database,
    native_format,
)
from coach.habits.import_export.imported import (
    MOST_AWAYS,
    MOST_HABITS,
    MOST_PLANS,
    MOST_RECORDS,
    OLDEST,
    Absence,
    BadFile,
    Brought,
    Bundle,
    Notes,
    Record,
    Unkept,
    shortened,
)
from coach.habits.rules.plan import NAME, WORDS, Plan

MOST_BYTES = 24 * 1024 * 1024
ZIP = b"PK\x03\x04"


def read(data: bytes, today: date, week_start: int) -> Bundle:
    """Return the content of a file, recognised by its first bytes. Raise BadFile.

    The result can be stored: all texts, numbers and days are within the limits of forms and
    exports. The notes list what had to be changed or left out.
    """
    notes = Notes()
    try:
        source, found = _read(data, today, week_start, notes)
    except RecursionError as error:
        raise BadFile("This file is not built like an export of habits.") from error
    if len(found) > MOST_HABITS:
        raise BadFile(f"This file has more than {MOST_HABITS} habits.")
    if sum(len(habit.records) for habit in found) > MOST_RECORDS:
        raise BadFile(f"This file has more than {MOST_RECORDS:,} days.")
    habits = tuple(_kept(found, today, notes))
    if not habits:
        raise BadFile(" ".join(["There is no habit in this file.", *notes.sentences()]))
    left_out = sum(len(habit.records) for habit in found) - sum(len(h.records) for h in habits)
    return Bundle(source, habits, left_out, notes.sentences())


def _read(
    data: bytes, today: date, week_start: int, notes: Notes
) -> tuple[str, tuple[Brought, ...]]:
    if len(data) > MOST_BYTES:
        raise BadFile(f"This file is larger than {MOST_BYTES // 1024**2} MB.")
    if data.startswith(ZIP):
        return loop.SOURCE, loop_csv.read(data, today, week_start, notes)
    if data.startswith(loop_database.MAGIC):
        return loop.SOURCE, loop_database.read(data, today, week_start, notes)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise BadFile(
            "This file cannot be imported. Choose Loop's zip or backup, the JSON of beaverhabits, "
            "or a JSON file that was exported here."
        )
    document = json_reader.load(data)
    if document.has("format") and document.value["format"] == native_format.FORMAT:
        return native_format.SOURCE, native_format.read(document)
    return beaverhabits.SOURCE, beaverhabits.read(document, today, week_start, notes)


def _kept(found: Iterable[Brought], today: date, notes: Notes) -> Iterator[Brought]:
    """Yield the habits that can be kept. Add a note for each of the others."""
    for habit in found:
        try:
            yield within(habit, today, notes)
        except Unkept as error:
            notes.unkept(habit.name, str(error))


def within(habit: Brought, today: date, notes: Notes) -> Brought:
    """Return the habit within all limits. Raise Unkept if that is impossible.

    Records are kept from 1990 to today, plans and away ranges up to 2100. Long names are shortened.
    """
    if len(habit.plans) > MOST_PLANS or len(habit.aways) + len(habit.travel) > MOST_AWAYS:
        raise Unkept(f"it has more than {MOST_PLANS} schedules or {MOST_AWAYS} ranges away.")
    name = bounds.one_line(habit.name).strip()
    if len(name) > NAME:
        notes.add(f"The name is shortened to {NAME} characters", name)
    records = tuple(_clean(record) for record in habit.records if OLDEST <= record.day <= today)
    first = records[0].day if records else today
    began = habit.began and min(max(habit.began, OLDEST), bounds.LAST_DAY)
    return replace(
        habit,
        name=shortened(name, NAME),
        act=habit.act or shortened(name, WORDS),
        plans=_plans(habit.plans, first),
        records=records,
        aways=tuple(_aways(habit, notes)),
        travel=frozenset(day for day in habit.travel if OLDEST <= day <= today),
        began=began,
        graduated_on=habit.graduated_on and min(max(habit.graduated_on, OLDEST), today),
        looked_on=habit.looked_on and min(max(habit.looked_on, OLDEST), today),
    )


def _clean(record: Record) -> Record:
    note = bounds.lines(record.note.replace("\r\n", "\n")).strip()
    if note == record.note:
        return record
    return replace(record, note=note)


def _plans(plans: Iterable[Plan], first: date) -> tuple[Plan, ...]:
    """Return the plans with valid starts, sorted. If two start on one day, keep the later one."""
    begun = {
        start: replace(plan, start=start)
        for plan in plans
        for start in [min(plan.start, bounds.LAST_DAY) if plan.start >= OLDEST else first]
    }
    return tuple(begun[day] for day in sorted(begun))


def _aways(habit: Brought, notes: Notes) -> Iterator[Absence]:
    for away in habit.aways:
        last = away.last and min(away.last, bounds.LAST_DAY)
        if away.first > bounds.LAST_DAY or (last and last < OLDEST):
            notes.add("Days away before 1990 or after 2100 are left out", habit.name)
        else:
            yield replace(away, first=max(away.first, OLDEST), last=last)


@dataclass(frozen=True)
class ExistingHabit:
    """A habit that the user has already. ``days`` are its recorded days."""

    id: int
    name: str
    days: frozenset[date]
    cue: str = ""
    act: str = ""


@dataclass(frozen=True)
class ImportRow:
    """What an import would do with one habit of the file.

    ``twin``: the user's habit that it is matched with, or None. ``fresh``: the number of days that
    the twin does not have. ``there``: the number of days that it has.
    """

    brought: Brought
    twin: ExistingHabit | None
    fresh: int
    there: int


def preview(bundle: Bundle, known: Iterable[ExistingHabit]) -> tuple[ImportRow, ...]:
    """Return one row per habit of the file, in the file's order."""
    pairs = twins(bundle.habits, tuple(known))
    return tuple(_line(brought, pairs.get(n)) for n, brought in enumerate(bundle.habits))


def twins(habits: Sequence[Brought], known: Sequence[ExistingHabit]) -> dict[int, ExistingHabit]:
    """Match the habits of a file with the user's habits. Return the matches by place in the file.

    Each of the user's habits is matched once at most, because two habits of one file are never the
    same. Among equal names, the habit with the same plan in words comes first, then the one with
    the most days in common.
    """
    likeness = [
        (_likeness(brought, habit), -place, -other)
        for place, brought in enumerate(habits)
        for other, habit in enumerate(known)
        if same_name(brought.name) == same_name(habit.name)
    ]
    found: dict[int, ExistingHabit] = {}
    taken: set[int] = set()
    for _, place, other in sorted(likeness, reverse=True):
        if -place not in found and -other not in taken:
            found[-place] = known[-other]
            taken.add(-other)
    return found


def _likeness(brought: Brought, habit: ExistingHabit) -> tuple[bool, int]:
    words = (brought.cue, brought.act) == (habit.cue, habit.act)
    return words, sum(record.day in habit.days for record in brought.records)


def _line(brought: Brought, twin: ExistingHabit | None) -> ImportRow:
    there = sum(record.day in twin.days for record in brought.records) if twin else 0
    return ImportRow(brought, twin, len(brought.records) - there, there)


def same_name(name: str) -> str:
    """Return the name without differences of case and white space, to compare names."""
    return " ".join(name.split()).casefold()
