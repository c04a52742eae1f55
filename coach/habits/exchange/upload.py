"""Import and export: which file this is, what it would bring, and what is there already.

Uploads are bounded in bytes, members, unpacked size and rows; nothing is ever extracted to a
disk or executed. Where an upload has days that are recorded here already, ours stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.habits.exchange import beaverhabits, loop, loop_csv, loop_database, nodes, ours
from coach.habits.exchange.brought import (
    MOST_HABITS,
    MOST_RECORDS,
    OLDEST,
    BadFile,
    Brought,
    Bundle,
)

MOST_BYTES = 24 * 1024 * 1024
MOST_LIVED = 250_000  # days between a habit's first day and today, summed over the habits
ZIP = b"PK\x03\x04"


def read(data: bytes, today: date, week_start: int) -> Bundle:
    """Return what a file holds, told by its first bytes. Raises BadFile in words for the person."""
    source, habits = _read(data, today, week_start)
    if not habits:
        raise BadFile("There is no habit in this file.")
    if len(habits) > MOST_HABITS:
        raise BadFile(f"This file has more than {MOST_HABITS} habits.")
    if sum(len(habit.records) for habit in habits) > MOST_RECORDS:
        raise BadFile(f"This file has more than {MOST_RECORDS:,} days.")
    kept = tuple(_lived(habit, today) for habit in habits)
    if sum((today - habit.start).days for habit in kept) > MOST_LIVED:
        raise BadFile("These habits span more years than can be brought in at once.")
    bundle = Bundle(source, kept)
    return replace(bundle, left_out=sum(len(habit.records) for habit in habits) - bundle.days)


def _read(data: bytes, today: date, week_start: int) -> tuple[str, tuple[Brought, ...]]:
    if len(data) > MOST_BYTES:
        raise BadFile(f"This file is larger than {MOST_BYTES // 1024**2} MB.")
    if data.startswith(ZIP):
        return loop.SOURCE, loop_csv.read(data, today, week_start)
    if data.startswith(loop_database.MAGIC):
        return loop.SOURCE, loop_database.read(data, today, week_start)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise BadFile(
            "This is none of the files that can be imported: Loop's zip or backup, "
            "beaverhabits' JSON, or the JSON exported here."
        )
    document = nodes.load(data)
    if document.has("format") and document.value["format"] == ours.FORMAT:
        return ours.SOURCE, ours.read(document)
    return beaverhabits.SOURCE, beaverhabits.read(document, today, week_start)


def _lived(habit: Brought, today: date) -> Brought:
    """Return the habit with the days that can have been lived, from 1990 to today."""
    records = tuple(record for record in habit.records if OLDEST <= record.day <= today)
    first = records[0].day if records else today
    plans = [
        replace(plan, start=first if plan.start < OLDEST else min(plan.start, today))
        for plan in habit.plans
    ]
    by_start = {plan.start: plan for plan in plans}
    return replace(habit, records=records, plans=tuple(by_start[day] for day in sorted(by_start)))


@dataclass(frozen=True)
class Known:
    """A habit that is here already. ``days`` are those recorded."""

    id: int
    name: str
    days: frozenset[date]
    cue: str = ""
    act: str = ""


@dataclass(frozen=True)
class Line:
    """What an import would do with one habit of the file.

    ``twin`` is the habit here that it is taken for, or None; ``fresh`` counts the days the twin
    does not have, ``there`` those it has.
    """

    brought: Brought
    twin: Known | None
    fresh: int
    there: int


def preview(bundle: Bundle, known: Iterable[Known]) -> tuple[Line, ...]:
    """Return what would happen to each habit, in the file's order."""
    pairs = twins(bundle.habits, tuple(known))
    return tuple(_line(brought, pairs.get(n)) for n, brought in enumerate(bundle.habits))


def twins(habits: Sequence[Brought], known: Sequence[Known]) -> dict[int, Known]:
    """Return the habit here for each habit of the file, by its place, where there is one.

    Two habits of one file are never the same habit, so each habit here is taken once: by the
    one of its name with the same plan in words, or else with the most days in common.
    """
    likeness = [
        (_likeness(brought, habit), -place, -other)
        for place, brought in enumerate(habits)
        for other, habit in enumerate(known)
        if same_name(brought.name) == same_name(habit.name)
    ]
    found: dict[int, Known] = {}
    taken: set[int] = set()
    for _, place, other in sorted(likeness, reverse=True):
        if -place not in found and -other not in taken:
            found[-place] = known[-other]
            taken.add(-other)
    return found


def _likeness(brought: Brought, habit: Known) -> tuple[bool, int]:
    words = (brought.cue, brought.act) == (habit.cue, habit.act)
    return words, sum(record.day in habit.days for record in brought.records)


def _line(brought: Brought, twin: Known | None) -> Line:
    there = sum(record.day in twin.days for record in brought.records) if twin else 0
    return Line(brought, twin, len(brought.records) - there, there)


def same_name(name: str) -> str:
    """Return what two names have in common that differ only in case or white space."""
    return " ".join(name.split()).casefold()
