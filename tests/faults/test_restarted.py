"""PostgreSQL is started anew under the program: the next request finds it, none is doubled."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import cluster
from tests.databases import engine_of
from tests.faults.visitor import Answer, Visitor
from tests.serving import Server

pytestmark = pytest.mark.faults
WORDS = "What was on its way when the server went."


@pytest.fixture
def server(own: cluster.Cluster, tmp_path: Path) -> Iterator[Server]:
    """The program on that server."""
    with Server(tmp_path, "--port", "0", COACH_DATABASE_URL=own.url) as started:
        yield started


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_next_request_works(own: cluster.Cluster, server: Server, how: str) -> None:
    visitor = Visitor(server.url)
    visitor.send("/journal", text=f"Before {how}.", token=how)
    own.stop(how)
    own.start()
    assert visitor.send("/journal", text=f"After {how}.", token=f"after-{how}").status == 303
    words = visitor.page("/journal").words
    assert f"Before {how}." in words
    assert f"After {how}." in words


def test_while_it_is_away_the_page_says_so_and_static_files_are_served(
    own: cluster.Cluster, server: Server
) -> None:
    visitor = Visitor(server.url)
    visitor.send("/journal", text="Before.", token="before")
    style = visitor.page("/journal").all("link", rel="stylesheet")[0].get("href") or ""
    own.stop()
    try:
        for path in ("/today", "/journal", "/"):
            answer = visitor.get(path)
            assert answer.status == 503, path
            assert "cannot answer at the moment" in answer.page.heading
        answer = visitor.send("/journal", text=WORDS, token="away")
        assert answer.status == 503
        assert WORDS in answer.page.words
        assert visitor.get(style).status == 200
    finally:
        own.start()
    assert visitor.again(answer).status == 303
    assert visitor.page("/journal").words.count(WORDS) == 1


def test_a_request_in_midway_gets_the_kind_page_and_can_be_sent_again(
    own: cluster.Cluster, server: Server
) -> None:
    visitor = Visitor(server.url)
    visitor.send("/journal", text="Before.", token="before")
    answers: list[Answer] = []
    with engine_of(own.url).connect() as other:
        other.execute(text("LOCK TABLE journal_entry IN EXCLUSIVE MODE"))
        send = {"text": WORDS, "token": "midway"}
        sending = threading.Thread(target=lambda: answers.append(visitor.send("/journal", **send)))
        sending.start()
        time.sleep(0.5)
        own.stop("immediate")
        own.start()
        other.invalidate()
    sending.join(timeout=60)
    assert [answer.status for answer in answers] == [503]
    assert WORDS in answers[0].page.words
    assert visitor.again(answers[0]).status == 303
    assert visitor.page("/journal").words.count(WORDS) == 1
    server.stop(15)
    assert "Traceback" not in server.errors()
