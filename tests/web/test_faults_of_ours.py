"""Whatever goes wrong, there is a page of ours with its headers, and no words in the log."""

import io
import logging
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import g, render_template
from sqlalchemy import event, func, select, update
from sqlalchemy.exc import OperationalError

from coach.accounts import auth_utils
from coach.accounts.models import User
from coach.db import db
from coach.web import logging as log
from coach.web import request_context
from coach.web.headers import HEADERS
from tests.conftest import Visitor
from tests.pages import checked

pytestmark = pytest.mark.any_database

PRIVATE = "Imani told me she is leaving"


@pytest.fixture(autouse=True)
def _as_a_server_answers(app: Any) -> None:
    """Let a fault be an answer, as it is on a server."""
    app.config["PROPAGATE_EXCEPTIONS"] = False


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What the server would print, of our loggers and of others."""
    stream, made = io.StringIO(), []
    for name, kind in (("coach", log.Discreet), ("waitress", log.Foreign)):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(kind(log.FORMAT))
        logging.getLogger(name).addHandler(handler)
        made.append((logging.getLogger(name), handler))
    yield stream
    for logger, handler in made:
        logger.removeHandler(handler)


def is_ours(answer: Any) -> bool:
    """Return whether an answer has our headers and the id that is in its words."""
    known = answer.headers["X-Request-ID"]
    same = {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    return same and bool(re.fullmatch("[0-9a-f]{16}", known)) and known in answer.text


def test_a_newcomer_with_an_export_that_is_refused_reads_why_and_stays_nobody(
    app: Any, client: Visitor
) -> None:
    file = (io.BytesIO(b'{"format":"good-terms-export","version":1}'), "export.json")
    form = {"file": file, "csrf_token": client.token()}
    answer = client.post("/settings/import", data=form)
    assert answer.status_code == 422
    assert "damaged" in checked(answer.text).words
    assert "Delete your data" not in client.page("/settings/data").words
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0
    assert client.send("/journal", {"text": "A first note."}).status_code == 303
    assert "A first note." in client.page("/journal").words


def test_a_newcomer_whose_address_was_taken_meanwhile_reads_so(
    app: Any, owner: Visitor, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"email": "nora@example.org", "password": "a long sentence of mine"}
    owner.send("/keep", form)
    monkeypatch.setattr("coach.accounts.queries.email_taken", lambda _: False)
    answer = client.send("/keep", form)
    assert answer.status_code == 422
    assert "already has this address" in checked(answer.text).words


def test_the_page_of_a_fault_needs_no_row_of_the_database(
    app: Any, client: Visitor, said: io.StringIO
) -> None:
    def broken() -> str:
        request_context.ensure_user()
        db.session.rollback()
        return render_template("portable/data.html", name=g.user.name)

    app.view_functions["journal.journal"] = broken
    answer = client.send("/journal", {"text": PRIVATE})
    assert answer.status_code == 500
    assert is_ours(answer)
    assert PRIVATE in checked(answer.text).words
    assert "Imani" not in said.getvalue()


def test_where_even_that_page_cannot_be_made_a_plain_one_is_left(
    app: Any, owner: Visitor, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> str:
        raise RuntimeError(PRIVATE)

    app.view_functions["journal.journal"] = broken
    token = owner.token()
    monkeypatch.setattr(app.jinja_env, "get_or_select_template", broken)
    answer = owner.post("/journal", data={"text": PRIVATE, "csrf_token": token})
    assert answer.status_code == 500
    assert is_ours(answer)
    assert checked(answer.text).links() == {"/today"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "fault on the page of a fault" in said.getvalue()
    assert "Imani" not in said.getvalue()


def test_a_fault_outside_of_the_pages_is_answered_with_the_plain_one(
    app: Any, owner: Visitor, said: io.StringIO
) -> None:
    def broken(_: BaseException | None) -> None:
        raise RuntimeError(PRIVATE)

    app.teardown_request_funcs.setdefault(None, []).append(broken)
    answer = owner.get("/journal")
    assert answer.status_code == 500
    assert is_ours(answer)
    assert "fault outside of the app" in said.getvalue()
    assert "Imani" not in said.getvalue()


def test_what_was_written_behind_a_savepoint_is_taken_back_with_the_rest(
    app: Any, owner: Visitor
) -> None:
    with app.app_context():
        with db.session.begin_nested():
            db.session.execute(update(User).values(name="Changed"))
        db.session.rollback()
        assert db.session.scalars(select(User.name)).one() == "Nora"


def test_a_transaction_that_cannot_be_left_takes_nothing_from_the_page(
    app: Any, owner: Visitor, said: io.StringIO
) -> None:
    def gone(_: Any) -> None:
        raise OperationalError("ROLLBACK", {}, ValueError("terminating connection"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "rollback", gone)
    answer = owner.get("/journal")
    event.remove(engine, "rollback", gone)
    assert answer.status_code == 200
    assert "a transaction could not be rolled back: OperationalError" in said.getvalue()
    assert "Traceback" not in said.getvalue()
    assert owner.send("/journal", {"text": "Afterwards."}).status_code == 303
    assert "Afterwards." in owner.page("/journal").words


def test_a_job_after_the_answer_that_fails_is_told_without_its_words(
    app: Any, owner: Visitor, said: io.StringIO
) -> None:
    def fails() -> None:
        raise RuntimeError(PRIVATE)

    def view() -> str:
        auth_utils.after_answer(fails)
        return "done"

    app.view_functions["journal.journal"] = view
    answer = owner.get("/journal")
    assert (answer.status_code, answer.text) == (200, "done")
    assert f"{answer.headers['X-Request-ID']} fault after the response" in said.getvalue()
    assert "Imani" not in said.getvalue()


def test_what_the_server_itself_tells_of_a_fault_has_no_path_and_no_words(
    said: io.StringIO,
) -> None:
    try:
        raise RuntimeError(PRIVATE)
    except RuntimeError:
        logging.getLogger("waitress").exception("Exception while serving /reset/secret_part")
    told = said.getvalue()
    assert "fault told by waitress" in told
    assert "RuntimeError" in told
    assert "secret_part" not in told
    assert "Imani" not in told


def test_what_nothing_catches_is_told_without_its_words(
    said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError(PRIVATE)

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    log.hush()
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert "RuntimeError" in said.getvalue()
    assert "Imani" not in said.getvalue()
