"""Habits from beaverhabits' JSON export.

``{"habits": [{"name", "status", "period", "records": [{"day", "done", "text"}]}]}``, older
files wrapped in ``{"data": ...}``. Source: daya0576/beaverhabits, ``storage/dict.py`` and
``HabitFrequency`` in ``storage/storage.py``.
"""

from datetime import date

from coach.habits.exchange.brought import LONGEST_NOTE, LONGEST_PERIOD, Brought, Record, schedule
from coach.habits.exchange.nodes import Node
from coach.habits.rules.history import State
from coach.habits.rules.schedule import MONTH, WEEK, Daily, Plan, Schedule

SOURCE = "beaverhabits"
DAYS = {"D": 1, "W": WEEK, "M": MONTH, "Y": 365}


def read(document: Node, today: date, week_start: int) -> tuple[Brought, ...]:
    """Return the habits of the file, without those that were deleted there.

    Raises BadFile with the line that does not fit.
    """
    root = document.at("data") if document.has("data") else document
    return tuple(
        _habit(node, today, week_start)
        for node in root.at("habits").items()
        if not (node.has("status") and node.at("status").value == "soft_delete")
    )


def _habit(node: Node, today: date, week_start: int) -> Brought:
    name = node.at("name").words(1000)
    if not name:
        node.fault("a habit has no name.")
    found = {record.day: record for record in map(_record, node.at("records").items())}
    said = tuple(found[day] for day in sorted(found) if _says_something(found[day]))
    start = said[0].day if said else today
    return Brought(
        name,
        (Plan(start, _schedule(node, week_start)),),
        said,
        archived=node.has("status") and node.at("status").value == "archive",
    )


def _record(node: Node) -> Record:
    done = node.has("done") and node.at("done").truth()
    note = node.at("text").words(LONGEST_NOTE) if node.has("text") else ""
    return Record(node.at("day").day(), State.DONE if done else State.OPEN, note=note)


def _says_something(record: Record) -> bool:
    """False for a day ticked and unticked again: there it is the same as never ticked."""
    return record.state == State.DONE or bool(record.note)


def _schedule(node: Node, week_start: int) -> Schedule:
    if not node.has("period"):
        return Daily()
    period = node.at("period")
    length = DAYS[period.at("period_type").one_of(*DAYS)]
    days = period.at("period_count").whole(1, LONGEST_PERIOD) * length
    if days > LONGEST_PERIOD:
        period.fault("a period of more than a year cannot be kept here.")
    return schedule(period.at("target_count").whole(1, LONGEST_PERIOD), days, week_start)
