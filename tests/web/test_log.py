"""The log tells what happened and nothing that anybody wrote."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from coach.db import db
from coach.web import logging as log
from tests.conftest import Visitor
from tests.moments import on_the_machine
from tests.pages import checked
from tests.serving import Browser, Server

pytestmark = pytest.mark.any_database

Another = Callable[..., Visitor]
LINE = re.compile(r"[0-9a-f]{16} GET /journal 200 \d+ms")
PRIVATE = "Imani told me she is leaving"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What the server would print, as it would print it."""
    logger, stream = logging.getLogger("coach"), io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log.Discreet(log.FORMAT))
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def lines(said: io.StringIO) -> list[str]:
    """Return the lines without their moments."""
    return [line.split(" ", 3)[3] for line in said.getvalue().splitlines()]


def test_a_request_is_one_line_with_the_id_of_the_answer(
    said: io.StringIO, client: Visitor
) -> None:
    answer = client.get("/journal?before=77")
    [line] = lines(said)
    assert LINE.fullmatch(line)
    assert line.startswith(answer.headers["X-Request-ID"])


def test_moments_are_told_in_utc(said: io.StringIO, client: Visitor) -> None:
    client.get("/privacy")
    told = said.getvalue().split(" INFO")[0]
    moment = datetime.strptime(told, "%Y-%m-%d %H:%M:%S,%fZ").replace(tzinfo=UTC)
    assert abs(moment - on_the_machine()) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/journal", 400), ("GET", "/habits/999", 404), ("PUT", "/today", 405)],
)
def test_a_refusal_is_told_like_any_other_answer(
    said: io.StringIO, client: Visitor, method: str, path: str, status: int
) -> None:
    client.open(path, method=method)
    [line] = lines(said)
    assert re.fullmatch(rf"[0-9a-f]{{16}} {method} {path} {status} \d+ms", line)


def test_nothing_that_was_written_or_asked_for_is_in_it(
    said: io.StringIO, app: Any, owner: Visitor
) -> None:
    owner.send("/journal", {"text": PRIVATE})
    owner.get("/search?q=leaving")
    owner.send("/keep", {"email": "nora@example.org", "password": "a long sentence of mine"})
    owner.send("/sign-in", {"email": "nora@example.org", "password": "not the one"})
    owner.post("/journal", data={"text": PRIVATE})
    owner.get("/journal", headers={"Referer": f"http://localhost/?q={PRIVATE}"})
    told = said.getvalue()
    for private in ("Imani", "leaving", "nora", "sentence", "not the one", "127.0.0.1", "?"):
        assert private not in told, private
    assert "POST /journal 303" in told
    assert "POST /journal 400" in told


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/feed/Zx81-secret_part.ics", "/feed/<token>.ics"),
        ("/reset/WyJ.secret_part.sig", "/reset/<token>"),
        ("/tap/WyJ.secret_part.sig", "/tap/<token>"),
        ("/reminders/agree/secret_part", "/reminders/agree/<token>"),
        ("/reminders/stop/secret_part", "/reminders/stop/<token>"),
        ("/settings/email/secret_part", "/settings/email/<token>"),
        ("/reset/secret_part/cut", "/reset/..."),
        ("/feed/secret_part", "/feed/..."),
        ("/resetWyJ.eyJmcmVzaCI6ZmFsc2UsInNlY3JldF9wYXJ0", "/resetWyJ.eyJmcmVzaCI6ZmF..."),
        ("/two%0Alines", "/two%0Alines"),
    ],
)
def test_what_opens_something_is_told_by_its_rule(
    said: io.StringIO, client: Visitor, path: str, told: str
) -> None:
    client.get(path)
    [line] = lines(said)
    assert line.split()[2] == told


def test_each_part_of_an_address_is_known_to_be_secret_or_not(app: Flask) -> None:
    harmless = {
        "away_id", "case_id", "contact_id", "date_id", "day", "draft_id", "drill_id", "entry_id",
        "file_id", "filename", "habit_id", "import_id", "intention_id", "kind", "lesson_id",
        "line_id", "merge_id", "message_id", "name", "note_id", "number", "offer_id", "promise_id",
        "question_id", "recall_id", "reply_id", "session_id", "slug", "talk_id", "tie_id",
        "tool_id", "touch_id", "turn_id", "week", "writing_kind", "written_id",
    }  # fmt: skip
    parts = set[str]().union(*(rule.arguments for rule in app.url_map.iter_rules()))
    assert parts - harmless == log.SECRET


def test_a_request_refused_before_everything_else_is_told_too(
    said: io.StringIO, app: Flask, client: Visitor
) -> None:
    answer = client.post("/sign-in", data={"email": "nora@example.org"})
    assert answer.status_code == 400
    assert lines(said)[0].startswith(f"{answer.headers['X-Request-ID']} POST /sign-in 400")


@pytest.mark.parametrize(
    ("given", "proxies", "taken"),
    [
        ("7f2c-01_a.B", 1, True),
        ("7f2c-01_a.B", 0, False),
        ("short", 1, False),
        ("x" * 65, 1, False),
        ("7f2c01aB GET /forged 200", 1, False),
        ("7f2c01aé", 1, False),
    ],
)
def test_an_id_is_taken_over_only_from_a_trusted_proxy_and_well_formed(
    another: Another, given: str, proxies: int, taken: bool
) -> None:
    client = another(trusted_proxies=proxies)
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is taken


def test_addresses_of_people_are_told_only_if_the_host_says_so(
    said: io.StringIO, another: Another
) -> None:
    another().get("/privacy")
    another(log_addresses=True).get("/privacy")
    without, with_it = lines(said)
    assert "127.0.0.1" not in without
    assert with_it.endswith(" 127.0.0.1")


def test_the_lines_can_be_turned_off(said: io.StringIO, another: Another) -> None:
    another(access_log=False).get("/privacy")
    assert said.getvalue() == ""


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ValueError(PRIVATE), "ValueError"),
        (IntegrityError(f"INSERT {PRIVATE}", {}, ValueError(PRIVATE)), "IntegrityError"),
        (OSError(28, "No space left on device"), "OSError: No space left on device"),
    ],
    ids=lambda case: type(case).__name__ if isinstance(case, Exception) else None,
)  # fmt: skip
def test_a_fault_is_told_by_its_id_kind_and_place_and_the_page_has_the_id(
    said: io.StringIO, app: Any, owner: Visitor, fault: Exception, told: str
) -> None:
    def broken() -> str:
        raise fault from KeyError(PRIVATE)

    app.view_functions["journal.journal"] = broken
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = owner.send("/journal", {"text": PRIVATE})
    known = answer.headers["X-Request-ID"]
    assert known in checked(answer.text).words
    log_of_it = said.getvalue()
    assert f"ERROR {known} fault" in log_of_it
    assert told in log_of_it
    assert "KeyError" in log_of_it
    assert "in broken" in log_of_it
    assert "Imani" not in log_of_it


def test_a_database_that_fails_is_told_by_the_id_on_its_page(
    said: io.StringIO, app: Any, owner: Visitor
) -> None:
    def broken() -> str:
        raise OperationalError(f"INSERT {PRIVATE}", {}, ValueError("database is locked"))

    app.view_functions["journal.journal"] = broken
    answer = owner.send("/journal", {"text": PRIVATE})
    known = answer.headers["X-Request-ID"]
    assert answer.status_code == 503
    assert known in checked(answer.text).words
    assert f"ERROR {known} the database cannot be used: database is locked" in said.getvalue()
    assert "Imani" not in said.getvalue()


def test_only_a_fault_of_ours_shows_an_id(client: Visitor) -> None:
    answer = client.get("/nowhere")
    assert answer.headers["X-Request-ID"] not in answer.text


def test_values_are_not_in_what_the_database_says(app: Flask) -> None:
    with app.app_context():
        assert db.engine.hide_parameters


def test_the_server_prints_it_on_standard_error(tmp_path: Path) -> None:
    with Server(tmp_path, "--port", "0") as server:
        browser = Browser(server.url)
        browser.get("/journal")
        browser.get("/healthz")
        server.process.terminate()
        server.process.wait(timeout=20)
        told = server.errors()
    assert len(told.splitlines()) == 1, told
    assert LINE.search(told)
