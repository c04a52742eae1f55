"""Interpret the numbers of Loop Habit Tracker, for both of its file formats.

Source: iSoron/uhabits 2.3, ``Entry``, ``HabitType``, ``NumericalHabitType`` and ``ScoreList``.
Values of yes/no habits: 2 done, 1 not done and not due, 0 an explicit no, 3 skipped, -1 unknown.
Values of numeric habits are thousandths, except 3 and -1.
"""

from datetime import date
from decimal import Decimal

from coach import amounts, bounds
from coach.habits.import_export.imported import (
    LONGEST_PERIOD,
    Notes,
    Record,
    Unkept,
    measured,
    schedule,
)
from coach.habits.rules.log import State
from coach.habits.rules.plan import MONTH, UNIT, WEEK, Frequency, Goal, Plan, Schedule

SOURCE = "Loop Habit Tracker"
QUESTIONS = "Left out, because a habit here has a plan instead: the question and description of"
NO_DAYS = "There are no days in this file for"
YES_MANUAL, YES_AUTO, NO, SKIP, UNKNOWN = 2, 1, 0, 3, -1
STATES = {YES_MANUAL: State.DONE, NO: State.MISSED, SKIP: State.REST}


def plan(start: date, times: int, days: int, goal: Goal | None, week_start: int) -> Plan:
    """Return a plan that gives the same strength as Loop's ``times`` in ``days``.

    Raise Unkept if the numbers are out of range.
    """
    if not (1 <= times <= LONGEST_PERIOD and 1 <= days <= LONGEST_PERIOD):
        raise Unkept(
            f"{times} in {days} is no schedule. It can be 1 to {LONGEST_PERIOD} times in as many "
            "days."
        )
    if goal is None:
        return Plan(start, schedule(times, days, week_start))
    return Plan(start, _summed(times, days, week_start), goal)


def _summed(times: int, days: int, week_start: int) -> Schedule:
    """Return the schedule of a numeric goal. Our weeks and months sum their days, as Loop does."""
    if times == 1 and days in (1, WEEK, MONTH):
        return schedule(times, days, week_start)
    return Frequency(times, days)


def unit(text: str, name: str, notes: Notes) -> str:
    """Return the unit of a habit's numbers, shortened to the maximum length of a unit."""
    found = bounds.one_line(text).strip()
    if len(found) > UNIT:
        notes.add(f"The unit is shortened to {UNIT} characters", name.strip())
    return found[:UNIT].strip()


def record(day: date, value: int, note: str, goal: Goal | None) -> Record | None:
    """Return an entry as a Record, or None if it says nothing. Raise ValueError if invalid."""
    if value == SKIP:
        return Record(day, State.REST, note=note)
    if goal is not None and value >= 0:
        number = amounts.from_json(str(Decimal(value) / 1000))
        return Record(day, measured(number, goal), number, note)
    if value in STATES:
        return Record(day, STATES[value], note=note)
    if value not in (YES_AUTO, UNKNOWN):
        raise ValueError(value)
    return Record(day, State.OPEN, note=note) if note else None
