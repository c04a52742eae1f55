"""Read and write our own exports: complete JSON for a new import, and CSV for spreadsheets.

The JSON of a pending import is compressed for the database, with limits on both sizes.
"""

import csv
import io
import json
import zlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from coach.amounts import as_json
from coach.amounts import written as whole
from coach.habits.import_export.imported import (
    LONGEST_NOTE,
    LONGEST_PERIOD,
    MOST_RECORDS,
    Absence,
    BadFile,
    Brought,
    Record,
)
from coach.habits.import_export.json_reader import JsonNode
from coach.habits.presenters.phrases import rhythm
from coach.habits.rules.log import State
from coach.habits.rules.plan import Goal, Plan, Schedule, columns_of, schedule_of
from coach.text import for_sheet

Dated = TypeVar("Dated")
SOURCE = "Good Terms"
FORMAT, VERSION = "good-terms-habits", 1
HIGHEST: dict[str, dict[str, int]] = {  # of each number of a schedule, by kind
    "daily": {},
    "weekdays": {},
    "week": {"times": 7, "week_start": 7},
    "month": {"times": 31},
    "interval": {"days": LONGEST_PERIOD},
    "frequency": {"times": LONGEST_PERIOD, "days": LONGEST_PERIOD},
}
SAID = (State.DONE, State.PARTIAL, State.REST, State.MISSED, State.OPEN)
COLUMNS = ("habit", "schedule", "day", "state", "number", "note", "recorded", "zone", "late")


def written(habits: Iterable[Brought]) -> str:
    """Return the habits as JSON, one line per day. ``read`` returns the same habits from it."""
    listed = ",\n".join(_line(habit) for habit in habits)
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "habits": [\n{listed}\n]}}\n'


def _line(habit: Brought) -> str:
    head = json.dumps(_told(habit), ensure_ascii=False).removesuffix("}")
    days = ",\n ".join(_record_told(record) for record in habit.records)
    return f'{head}, "days": [\n {days}]}}'


def _told(habit: Brought) -> dict[str, Any]:
    told = {
        "name": habit.name,
        "principle": habit.principle,
        "cue": habit.cue,
        "act": habit.act,
        "smallest": habit.smallest,
        "cue_time": habit.cue_time and f"{habit.cue_time:%H:%M}",
        "archived": habit.archived,
        "plans": [
            {"start": plan.start.isoformat(), **columns_of(plan.schedule), **_goal_told(plan.goal)}
            for plan in habit.plans
        ],
        "away": [_away_told(away) for away in habit.aways],
    }
    return told | {name: value for name, value in _more_told(habit).items() if value}


def _more_told(habit: Brought) -> dict[str, Any]:
    """Return the fields that not every habit has and that older files do not have."""
    return {
        "begins": habit.began and habit.began.isoformat(),
        "travel": [day.isoformat() for day in sorted(habit.travel)],
        "offer": habit.offer,
        "message_kind": habit.message_kind,
        "rehearsed": habit.rehearsed_at and habit.rehearsed_at.isoformat(),
        "archived_at": habit.archived_at and habit.archived_at.isoformat(),
        "graduated": habit.graduated_on and habit.graduated_on.isoformat(),
        "looked_at": habit.looked_on and habit.looked_on.isoformat(),
    }


def _away_told(away: Absence) -> dict[str, Any]:
    told = {"first": away.first.isoformat(), "last": away.last and away.last.isoformat()}
    return told | ({"reason": away.reason} if away.reason else {})


def _goal_told(goal: Goal | None) -> dict[str, Any]:
    if goal is None:
        return {}
    kind = "at_most" if goal.at_most else "at_least"
    return {"goal": kind, "target": as_json(goal.target), "unit": goal.unit}


def _record_told(record: Record) -> str:
    """Return a record as JSON. It is built by hand for speed, because there are so many."""
    told = f'{{"day": "{record.day.isoformat()}", "state": "{record.state.value}"'
    if record.number is not None:
        told += f', "number": {json.dumps(as_json(record.number))}'
    if record.note:
        told += f', "note": {json.dumps(record.note, ensure_ascii=False)}'
    if record.moment:
        told += f', "recorded": "{record.moment.isoformat()}"'
    if record.zone:
        told += f', "zone": {json.dumps(record.zone, ensure_ascii=False)}'
    return told + (', "late": true}' if record.late else "}")


def read(document: JsonNode) -> tuple[Brought, ...]:
    """Return the habits of our JSON. Raise BadFile with the line of the error."""
    document.at("version").whole(VERSION, VERSION)
    listed = tuple(document.at("habits").items())
    if sum(len(node.value["days"]) for node in listed if _has_days(node)) > MOST_RECORDS:
        raise BadFile(f"This file has more than {MOST_RECORDS:,} days.")
    return tuple(_habit(node) for node in listed)


def _has_days(node: JsonNode) -> bool:
    return node.has("days") and isinstance(node.value["days"], list)


def _habit(node: JsonNode) -> Brought:
    plans = _by_day(node.at("plans"), _plan, lambda plan: plan.start)
    records = _by_day(node.at("days"), _record, lambda record: record.day)
    name = node.at("name").words(1000)
    return Brought(
        name or node.fault("a habit has no name."),
        plans or node.fault("a habit has no schedule."),
        records,
        node.at("archived").truth(),
        node.at("principle").whole(1, 8) if node.has("principle") else None,
        node.at("cue").words(200),
        node.at("act").words(200),
        node.at("smallest").words(200),
        node.at("message_kind").words(20) if node.has("message_kind") else "",
        node.at("cue_time").clock_time() if node.has("cue_time") else None,
        tuple(_away(item) for item in node.at("away").items()),
        *_more(node),
    )


def _by_day(
    node: JsonNode, read_one: Callable[[JsonNode], Dated], day_of: Callable[[Dated], date]
) -> tuple[Dated, ...]:
    """Return the items of a list sorted by day. Raise BadFile if a day occurs twice."""
    found: dict[date, Dated] = {}
    for item in node.items():
        made = read_one(item)
        if day_of(made) in found:
            item.fault(f"{day_of(made)} is there twice.")
        found[day_of(made)] = made
    return tuple(found[day] for day in sorted(found))


def _more(node: JsonNode) -> tuple[Any, ...]:
    """Return the fields of ``_more_told``, in the order of ``Brought``'s fields."""
    travel = node.at("travel").items() if node.has("travel") else ()
    return (
        node.at("begins").day() if node.has("begins") else None,
        frozenset(item.day() for item in travel),
        node.at("offer").words(80) if node.has("offer") else "",
        node.at("rehearsed").moment() if node.has("rehearsed") else None,
        node.at("archived_at").moment() if node.has("archived_at") else None,
        node.at("graduated").day() if node.has("graduated") else None,
        node.at("looked_at").day() if node.has("looked_at") else None,
    )


def _plan(node: JsonNode) -> Plan:
    goal = None
    if node.has("goal"):
        at_most = node.at("goal").one_of("at_least", "at_most") == "at_most"
        unit = node.at("unit").words(20) if node.has("unit") else ""
        goal = Goal(node.at("target").amount(), at_most, unit)
    return Plan(node.at("start").day(), _schedule(node), goal)


def _schedule(node: JsonNode) -> Schedule:
    kind = node.at("kind").value
    if not isinstance(kind, str) or kind not in HIGHEST:
        node.at("kind").fault("this is not a kind of schedule.")
    columns: dict[str, Any] = {
        name: node.at(name).whole(1, most) for name, most in HIGHEST[kind].items()
    }
    if kind == "weekdays":
        chosen = {day.whole(1, 7) for day in node.at("weekdays").items()}
        columns["weekdays"] = chosen or node.fault("no day of the week is chosen.")
    return schedule_of({"kind": kind, **columns})


def _record(node: JsonNode) -> Record:
    state = State(node.at("state").one_of(*SAID))
    note = node.at("note").lines(LONGEST_NOTE) if node.has("note") else ""
    if state == State.OPEN and not note:
        node.fault("an open day without a note says nothing.")
    return Record(
        node.at("day").day(),
        state,
        node.at("number").amount() if node.has("number") else None,
        note,
        node.at("recorded").moment() if node.has("recorded") else None,
        node.at("zone").words(64) if node.has("zone") else "",
        node.has("late") and node.at("late").truth(),
    )


def _away(node: JsonNode) -> Absence:
    first = node.at("first").day()
    last = node.at("last").day() if node.has("last") else None
    if last and last < first:
        node.fault("the last day away is before the first.")
    return Absence(first, last, reason=node.at("reason").words(200) if node.has("reason") else "")


def table(habits: Iterable[Brought]) -> str:
    """Return the habits as CSV (RFC 4180), one line per recorded day.

    Texts that a spreadsheet would read as formulas begin with an apostrophe.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for habit in habits:
        often = rhythm(habit.plans[-1])
        for record in habit.records:
            rows.writerow(_cells(habit.name, often, record))
    return out.getvalue()


def _cells(name: str, often: str, record: Record) -> tuple[str, ...]:
    return (
        for_sheet(name),
        often,
        record.day.isoformat(),
        record.state.value,
        "" if record.number is None else whole(record.number),
        for_sheet(record.note),
        f"{record.moment:%Y-%m-%dT%H:%M:%SZ}" if record.moment else "",
        record.zone,
        "yes" if record.late else "",
    )


MOST_KEPT = 2 * 1024 * 1024  # bytes, compressed; twelve habits over ten years need a tenth of it
MOST_UNPACKED = 32 * 1024 * 1024


def packed(text: str) -> bytes:
    """Return the text compressed. Raise BadFile if it is too large."""
    if len(text) <= MOST_UNPACKED // 4:  # a character has at most four bytes
        found = zlib.compress(text.encode())
        if len(found) <= MOST_KEPT:
            return found
    raise BadFile("This file has more text than can be stored until you decide.")


def unpacked(content: bytes) -> bytes:
    """Return the bytes that ``packed`` compressed. Raise BadFile for any other content."""
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(content, MOST_UNPACKED)
    except zlib.error:
        text = b""
    if not text or not opened.eof:
        raise BadFile("The stored copy of this file is damaged. Please choose the file again.")
    return text
