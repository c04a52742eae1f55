"""Each bound of an import: what lies at it is taken, what lies beyond it is refused."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Integer, String, Text

from coach import bounds
from coach.account_data import export_reader, export_zip, json_codec, merge
from coach.db import UtcDateTime
from coach.maintenance import upgrade
from tests.benchmarks import accounts
from tests.conftest import FRIDAY

upgrade.all_models()
COLUMNS = [
    column
    for table, _ in merge.carried()
    for column in table.columns
    if column.name not in ("id", "user_id")
]
DAY = timedelta(days=1)


def of(kind: type[Any]) -> list[Column[Any]]:
    """Return the columns that hold values of this kind."""
    return [c for c in COLUMNS if not isinstance(c.type, JSON) and c.type.python_type is kind]


def takes(column: Column[Any], *values: Any) -> None:
    for value in values:
        json_codec.read(column, value)


def refuses(column: Column[Any], *values: Any) -> None:
    for value in values:
        with pytest.raises(json_codec.Wrong):
            json_codec.read(column, value)


@pytest.mark.parametrize("column", [*of(int), *of(float)], ids=str)
def test_a_number_lies_within_the_bounds_of_its_column(column: Column[Any]) -> None:
    low, high = (int(number) for number in json_codec.between(column))
    takes(column, low, high)
    refuses(column, low - 1, high + 1, True, f"{low}", [low], 10**40, float("inf"), float("nan"))
    if isinstance(column.type, Integer):
        refuses(column, low + 0.5)


@pytest.mark.parametrize("column", of(date), ids=str)
def test_a_day_lies_from_1990_to_2100(column: Column[Any]) -> None:
    first, last = bounds.FIRST_DAY, bounds.LAST_DAY
    takes(column, f"{first}", f"{last}")
    refuses(column, f"{first - DAY}", f"{last + DAY}", "0001-01-01", "9999-12-31", "", 7)


@pytest.mark.parametrize("column", [c for c in COLUMNS if isinstance(c.type, UtcDateTime)], ids=str)
def test_an_instant_lies_from_1990_to_2100_and_has_its_offset(column: Column[Any]) -> None:
    takes(column, "1990-01-01T00:00:00+00:00", "2100-12-31T23:59:59.999999+00:00")
    refuses(column, "1990-01-01T00:00:00+00:01", "2100-12-31T23:59:59-00:01", "2026-11-27T08:00:00")
    refuses(column, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "", 7, [])


@pytest.mark.parametrize("column", of(Decimal), ids=str)
def test_an_amount_is_not_too_large_and_has_not_too_many_places(column: Column[Any]) -> None:
    takes(column, 0, bounds.LARGEST_AMOUNT, 10**-bounds.AMOUNT_PLACES)
    refuses(column, -1, bounds.LARGEST_AMOUNT + 1, "1", True, float("inf"))
    assert json_codec.read(column, 0.1234567) == Decimal(
        "0.123457"
    )  # it is rounded to these places


@pytest.mark.parametrize("column", of(str), ids=str)
def test_a_text_is_no_longer_than_its_column_and_whole(column: Column[Any]) -> None:
    if column.name == "week":
        takes(column, "1990-W01", "2020-W53", "2100-W52")
        refuses(column, "1989-W52", "2025-W53", "2026-W00", "2101-W01", "", 7)
        return
    if column.name == "zone":
        takes(column, "UTC", "Etc/GMT+12")
        refuses(column, "Mars/Base", "", "../UTC", 7, [])
        return
    if str(column) in json_codec.TEXTS:
        takes(column, "00000000" if column.name == "reach" else "+-=.+-=.")
        refuses(column, "", "x", "x" * 8, "0" * 9, "+" * 7, "٣" * 8, "00000005", 7, [])
        return
    long = isinstance(column.type, Text) or not isinstance(column.type, String)
    most = json_codec.LONGEST if long or column.type.length is None else column.type.length
    takes(column, "x" * most, "")
    refuses(column, "x" * (most + 1), "\ud800", 7, [], {})


@pytest.mark.parametrize("name", [*export_reader.MOST, None])
def test_of_each_table_and_of_all_there_are_so_many_rows_at_most(name: str | None) -> None:
    table, most = name or "check_in", export_reader.MOST[name] if name else export_reader.ROWS
    rows: list[Any] = [None] * most
    assert export_reader._check_sizes({table: rows}) == {table: rows}
    with pytest.raises(export_zip.UnreadableExport, match=f"{most:,}"):
        export_reader._check_sizes({table: [*rows, None]})


def test_days_lived_with_all_habits_have_a_most() -> None:
    lived = bounds.LIVED // 10
    assert export_reader.rows_in(json_of(accounts.habits(10, lived, 1)), FRIDAY.date())["habit"]
    with pytest.raises(export_zip.UnreadableExport, match="days lived"):
        export_reader.rows_in(json_of(accounts.habits(10, lived + 1, 1)), FRIDAY.date())


def json_of(tables: accounts.Tables) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps({"tables": tables}))
    return found


def test_the_values_of_all_lists_and_objects_have_a_most() -> None:
    told = {"format": export_zip.FORMAT, "version": export_zip.VERSION, "x": [0]}
    whole = told | {"x": [0] * (export_zip.VALUES - 4)}  # beside what stands around the list
    assert export_zip.document(json.dumps(whole).encode())["version"] == export_zip.VERSION
    with pytest.raises(export_zip.UnreadableExport, match="far more than an export"):
        export_zip.document(json.dumps(told | {"x": [0] * (export_zip.VALUES + 1)}).encode())


def nested(depth: int) -> Any:
    found: Any = "x"
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        (["x"] * json_codec.ITEMS, ["x"] * (json_codec.ITEMS + 1)),
        (["x" * json_codec.LONGEST], ["x" * (json_codec.LONGEST + 1)]),
        (["\x00"], ["\ud800"]),
        ([], nested(json_codec.DEPTH + 1)),
        ([""], [1]),
        ([""], nested(800)),
    ],
    ids=["items", "characters", "halves", "depth", "numbers", "very deep"],
)
def test_a_list_of_texts_holds_so_much_at_most(within: Any, beyond: Any) -> None:
    [column] = [c for c in COLUMNS if str(c) == "lesson_answer.last_response"]
    takes(column, within)
    refuses(column, beyond)


def test_the_names_in_a_part_of_a_sheet_have_a_most() -> None:
    [column] = [c for c in COLUMNS if str(c) == "journal_entry.parts"]
    names = {f"c{n}": "Label" for n in range(json_codec.NAMES + 1)}
    part = {"id": "a", "label": "A", "columns": names, "rows": []}
    fewer = {name: names[name] for name in list(names)[:-1]}
    takes(column, [part | {"columns": fewer}])
    refuses(column, [part])


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("rollover", bounds.ROLLOVERS, (-1, 12, True, "4", None)),
        ("week_start", bounds.WEEK_STARTS, (0, 8, 1.0)),
        ("look_back_day", bounds.LOOK_BACK_DAYS, (1, 8)),
        ("theme", bounds.THEMES, ("x", "Dark", None)),
        ("zone", ("UTC", "Asia/Tokyo"), ("", "Mars/Base")),
        ("name", ("", "N" * 80), ("N" * 81, "\ud800", None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_settings_lie_within_the_bounds_of_their_form(
    name: str, allowed: Any, refused: Any
) -> None:
    person = accounts.PERSON
    for value in allowed:
        assert export_reader.settings_in({"person": person | {name: value}})[name] == value
    for value in refused:
        with pytest.raises(export_zip.UnreadableExport):
            export_reader.settings_in({"person": person | {name: value}})
