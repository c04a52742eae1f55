"""Read habits from the JSON export of beaverhabits.

The format is ``{"habits": [{"name", "status", "period", "records": [{"day", "done", "text"}]}]}``;
older files have it inside ``{"data": ...}``. Source: daya0576/beaverhabits, ``storage/dict.py`` and
``HabitFrequency`` in ``storage/storage.py``.
"""

from datetime import date

from coach.habits.import_export.imported import (
    LONGEST_NOTE,
    LONGEST_PERIOD,
    Brought,
    Notes,
    Record,
    Unkept,
    schedule,
)
from coach.habits.import_export.json_reader import JsonNode
from coach.habits.rules.log import State
from coach.habits.rules.plan import MONTH, WEEK, Daily, Plan, Schedule

SOURCE = "beaverhabits"
MOST = 1_000_000
DAYS = {"D": 1, "W": WEEK, "M": MONTH, "Y": 365}


def read(document: JsonNode, today: date, week_start: int, notes: Notes) -> tuple[Brought, ...]:
    """Return the habits of the file, without those that were deleted in beaverhabits.

    Raise BadFile with the line of the error.
    """
    root = document.at("data") if document.has("data") else document
    found = []
    for node in root.at("habits").items():
        name = node.at("name").words(1000)
        if not name:
            node.fault("a habit has no name.")
        if node.has("status") and node.at("status").value == "soft_delete":
            notes.add("Left out, because they were deleted there", name)
            continue
        try:
            found.append(_habit(node, name, today, week_start, notes))
        except Unkept as error:
            notes.unkept(name, str(error))
    return tuple(found)


def _habit(node: JsonNode, name: str, today: date, week_start: int, notes: Notes) -> Brought:
    records = [_record(item) for item in node.at("records").items()]
    found = {record.day: record for record in records}
    if len(found) < len(records):
        notes.add("Some days are there twice, and the last entry of each counts", name)
    said = tuple(found[day] for day in sorted(found) if _says_something(found[day]))
    start = said[0].day if said else today
    return Brought(
        name,
        (Plan(start, _schedule(node, week_start)),),
        said,
        archived=node.has("status") and node.at("status").value == "archive",
    )


def _record(node: JsonNode) -> Record:
    done = node.has("done") and node.at("done").truth()
    note = node.at("text").lines(LONGEST_NOTE) if node.has("text") else ""
    return Record(node.at("day").day(), State.DONE if done else State.OPEN, note=note)


def _says_something(record: Record) -> bool:
    """Return False for a day that was ticked and unticked again: it is as if never ticked."""
    return record.state == State.DONE or bool(record.note)


def _schedule(node: JsonNode, week_start: int) -> Schedule:
    if not node.has("period"):
        return Daily()
    period = node.at("period")
    length = DAYS[period.at("period_type").one_of(*DAYS)]
    count = period.at("period_count").whole(1, MOST)
    times = period.at("target_count").whole(1, MOST)
    if count * length > LONGEST_PERIOD or times > LONGEST_PERIOD:
        raise Unkept(
            f"{times} in {count * length} days is more than the {LONGEST_PERIOD} days that a "
            "schedule can have."
        )
    return schedule(times, count * length, week_start)
