"""Everything out, everything in again, and everything gone."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from coach import demo
from coach.account_data import export_zip, importer, merge
from coach.accounts.models import User
from coach.config import Settings
from coach.db import db
from tests import demo_rows
from tests.conftest import Moment, Visitor, person, running

ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


@pytest.fixture
def elsewhere(
    tmp_path: Path, installed: Callable[[Path], Settings], moment: Moment
) -> Iterator[Flask]:
    """Another installation."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with running(installed(folder), moment) as made:
        yield made


@pytest.fixture
def full(app: Flask) -> Visitor:
    """Somebody with a few months of everything."""
    demo_rows.fill(app, days=120)
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    visitor.send("/sign-in", {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD})
    visitor.send("/journal", {"text": "=1+1 is no formula, and “quotes” stay."})
    message = "/listening/messages/amara-change-log/reply"
    visitor.send(message, {"reply": "What happened at the gate?", "later": "1"})
    return visitor


def exported(visitor: Visitor) -> bytes:
    answer = visitor.get("/settings/export")
    assert answer.mimetype == "application/zip"
    return bytes(answer.data)


def unpacked(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        found: dict[str, Any] = json.loads(files.read(export_zip.NAME))
    return found


def bring(visitor: Visitor, content: bytes) -> Any:
    return visitor.send("/settings/import", {"file": (io.BytesIO(content), "export.zip")})


def told(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the rows of an export without what differs between installations."""
    ids = {"id", "habit_id", "import_id", "reply_id", "contact_id", "touch_id", "ring_id"}
    return {
        name: sorted(
            json.dumps({k: v for k, v in row.items() if k not in ids}, sort_keys=True)
            for row in rows
        )
        for name, rows in document["tables"].items()
        if name != "zone_change"
    }


def test_an_export_holds_files_to_read(full: Visitor) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(full))) as files:
        names = set(files.namelist())
        assert {"good-terms.json", "README.txt", "journal.md", "habits.md"} <= names
        assert "“quotes” stay" in files.read("journal.md").decode()
        assert "Let people finish" in files.read("habits.md").decode()
        assert "'=1+1" in files.read("tables/journal-entry.csv").decode()
        whole = files.read("good-terms.json").decode()
    assert "$argon2" not in whole
    assert "fs_uniquifier" not in whole


def test_an_export_holds_nothing_of_others(full: Visitor, stranger: Visitor) -> None:
    stranger.send("/journal", {"text": "Sam’s own."})
    assert "Sam’s own." not in json.dumps(unpacked(exported(full)), ensure_ascii=False)


def test_what_went_out_comes_in_elsewhere_whole(full: Visitor, elsewhere: Flask) -> None:
    out = exported(full)
    visitor: Visitor = elsewhere.test_client()  # type: ignore[assignment]
    assert bring(visitor, out).location == "/settings/import/preview"
    page = visitor.page("/settings/import/preview")
    assert "Journal entries" in page.words
    assert told(unpacked(exported(visitor)))["journal_entry"] == []  # only looked at so far
    visitor.send("/settings/import/preview", {"choice": "bring", "settings": "y"})
    assert told(unpacked(exported(visitor))) == told(unpacked(out))
    assert "Demo" in visitor.get("/settings").text
    for url in ("/today", "/habits", "/progress", "/journal", "/look-back", "/learn"):
        visitor.page(url)


def test_importing_twice_doubles_nothing(full: Visitor, elsewhere: Flask) -> None:
    out = exported(full)
    visitor = person(elsewhere, "Nora")
    for _ in range(2):
        bring(visitor, out)
        visitor.send("/settings/import/preview", {"choice": "bring"})
    assert told(unpacked(exported(visitor))) == told(unpacked(out))
    assert "Nora" in visitor.get("/settings").text


def test_an_import_can_be_left(full: Visitor, newcomer: Visitor) -> None:
    bring(newcomer, exported(full))
    newcomer.send("/settings/import/preview", {"choice": "drop"})
    assert newcomer.get("/settings/import/preview").location == "/settings/data"
    assert "You have no data here yet" in newcomer.page("/settings/data").words


def spoilt(document: dict[str, Any], table: str, **values: Any) -> bytes:
    document["tables"][table][-1].update(values)
    return zipped({export_zip.NAME: json.dumps(document).encode()})


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("journal_entry", {"text": 7}),
        ("journal_entry", {"text": "x" * 20_001}),
        ("journal_entry", {"kind": "poem"}),
        ("journal_entry", {"parts": [{"id": "a", "label": "b", "rows": 3}]}),
        ("journal_entry", {"written_at": "yesterday"}),
        ("journal_entry", {"written_at": "2026-11-27T08:00:00"}),
        ("check_in", {"habit_id": 999_999}),
        ("check_in", {"day": "0001-01-01"}),
        ("check_in", {"zone": "Mars/Base"}),
        ("habit", {"id": "one"}),
        ("habit", {"principle": 9}),
        ("response", {"week": "2026-W60"}),
        ("response", {"value": 10**30}),
        ("sitting", {"noise_ss": "nan"}),
        ("listening_reply", {"feedback": {"finding": 3}}),
        ("listening_reply", {"judgement": []}),
        ("listening_reply", {"kind": "song"}),
        ("listening_reply", {"points_found": 9}),
        ("listening_draft", {"text": "x" * 20_001}),
    ],
)
def test_a_damaged_export_is_refused_and_leaves_nothing(
    app: Any, full: Visitor, newcomer: Visitor, table: str, values: dict[str, Any]
) -> None:
    answer = bring(newcomer, spoilt(unpacked(exported(full)), table, **values))
    assert answer.status_code == 422
    assert "damaged" in answer.text
    with app.app_context():
        assert merge.row_counts(newcomer.user_id) == {}
        assert db.session.scalar(select(User.id).where(User.fs_uniquifier.is_(None))) is None


def zipped(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return whole.getvalue()


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither an export"),
        (b"not a file of ours", "neither an export"),
        (b"[" * 100_000, "neither an export"),
        (b'{"format": "other"}', "not an export"),
        (b'{"format": "good-terms-export", "version": 2}', "newer version"),
        (b'{"format": "good-terms-export", "version": 1}', "damaged"),
        (b'{"format": "good-terms-export", "version": 1, "x": NaN}', "neither an export"),
        (b"PK\x03\x04 but no more", "damaged"),
        (zipped({"other.json": b"{}"}), "holds no good-terms.json"),
        (zipped({export_zip.NAME: b" " * 9_000_000}), "far more"),
        (zipped({f"{n}.txt": b"" for n in range(50)}), "far more"),
    ],
)
def test_a_strange_file_is_refused_in_words(newcomer: Visitor, content: bytes, said: str) -> None:
    answer = bring(newcomer, content)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_file_that_is_too_large_is_refused(newcomer: Visitor) -> None:
    body, kind = b"x" * (6 * 1024 * 1024), "multipart/form-data; boundary=x"
    assert newcomer.post("/settings/import", data=body, content_type=kind).status_code == 413
    with pytest.raises(export_zip.UnreadableExport, match="larger than 5 MB"):
        export_zip.document(b"x" * (export_zip.UPLOAD + 1))


def test_deleting_asks_for_the_address_and_the_password(app: Any, full: Visitor) -> None:
    page = full.page("/settings/delete")
    assert "Check-ins" in page.words
    for form in (
        {"typed": "delete", "password": demo.DEMO_PASSWORD},
        {"typed": demo.DEMO_ADDRESS, "password": "wrong"},
    ):
        assert full.send("/settings/delete", form).status_code == 422
    form = {"typed": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    answer = full.send("/settings/delete", form)
    assert answer.location == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    with app.app_context():
        for table in User.metadata.sorted_tables:
            if table.name not in ("attempts", "installation"):  # which say of nobody who they are
                assert db.session.execute(select(table)).first() is None, table.name


def test_a_guest_types_a_word(app: Any, owner: Visitor, newcomer: Visitor) -> None:
    assert owner.send("/settings/delete", {"typed": "yes"}).status_code == 422
    assert owner.send("/settings/delete", {"typed": "Delete"}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(User.name)).all() == ["Ivo"]


def test_a_visitor_who_is_nobody_has_nothing_to_take_or_delete(client: Visitor) -> None:
    assert client.get("/settings/export").status_code == 404
    assert client.get("/settings/delete").location == "/"
    assert "You have no data here yet" in client.page("/settings/data").words


@pytest.mark.parametrize(
    "files",
    [
        {"my things/good-terms.json": b"EXPORT"},
        {"good-terms-2026-11-27/good-terms.json": b"EXPORT", "__MACOSX/x/._good-terms.json": b"?"},
        {"a/good-terms.json": b"EXPORT", "__MACOSX/a/good-terms.json": b"?"},
        {"good-terms.json": b"EXPORT", "old/good-terms.json": b"?"},
    ],
)
def test_an_export_is_found_in_the_folder_in_which_somebody_zipped_it_again(
    full: Visitor, newcomer: Visitor, files: dict[str, bytes]
) -> None:
    export = json.dumps(unpacked(exported(full))).encode()
    packed = {name: export if held == b"EXPORT" else held for name, held in files.items()}
    assert bring(newcomer, zipped(packed)).status_code == 303


def empty(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an export with these rows alone."""
    person = {"name": "N", "zone": "UTC", "rollover": 4, "week_start": 1, "look_back_day": 5}
    return {
        "format": export_zip.FORMAT,
        "version": export_zip.VERSION,
        "made_at": "2026-11-27T08:00:00+00:00",
        "person": {**person, "theme": ""},
        "tables": tables,
    }


AT = "2026-11-01T08:00:00+00:00"


def a_habit(number: int = 1, **columns: Any) -> dict[str, Any]:
    row = {"id": number, "name": "Listen", "principle": 2, "cue": "X", "act": "Y", "smallest": ""}
    rest = {"token": f"t-{number}", "start": "2026-11-20", "position": 0, "created_at": AT}
    return row | rest | columns


def a_plan(habit: int = 1, **columns: Any) -> dict[str, Any]:
    return {"id": habit, "habit_id": habit, "start": "2026-11-20", "kind": "daily"} | columns


def a_day(habit: int, day: str, number: int, **columns: Any) -> dict[str, Any]:
    row = {"id": number, "habit_id": habit, "day": day, "state": "done", "moment": AT}
    return row | {"zone": "UTC"} | columns


def sent(visitor: Visitor, document: dict[str, Any]) -> Any:
    return bring(visitor, zipped({export_zip.NAME: json.dumps(document).encode()}))


def taken_in(visitor: Visitor, document: dict[str, Any]) -> None:
    """Bring an export in, with as many presses as it takes."""
    assert sent(visitor, document).status_code == 303
    form: dict[str, Any] = {"choice": "bring", "settings": "y"}
    for _ in range(60):
        location = visitor.send("/settings/import/preview", form).location
        if location == "/settings/data":
            return
        form["part"] = location.partition("part=")[2]
    raise AssertionError("it never ends")


def test_an_early_day_that_says_nothing_of_the_habit_does_not_keep_an_import_waiting(
    newcomer: Visitor,
) -> None:
    days = [a_day(1, "2000-02-29", 1, state="rest"), a_day(1, "2026-11-26", 2)]
    habits = [a_habit(1, start="2026-11-26"), a_habit(2, start="1990-01-01")]
    plans = [a_plan(1), a_plan(2, start="1990-01-01")]
    taken_in(newcomer, empty(habit=habits, habit_plan=plans, check_in=days))
    assert "Listen" in newcomer.page("/habits").words


def test_two_habits_of_one_file_are_two_habits(newcomer: Visitor) -> None:
    document = empty(
        habit=[a_habit(1, archived_at=AT), a_habit(2)],
        habit_plan=[a_plan(1), a_plan(2, kind="week", times=1)],
        check_in=[
            a_day(1, "2026-11-20", 1),
            a_day(1, "2026-11-21", 2),
            a_day(2, "2026-11-22", 3),
        ],
    )
    assert sent(newcomer, document).status_code == 303
    words = newcomer.page("/settings/import/preview").words
    assert "Habits 2 0" in words
    assert "Check-ins 3 0" in words
    taken_in(newcomer, document)
    out = unpacked(exported(newcomer))["tables"]
    assert sorted((row["token"], bool(row["archived_at"])) for row in out["habit"]) == [
        ("t-1", True),
        ("t-2", False),
    ]
    token = {row["id"]: row["token"] for row in out["habit"]}
    plans = sorted((token[row["habit_id"]], row["kind"]) for row in out["habit_plan"])
    assert plans == [("t-1", "daily"), ("t-2", "week")]
    days = sorted((token[row["habit_id"]], row["day"]) for row in out["check_in"])
    assert days == [("t-1", "2026-11-20"), ("t-1", "2026-11-21"), ("t-2", "2026-11-22")]


def test_a_file_of_two_alike_habits_brought_twice_is_known_the_second_time(
    newcomer: Visitor,
) -> None:
    document = empty(habit=[a_habit(1), a_habit(2)], habit_plan=[a_plan(1), a_plan(2)])
    taken_in(newcomer, document)
    sent(newcomer, document)
    assert "Habits 0 2" in newcomer.page("/settings/import/preview").words


@pytest.mark.parametrize(
    ("tables", "what"),
    [
        ({"habit": [a_habit(n) for n in range(1, 302)]}, "rows of habit"),
        ({"lesson_bookmark": [{"step_id": str(n), "made_at": AT} for n in range(60_001)]}, "rows"),
        (
            {
                "habit": [a_habit(n, start="1990-01-01") for n in range(1, 6)],
                "habit_plan": [a_plan(n, start="1990-01-01") for n in range(1, 6)],
            },
            "days lived",
        ),
        (
            {
                "habit": [a_habit(n, start="2000-01-01") for n in range(1, 4)],
                "habit_plan": [a_plan(n, kind="interval", days=366) for n in range(1, 4)],
                "check_in": [a_day(n, "1990-01-01", n) for n in range(1, 4)],
            },
            "days lived",
        ),
        (
            {"away": [{"id": n, "first": "2026-01-01", "last": None} for n in range(1, 502)]},
            "rows of away",
        ),
        ({"sitting": [{"week": "2026-W10"}] * 601}, "rows of sitting"),
        ({"review_log": [{"concept": "c"}] * 20_001}, "rows of review log"),
    ],
)
def test_what_would_take_too_long_is_refused_before_anything_is_written(
    app: Any,
    newcomer: Visitor,
    tables: dict[str, Any],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_zip, "RATIO", 1000)  # rows all alike are packed very small
    written = []

    def note(*told: Any) -> None:
        if not told[2].lstrip().startswith(("SELECT", "PRAGMA")):
            written.append(told[2])

    document = zipped({export_zip.NAME: json.dumps(empty(**tables)).encode()})
    form = {"csrf_token": newcomer.token()}
    event.listen(Engine, "before_cursor_execute", note)
    try:
        answer = newcomer.post(
            "/settings/import", data=form | {"file": (io.BytesIO(document), "export.zip")}
        )
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert answer.status_code == 422
    assert "too large to import" in answer.text
    assert what in answer.text
    assert written == []


def test_an_export_is_looked_into_without_a_write_but_for_keeping_it(newcomer: Visitor) -> None:
    document = empty(habit=[a_habit()], habit_plan=[a_plan()], check_in=[a_day(1, "2026-11-20", 1)])
    written = []

    def note(*told: Any) -> None:
        if not told[2].lstrip().startswith(("SELECT", "PRAGMA")):
            written.append(told[2].split()[2])

    form: dict[str, Any] = {"csrf_token": newcomer.token()}
    form["file"] = (io.BytesIO(zipped({export_zip.NAME: json.dumps(document).encode()})), "e.zip")
    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert newcomer.post("/settings/import", data=form).status_code == 303
        newcomer.page("/settings/import/preview")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert written == ["pending_import"]


def test_a_long_import_goes_on_where_it_was_and_ends_with_every_number(
    app: Any, newcomer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 30)
    monkeypatch.setattr(importer, "LIVED_AT_ONCE", 200)
    monkeypatch.setattr(importer, "PORTION", 20)
    habits = range(1, 9)
    start = "2026-06-01"
    document = empty(
        habit=[a_habit(n, start=start) for n in habits],
        habit_plan=[a_plan(n, start=start) for n in habits],
        check_in=[a_day(n, f"2026-06-{d:02}", 20 * n + d) for n in habits for d in range(1, 15)],
        journal_entry=[
            {"id": n, "kind": "note", "key": f"n{n}", "text": "x", "written_at": AT}
            | {"changed_at": AT}
            for n in range(50)
        ],
    )
    taken_in(newcomer, document)
    out = unpacked(exported(newcomer))["tables"]
    assert {name: len(rows) for name, rows in out.items() if name in document["tables"]} == {
        name: len(rows) for name, rows in document["tables"].items()
    }
    with app.app_context():
        states = User.metadata.tables["running_state"]
        newest = select(func.max(states.c.through)).group_by(states.c.habit_id)
        assert [day.isoformat() for day in db.session.scalars(newest)] == ["2026-11-19"] * 8


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("advice", {"reason": 99}),
        ("advice", {"practised": -1}),
        ("sitting", {"week": "2025-W53"}),
        ("sitting", {"week": "9999-W01"}),
        ("response", {"seconds": 1e300}),
        ("lesson_answer", {"tries": 2_000_000_000}),
        ("habit", {"name": "\ud800"}),
        ("habit", {"position": -5}),
        ("habit", {"start": "9999-12-31"}),
        ("habit", {"cue_time": "07:30:00+02:00"}),
        ("check_in", {"moment": "0001-01-01T00:00:00+14:00"}),
        ("check_in", {"moment": "9999-12-31T23:59:59-14:00"}),
        ("check_in", {"number": 1e12}),
        ("habit_plan", {"goal": "at_least", "target": 1e300}),
    ],
)
def test_a_number_without_meaning_is_refused(
    full: Visitor, newcomer: Visitor, table: str, values: dict[str, Any]
) -> None:
    document = unpacked(exported(full))
    if table == "advice" and not document["tables"]["advice"]:
        document["tables"]["advice"] = [{"since": AT, "principle": 1, "reason": 1, "practised": 0}]
    answer = bring(newcomer, spoilt(document, table, **values))
    assert answer.status_code == 422
    assert "damaged" in answer.text


@pytest.mark.parametrize(
    "setting", [{"rollover": 99}, {"week_start": 0}, {"look_back_day": 1}, {"theme": "x"}]
)
def test_a_setting_that_cannot_be_is_refused(newcomer: Visitor, setting: dict[str, Any]) -> None:
    document = empty()
    document["person"] |= setting
    assert sent(newcomer, document).status_code == 422


def test_a_visitor_who_is_nobody_yet_is_refused_in_words_and_stays_nobody(
    app: Any, client: Visitor
) -> None:
    answer = bring(client, b'{"format": "good-terms-export", "version": 1}')
    assert answer.status_code == 422
    assert "damaged" in answer.text
    with app.app_context():
        assert db.session.scalars(select(User.id)).all() == []


def test_an_own_export_comes_back_with_its_oldest_day_and_a_file_that_waits(
    owner: Visitor, newcomer: Visitor
) -> None:
    form = {"name": "Listen", "principle": "2", "cue": "X", "act": "Y", "kind": "daily"}
    owner.send("/habits/new", form | {"goal": "", "token": "a"})
    habit = unpacked(exported(owner))["tables"]["habit"][0]["id"]
    assert owner.send(f"/habits/{habit}/days/1990-01-01", {"state": "done"}).status_code == 303
    waiting = owner.get("/habits/export.json").data
    owner.send("/habits/import", {"file": (io.BytesIO(waiting), "habits.json")})
    out = unpacked(exported(owner))
    taken_in(newcomer, out)
    assert told(unpacked(exported(newcomer))) == told(out)


def test_a_sheet_with_a_part_of_an_earlier_tool_comes_back(newcomer: Visitor) -> None:
    parts = [{"id": "who", "label": "For whom", "text": "R. M.", "earlier": True}]
    entry = {"id": 1, "kind": "tool", "key": "gone", "prompt": "A tool", "text": "", "parts": parts}
    document = empty(journal_entry=[entry | {"written_at": AT, "changed_at": AT}])
    taken_in(newcomer, document)
    assert unpacked(exported(newcomer))["tables"]["journal_entry"][0]["parts"] == parts


def test_a_habit_without_a_plan_is_refused(newcomer: Visitor) -> None:
    assert sent(newcomer, empty(habit=[a_habit()])).status_code == 422


def test_an_answer_without_its_look_back_is_refused(newcomer: Visitor) -> None:
    answer = {"week": "2026-W40", "item": "a", "digest": "d", "principle": 1, "reverse": False}
    answer |= {"value": 25, "seconds": None, "answered_at": AT}
    assert sent(newcomer, empty(response=[answer])).status_code == 422


def test_control_characters_come_in_as_the_forms_would_keep_them(newcomer: Visitor) -> None:
    document = empty(
        habit=[a_habit(name="A\x0bb\u2028c")],
        habit_plan=[a_plan()],
        check_in=[a_day(1, "2026-11-20", 1, note="One\x85two\x00")],
    )
    taken_in(newcomer, document)
    out = unpacked(exported(newcomer))["tables"]
    assert out["habit"][0]["name"] == "A b c"
    assert out["check_in"][0]["note"] == "One\ntwo "
