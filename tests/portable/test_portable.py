"""Everything out, everything in again, and everything gone."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach import demo
from coach.account.models import User
from coach.config import Settings
from coach.db import db
from coach.portable import archive, merge
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
    demo.fill(app, days=120)
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
        found: dict[str, Any] = json.loads(files.read(archive.NAME))
    return found


def bring(visitor: Visitor, content: bytes) -> Any:
    return visitor.send("/settings/import", {"file": (io.BytesIO(content), "export.zip")})


def told(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the rows of an export without what differs between installations."""
    ids = {"id", "habit_id", "import_id", "reply_id"}
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
    assert "nothing of yours" in newcomer.page("/settings/data").words


def spoilt(document: dict[str, Any], table: str, **values: Any) -> bytes:
    document["tables"][table][-1].update(values)
    return zipped({archive.NAME: json.dumps(document).encode()})


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
        assert merge.counted(newcomer.user_id) == {}
        assert db.session.scalar(select(User.id).where(User.fs_uniquifier.is_(None))) is None


def zipped(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return whole.getvalue()


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
        (zipped({archive.NAME: b" " * 9_000_000}), "far more"),
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
    with pytest.raises(archive.Unreadable, match="larger than 5 MB"):
        archive.document(b"x" * (archive.UPLOAD + 1))


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
    assert client.get("/settings/delete").status_code == 404
    assert "nothing of yours" in client.page("/settings/data").words
