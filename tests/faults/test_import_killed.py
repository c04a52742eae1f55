"""The program is killed while people come in from a file: all of them are there, or nobody."""

import signal
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from coach.config import Settings
from coach.db import db
from coach.people import models
from coach.people.exchange import file_queries
from coach.people.exchange.models import PeopleDraft
from tests.conftest import Moment, running
from tests.databases import settings
from tests.faults.visitor import NoAnswer, Visitor
from tests.serving import Server

pytestmark = pytest.mark.faults
PEOPLE = 400
DELAYS = (0.02, 0.15, 0.4, 0.8)  # seconds after the form was sent, on a machine of two cores


def cards() -> bytes:
    """Return a file with people who have a number, a birthday, a tag and a note."""
    one = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nTEL:+49301234{n:04}\r\nBDAY:--0415\r\n"
        "CATEGORIES:Choir\r\nNOTE:Met at the fair.\r\nEND:VCARD\r\n"
    )
    return "".join(one.format(n=n) for n in range(PEOPLE)).encode()


def bring(visitor: Visitor, page: str, answered: list[int]) -> None:
    """Bring in everybody, and keep the status if there was an answer."""
    ticks = {f"as-{n}": "new" for n in range(PEOPLE)}
    try:
        answered.append(visitor.send(page, **ticks, notes="y").status)
    except NoAnswer:
        return


def test_what_was_said_to_be_saved_is_there_and_nothing_is_there_by_halves(
    tmp_path: Path, nothing_yet: str
) -> None:
    environ = {"COACH_DATABASE_URL": nothing_yet} if nothing_yet else {}
    expected = 0
    for number, delay in enumerate(DELAYS):
        answered: list[int] = []
        with Server(tmp_path, "--port", "0", **environ) as server:
            visitor = Visitor(server.url)
            page = visitor.send_file("/people/import", "x.vcf", cards()).headers["Location"]
            sending = threading.Thread(target=bring, args=[visitor, page, answered])
            sending.start()
            time.sleep(delay)
            server.stop(signal.SIGKILL)
            sending.join()
        counts = counted(settings(tmp_path, nothing_yet))
        people = counts["contact"]
        assert people - expected in (0, PEOPLE), f"kill {number + 1} left {counts}"
        if answered:
            assert (answered, people - expected) == ([303], PEOPLE)
        expected = people
        for table in ("contact_way", "contact_date", "contact_tag", "touch", "brought"):
            assert counts[table] == people, f"kill {number + 1} left {counts}"


def counted(options: Settings) -> dict[str, int]:
    """Return how many rows there are, and how many people the files say they brought."""
    tables = (
        models.Contact, models.ContactWay, models.ContactDate, models.ContactTag, models.Touch,
    )  # fmt: skip
    with running(options, Moment()) as app, app.app_context():
        found = {
            table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }
        drafts = db.session.scalars(select(PeopleDraft))
        found["brought"] = sum(len(file_queries.brought(draft)) for draft in drafts)
    return found
