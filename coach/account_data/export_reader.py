"""Read an export and check every bound before anything is written.

Rows get temporary ids below 0, until the database gives them new ones. The schema's constraints are
checked in a database in memory: they stand in one place, the models, and nobody is locked out.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from coach import bounds
from coach.account_data import json_codec, merge
from coach.account_data.export_zip import UnreadableExport
from coach.account_data.merge_policies import Row
from coach.assessment.calendar import CyclePlace, Week, place
from coach.assessment.item_bank import PER_KEY
from coach.assessment.reliable_change import ClosedCycles
from coach.db import Base
from coach.people import limits


class Unfit(ValueError):
    """A row that the schema refuses. The message names its table."""


def check(tables: dict[str, list[Row]]) -> None:
    """Raise Unfit if the rows could not be inserted together into an empty account.

    Foreign keys are not checked.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    try:
        for table, _ in merge.carried():
            if rows := tables.get(table.name):
                _insert(connection, table, rows)
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    parts: list[ExecutableDDLElement] = [CreateTable(table)]
    parts += (CreateIndex(index) for index in table.indexes if index.unique)
    for statement in parts:
        connection.execute(str(statement.compile(dialect=sqlite.dialect())))
    columns = [column for column in table.columns if column.name in rows[0]]
    names = [column.name for column in columns]
    marks = ", ".join("?" * (len(names) + 1))
    put = f"INSERT INTO {table.name} ({', '.join(names)}, user_id) VALUES ({marks})"  # noqa: S608
    try:
        connection.executemany(put, _values(rows, names, _conversions(columns)))
    except sqlite3.Error as error:
        raise Unfit(f"a row of {table.name.replace('_', ' ')}") from error


def _conversions(columns: list[Column[Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the positions of columns that SQLite stores in another form, with the conversion."""
    conversions: list[tuple[int, Callable[[Any], Any]]] = []
    for position, column in enumerate(columns):
        if isinstance(column.type, JSON):  # constraints only test whether it is null
            conversions.append((position, lambda value: ""))
        elif column.type.python_type in (date, time, datetime):
            conversions.append((position, str))
        elif column.type.python_type is Decimal:
            conversions.append((position, float))
    return conversions


def _values(
    rows: list[Row], names: list[str], changed: list[tuple[int, Callable[[Any], Any]]]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each row in the form that the constraints test, and a user id."""
    for row in rows:
        values: list[Any] = [row[name] for name in names]
        for position, change in changed:
            if values[position] is not None:
                values[position] = change(values[position])
        yield *values, 1


ROWS = 60_000  # rows of all tables together: 15 habits with every day of ten years, and the rest
MOST = {  # rows of one table, if one row costs more than average
    "habit": bounds.HABITS_IN_ALL, "away": bounds.MOST_AWAY, "habit_plan": 2_000,
    "habit_import": 500, "zone_change": 1_000, "sitting": 600, "review_log": 20_000,
    "response": 15_000, "hindsight": 15_000, "lesson_answer": 10_000, "journal_entry": 20_000,
    "writing_message": bounds.MOST_MESSAGES, "writing_draft": bounds.MOST_SAVED,
}  # fmt: skip
# rows about people, which are not counted with the others
OF_PEOPLE = {
    "ring": limits.MOST_RINGS, "contact": limits.MOST_PEOPLE, "touch": 100_000,
    "touch_contact": 150_000, "promise": 20_000, "contact_date": 20_000, "contact_way": 40_000,
    "contact_tag": 60_000, "habit_contact": bounds.HABITS_IN_ALL, "people_choice": 1, "tie": 60_000,
    "journal_contact": 20_000, "people_file": 500,
}  # fmt: skip
SETTINGS = ("name", "zone", "rollover", "week_start", "look_back_day", "theme", "keep_declined",
            "recall_off", "more_time")  # fmt: skip
DAMAGED = "This export is damaged or was changed by hand: {} cannot be read."
TOO_MANY_ANSWERS = (
    "This export was changed by hand: in week {} there are more answers of one principle than "
    "there are questions."
)
QUESTIONS = 2 * PER_KEY  # questions per principle
NO_VERDICT = ClosedCycles().verdict
TOO_MUCH = "This export is too large to import: it has {:,} {}, and the limit is {:,}."

Tables = dict[str, list[Row]]


def rows_in(export: dict[str, Any], today: date) -> Tables:
    """Return the rows of an export by table. Raise UnreadableExport.

    This reads no database of ours.
    """
    try:
        rows = read(_check_sizes(export.get("tables")))
        _check_completeness(rows)
        _check_answers(rows["response"])
        _set_places(rows["sitting"])
        _check_habit_days(rows, today)
        check(rows)
    except (json_codec.Wrong, Unfit) as error:
        raise UnreadableExport(DAMAGED.format(error)) from error
    return rows


def settings_in(export: dict[str, Any]) -> Row:
    """Return the settings in an export. Raise UnreadableExport."""
    person = export.get("person")
    if not isinstance(person, dict):
        raise UnreadableExport(DAMAGED.format("the person"))
    own = Base.metadata.tables["user"].c
    try:
        raw = {name: person.get(name, _default(own[name])) for name in SETTINGS}
        settings = {name: json_codec.read(own[name], value) for name, value in raw.items()}
        if settings["theme"] not in bounds.THEMES:
            raise json_codec.Wrong("user.theme")
    except json_codec.Wrong as error:
        raise UnreadableExport(DAMAGED.format(error)) from error
    return settings


def _check_sizes(tables: Any) -> dict[str, list[Any]]:
    """Return the tables.

    Raise Wrong for unknown ones and UnreadableExport for too many rows, before any row is read.
    """
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise json_codec.Wrong("the list of tables")
    names = {table.name for table, _ in merge.carried()}
    if strange := sorted(str(name)[:40] for name in set(tables) - names):
        raise json_codec.Wrong(f"the table “{strange[0]}”")
    for name, most in (MOST | OF_PEOPLE).items():
        if len(tables.get(name, [])) > most:
            words = f"rows of {name.replace('_', ' ')}"
            raise UnreadableExport(TOO_MUCH.format(len(tables[name]), words, most))
    total = sum(len(rows) for name, rows in tables.items() if name not in OF_PEOPLE)
    if total > ROWS:
        raise UnreadableExport(TOO_MUCH.format(total, "rows", ROWS))
    return tables


def _check_completeness(rows: Tables) -> None:
    """Raise Wrong for a habit without a plan, or an answer without its look-back.

    No page could show what the habit asks, or lead to the answer.
    """
    weeks = {sitting["week"] for sitting in rows["sitting"]}
    if any(row["week"] not in weeks for row in (*rows["response"], *rows["hindsight"])):
        raise json_codec.Wrong("an answer without its look-back")
    with_plan = {plan["habit_id"] for plan in rows["habit_plan"]}
    if any(habit["id"] not in with_plan for habit in rows["habit"]):
        raise json_codec.Wrong("a habit without a plan")


def _check_answers(responses: list[Row]) -> None:
    """Raise UnreadableExport if a week has more answers to a principle than there are questions.

    A week that was merged from two users has the answers of both.
    """
    many = Counter((row["week"], row["principle"]) for row in responses)
    if max(many.values(), default=0) > QUESTIONS:
        week = next(week for (week, _), number in many.items() if number > QUESTIONS)
        raise UnreadableExport(TOO_MANY_ANSWERS.format(week))


def _set_places(sittings: list[Row]) -> None:
    """Compute the places of look-backs from the week of the first one.

    If the file has other places, its verdicts belong to other cycles and are removed.
    """
    weeks = [Week.parse(row["week"]) for row in sittings]
    places = [place(min(weeks), week) for week in weeks]
    stored = [CyclePlace(row["cycle"], row["week_in_cycle"]) for row in sittings]
    other = {} if stored == places else {"told": None, "verdict": NO_VERDICT}
    for row, where in zip(sittings, places, strict=True):
        row |= {"cycle": where.cycle, "week_in_cycle": where.week} | other


def _check_habit_days(rows: Tables, today: date) -> None:
    """Raise UnreadableExport if the habits have more days than can be recomputed."""
    lived = sum(merge.lived(rows, today).values())
    if lived > bounds.LIVED:
        raise UnreadableExport(TOO_MUCH.format(lived, "days lived with its habits", bounds.LIVED))


def read(tables: dict[str, list[Any]]) -> Tables:
    """Return the rows of these tables from their JSON. Raise Wrong."""
    ids: dict[str, dict[int, int]] = {}
    rows: Tables = {}
    for table, _ in merge.carried():
        rows[table.name], ids[table.name] = _rows(table, tables.get(table.name, []), ids)
    return rows


def _rows(
    table: Table, rows: list[Any], ids: dict[str, dict[int, int]]
) -> tuple[list[Row], dict[int, int]]:
    """Return the rows of a table, and the temporary id of each id in the file."""
    if not all(isinstance(row, dict) and type(row.get("id", 0)) is int for row in rows):
        raise json_codec.Wrong(f"a row of {table.name}")
    readers = [
        (column.name, json_codec.reader(column), _default(column))
        for column in table.columns
        if column.name not in ("id", "user_id")
    ]
    read = [{name: of(row.get(name, missing)) for name, of, missing in readers} for row in rows]
    for column, parent in merge.parents(table).items():
        _replace_parent_ids(read, column, ids[parent])
    if "id" not in table.c:
        return read, {}
    for number, row in enumerate(read, start=1):
        row["id"] = -number
    new_ids = {old["id"]: row["id"] for old, row in zip(rows, read, strict=True) if "id" in old}
    if len(new_ids) < sum("id" in row for row in rows):
        raise json_codec.Wrong(f"the ids of {table.name}")
    return read, new_ids


def _default(column: Column[Any]) -> Any:
    """Return the column's default, for exports from before the column existed."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def _replace_parent_ids(rows: list[Row], column: str, ids: dict[int, int]) -> None:
    """Replace the ids of parents by the temporary ones. Raise Wrong if a parent is missing."""
    for row in rows:
        if row[column] is not None:
            if row[column] not in ids:
                raise json_codec.Wrong(f"{column} leads nowhere")
            row[column] = ids[row[column]]
