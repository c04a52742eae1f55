"""Another process holds the database: the page says so, keeps what was typed, and recovers."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from tests.databases import engine_of, on_postgresql
from tests.faults.conftest import Start
from tests.faults.visitor import Visitor

pytestmark = pytest.mark.faults
WORDS = "Half an hour of careful writing about the drawings."


@contextmanager
def held(url: str) -> Iterator[None]:
    """Another program's write that takes its time."""
    lock = "LOCK TABLE journal_entry" if on_postgresql() else "BEGIN IMMEDIATE"
    with engine_of(url).connect() as connection:
        connection.execute(text(lock))
        yield
        connection.rollback()


def test_a_write_that_waits_in_vain_gets_a_kind_page_and_can_be_sent_again(
    start: Start, url: str
) -> None:
    with start() as server:
        visitor = Visitor(server.url)
        visitor.send("/journal", text="Before.", token="a1")
        with held(url):
            answer = visitor.send("/journal", text=WORDS, token="a2")
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "cannot answer at the moment" in answer.page.heading
        assert WORDS in answer.page.words
        assert visitor.again(answer).status == 303
        assert visitor.page("/journal").words.count(WORDS) == 1
        server.stop(15)
        said = server.errors()
    assert "Traceback" not in said
    assert WORDS not in said


@pytest.mark.sqlite
def test_reading_goes_on_meanwhile(start: Start, url: str) -> None:
    with start() as server:
        visitor = Visitor(server.url)
        visitor.send("/journal", text="Before.", token="a1")
        with held(url):
            assert "Before." in visitor.page("/journal").words
            assert "Today" in visitor.page("/today").title


def test_a_write_that_waits_for_a_moment_is_taken(start: Start, url: str) -> None:
    with start(COACH_DATABASE_WAIT="20") as server:
        visitor = Visitor(server.url)
        visitor.send("/journal", text="Before.", token="a1")
        answers = []
        with held(url):
            sending = threading.Thread(
                target=lambda: answers.append(visitor.send("/journal", text=WORDS, token="a2"))
            )
            sending.start()
            time.sleep(1)
            assert not answers
        sending.join(timeout=30)
        assert [answer.status for answer in answers] == [303]
