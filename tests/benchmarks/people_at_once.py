"""Many people at once: ``python -m tests.benchmarks.people_at_once``. A measurement, not a test.

So many accounts, each with a year of three habits, on one server; of these, groups of people use
it at the same moment. Each person looks at Today, the habits and one habit, and checks in, over
and over. Printed per group: requests a second, median and 95th percentile of reads and of
writes, and what was lost: every check-in that was answered must stand as it was sent last.
It ends with exit code 1 if any does not. The accounts take most of the time to make: about a
tenth of a second each. ``--accounts 20 --people 4 --seconds 3`` is a quick try.
"""

import argparse
import http.client
import logging
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from secrets import token_hex
from threading import Barrier, Thread
from urllib.parse import urlencode, urlsplit

from flask import Flask
from flask_security import hash_password
from sqlalchemy import text

from coach import clock, create_app
from coach.accounts.models import User, ZoneChange
from coach.accounts.rate_limits import limiter
from coach.config import Settings
from coach.db import Base, db
from coach.demo.habits import practise
from coach.maintenance import upgrade
from tests.serving import Server

ACCOUNTS, GROUPS, SECONDS = 1000, (8, 32), 20
YEAR, HABITS = 365, 3
MODELS = 20  # accounts whose days are invented; the others have theirs
PASSWORD = "only for a measurement"
AGENT = "people-at-once"
WAIT = 60  # seconds for one answer
LATE = 7  # one check-in in five is for one of so many days before today


@dataclass
class Person:
    """Somebody at a browser, what it took, and what must stand in the end."""

    cookie: str
    habits: Sequence[int]
    chance: Random
    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    failed: int = 0
    sent: dict[tuple[int, date], str] = field(default_factory=dict)

    def live(self, host: str, until: float, gate: Barrier) -> None:
        """Read and check in until the moment ``until`` (of the monotonic clock)."""
        connection = http.client.HTTPConnection(host, timeout=WAIT)
        token = re.findall(r'name="csrf_token" value="([^"]+)"', self._get(connection, "/habits"))
        self.reads.clear()
        gate.wait()
        number = 0
        while time.monotonic() < until:
            habit, number = self.chance.choice(self.habits), number + 1
            for page in ("/today", "/habits", f"/habits/{habit}"):
                self._get(connection, page)
            self._check_in(connection, token[0], habit, number)
        connection.close()

    def _get(self, connection: http.client.HTTPConnection, path: str) -> str:
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self.cookie, "User-Agent": AGENT})
        answer = connection.getresponse()
        text = answer.read().decode()
        self.reads.append(time.perf_counter() - begun)
        self.failed += answer.status != 200
        return text

    def _check_in(
        self, connection: http.client.HTTPConnection, token: str, habit: int, number: int
    ) -> None:
        back = self.chance.randrange(1, LATE) if self.chance.random() < 0.2 else 0
        day = clock.practice_day(clock.now(), "UTC", 4) - timedelta(days=back)
        note = f"number {number}"
        form = {"csrf_token": token, "state": "done", "note": note, "part": "row"}
        headers = {"Cookie": self.cookie, "User-Agent": AGENT, "X-Part": "1",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        begun = time.perf_counter()
        connection.request("POST", f"/habits/{habit}/days/{day}", urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        self.writes.append(time.perf_counter() - begun)
        if answer.status == 200:
            self.sent[habit, day] = note
        else:
            self.failed += 1


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=ACCOUNTS)
    parser.add_argument("--people", type=int, nargs="+", default=GROUPS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each group")
    asked = parser.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder), zone="UTC")
        upgrade.to_newest(settings)
        people = made(create_app(settings), max(asked.accounts, *asked.people), max(asked.people))
        print(f"{'people':>6}{'requests/s':>12}{'reads, ms: median, 95%':>26}"
              f"{'writes, ms: median, 95%':>26}{'failed':>8}{'lost':>6}")  # fmt: skip
        with Server(settings.instance, "--port", "0") as server:
            for number in asked.people:
                group = people[:number]
                took = together(urlsplit(server.url).netloc, group, asked.seconds)
                lost += told(group, took, settings.instance / "coach.db")
    sys.exit(1 if lost else 0)


def made(app: Flask, accounts: int, people: int) -> list[Person]:
    """Make the accounts, and sign the first of them in."""
    now = clock.now()
    today = clock.practice_day(now, "UTC", 4)
    logging.disable(logging.INFO)
    limiter.enabled = False  # this process signs all of them in from one address
    found = []
    with app.app_context():
        secret = hash_password(PASSWORD)
        for number in range(min(MODELS, accounts)):
            begun = now - timedelta(days=YEAR)
            user = User(email=f"p{number}@example.org", password=secret, zone="UTC",
                        fs_uniquifier=token_hex(16), created_at=begun)  # fmt: skip
            db.session.add(user)
            db.session.flush()
            db.session.add(ZoneChange(user_id=user.id, moment=begun, zone="UTC"))
            practise(user, today, YEAR, HABITS, Random(number))
            db.session.commit()
            db.session.expunge_all()
        for number in range(MODELS, accounts):
            copied(number % MODELS, number)
        db.session.commit()
    for number in range(people):
        cookie, habits = signed_in(app, f"p{number}@example.org")
        found.append(Person(cookie, habits, Random(number)))
    return found


def copied(model: int, number: int) -> None:
    """Make an account with the days of a model: both know each other's ids, being numbered."""
    shift: dict[str, int | str] = {"user": number + 1, "model": model + 1}
    shift |= {"habits": HABITS * (number - model)}
    told = {"id": ":user", "email": ":email", "fs_uniquifier": ":key", "public_id": ":key"}
    shift |= {"email": f"p{number}@example.org", "key": token_hex(16)}
    _copy("user", told, "id", shift)
    whose = {"user_id": ":user", "habit_id": "habit_id + :habits"}
    _copy("habit", whose | {"id": "id + :habits"}, "user_id", shift)
    for table in ("zone_change", "habit_plan", "check_in", "away", "running_state"):
        _copy(table, whose, "user_id", shift)


def _copy(table: str, told: Mapping[str, str], whose: str, shift: Mapping[str, int | str]) -> None:
    every = (column.name for column in Base.metadata.tables[table].columns)
    names = [name for name in every if name != "id" or "id" in told]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(told.get(name, f'"{name}"') for name in names)
    copy = (
        f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE {whose} = :model'
    )
    db.session.execute(text(copy), shift)


def signed_in(app: Flask, email: str) -> tuple[str, list[int]]:
    """Sign somebody in; return their cookies and the ids of their habits."""
    client = app.test_client()
    agent = {"User-Agent": AGENT}
    page = client.get("/sign-in", headers=agent).text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    form = {"email": email, "password": PASSWORD, "csrf_token": token}
    answer = client.post("/sign-in", data=form, headers=agent)
    assert answer.status_code == 303, answer.status
    habits = re.findall(r'/habits/(\d+)"', client.get("/habits", headers=agent).text)
    cookies = (client.get_cookie(name) for name in ("session", "remember_token"))
    cookie = "; ".join(f"{each.key}={each.value}" for each in cookies if each)
    return cookie, sorted({int(habit) for habit in habits})


def together(host: str, group: Sequence[Person], seconds: float) -> float:
    """Let the people live at once, and return the seconds it took."""
    gate = Barrier(len(group) + 1)
    until = time.monotonic() + seconds + 2  # they come in within the two
    threads = [Thread(target=each.live, args=(host, until, gate), daemon=True) for each in group]
    for thread in threads:
        thread.start()
    gate.wait(timeout=WAIT)
    begun = time.monotonic()
    for thread in threads:
        thread.join(timeout=seconds + 2 * WAIT)
    return time.monotonic() - begun


def told(group: Sequence[Person], took: float, database: Path) -> int:
    """Print a line on the group and return how many check-ins were lost."""
    reads = [each for person in group for each in person.reads]
    writes = [each for person in group for each in person.writes]
    failed = sum(person.failed for person in group)
    with closing(sqlite3.connect(database)) as raw:
        rows = raw.execute("SELECT habit_id, day, note FROM check_in WHERE note LIKE 'number %'")
        there = {(habit, date.fromisoformat(day)): note for habit, day, note in rows}
    lost = sum(there.get(at) != note for person in group for at, note in person.sent.items())
    rate = (len(reads) + len(writes)) / took
    print(
        f"{len(group):>6}{rate:>12.0f}{spread(reads):>26}{spread(writes):>26}{failed:>8}{lost:>6}"
    )
    for person in group:
        person.reads.clear()
        person.writes.clear()
        person.failed = 0
    return lost


def spread(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile in milliseconds."""
    if len(times) < 2:
        return "-"
    return (
        f"{statistics.median(times) * 1000:.0f}, {statistics.quantiles(times, n=20)[-1] * 1000:.0f}"
    )


if __name__ == "__main__":
    main()
