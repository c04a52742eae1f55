"""Kill the program in mid-write, many times: what it acknowledged is there, once.

``python -m tests.faults.kills [KILLS] [WRITES]`` does so on SQLite and on a PostgreSQL of its own
(20 kills during 500 writes each, about half an hour). Ten people write from two tabs each: notes,
check-ins, plans of habits, answers of lessons. At a random moment the server gets SIGKILL. Every
write it had answered must be in the database once; what it had not answered may be there once or
not at all. Then the server starts again, and each person sends what they got no answer to once
more, as the browser offers, and goes on. In the end all writes are there, each once, and what
the program works out from them is what it works out anew.
"""

import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, Table, create_engine, make_url, select, text
from sqlalchemy.pool import NullPool

from coach import clock, create_app, paths
from coach.config import Settings
from coach.content import loader
from coach.db import db
from coach.habits import models
from coach.habits import snapshots as habits
from coach.questions.choice import Choice
from tests import cluster
from tests.faults.visitor import NoAnswer, Visitor
from tests.serving import Server

PEOPLE, TABS = 10, 2
ROLLOVER = 4  # hours; everybody here keeps the practice day of the zone UTC
HABIT = {"principle": "2", "cue": "someone talks", "act": "listen", "kind": "daily"}


@dataclass(frozen=True)
class Write:
    """A form to send, and the mark by which its row is known."""

    path: str
    fields: tuple[tuple[str, str], ...]
    mark: tuple[Any, ...]


@dataclass
class Person:
    """Somebody, what they have yet to send, and what was answered."""

    visitor: Visitor
    habit: str
    todo: deque[Write]
    acknowledged: list[Write] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


def practice_day(now: datetime | None = None) -> date:
    """Return the day an act of these people belongs to now."""
    return clock.practice_day(now or clock.now(), "UTC", ROLLOVER)


def questions() -> Iterator[tuple[str, str, str]]:
    """Return the address, the id and a line to choose of every question with one right line."""
    for lesson in loader.read(paths.CONTENT).lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, Choice) and step.kind == "single":
                yield f"/lessons/{lesson.id}/{number}", step.id, step.options[0].key


def writes(name: str, habit: str, number: int, today: date) -> list[Write]:
    """Return so many different writes of one person: six notes to three of the rest."""
    asked = list(questions())
    found = []
    for n in range(number):
        mark = f"{name}-{n}"
        match n % 10:
            case 6 | 7 | 8:
                day = today - timedelta(days=n)
                fields = (("state", "done"), ("note", mark))
                found.append(Write(f"{habit}/days/{day}", fields, ("check_in", mark)))
            case 9 if n % 20 == 9:
                fields = (("name", mark), ("token", f"habit-{mark}"), *HABIT.items())
                found.append(Write("/habits/new", fields, ("habit", mark)))
            case 9:
                path, question, line = asked[n // 20 % len(asked)]
                fields = (("answer", line),)
                found.append(Write(path, fields, ("lesson_answer", name, question)))
            case _:
                fields = (("text", mark), ("token", f"note-{mark}"))
                found.append(Write("/journal", fields, ("journal_entry", mark)))
    return found


def arrive(url: str, name: str, number: int) -> Person:
    """Let somebody come, say their name and plan a habit."""
    visitor = Visitor(url)
    days = {"rollover": str(ROLLOVER), "week_start": "1", "look_back_day": "5"}
    visitor.send("/settings", name=name, zone="UTC", theme="", **days)
    made = visitor.send("/habits/new", name=f"first of {name}", token=name, **HABIT)
    assert made.status == 303, made.text
    habit = str(made.headers["Location"])
    return Person(visitor, habit, deque(writes(name, habit, number, practice_day())))


def work(person: Person, stopped: threading.Event) -> None:
    """Send one form after the other until the server goes away, or all are sent."""
    while not stopped.is_set():
        try:
            write = person.todo.popleft()
        except IndexError:
            return
        try:
            answer = person.visitor.send(write.path, **dict(write.fields))
        except NoAnswer:
            person.todo.appendleft(write)
            return
        if answer.status in (200, 303):
            person.acknowledged.append(write)
        else:
            person.trouble.append(f"{write.path}: {answer.status}")


def send_all(people: list[Person], server: Server, until: int | None) -> None:
    """Let everybody work; after ``until`` answers the server is killed, if that is given."""
    stopped = threading.Event()
    tabs = [threading.Thread(target=work, args=[p, stopped]) for p in people for _ in range(TABS)]
    for tab in tabs:
        tab.start()
    while until is not None and any(tab.is_alive() for tab in tabs):
        if sum(len(person.acknowledged) for person in people) >= until:
            server.stop(signal.SIGKILL)
            stopped.set()
            break
        time.sleep(0.002)
    for tab in tabs:
        tab.join()


def marks(url: str) -> Counter[tuple[Any, ...]]:
    """Return how often each write is in the database."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        there = MetaData()
        there.reflect(connection)
        names = {"check_in": "note", "journal_entry": "text", "habit": "name"}
        found: Counter[tuple[Any, ...]] = Counter()
        for name, column in names.items():
            rows = connection.scalars(select(there.tables[name].c[column]))
            found.update((name, mark) for mark in rows)
        found.update(("lesson_answer", *row) for row in connection.execute(_answers(there)))
        return found


def _answers(there: MetaData) -> Any:
    user: Table = there.tables["user"]
    answer: Table = there.tables["lesson_answer"]
    return select(user.c.name, answer.c.question_id).join_from(
        answer, user, answer.c.user_id == user.c.id
    )


def compare(people: list[Person], url: str) -> list[str]:
    """Return what was lost and what is there twice."""
    found = marks(url)
    answered = Counter(write.mark for person in people for write in person.acknowledged)
    lost = [f"lost: {mark}" for mark in answered if not found[mark]]
    return lost + [f"twice: {mark}" for mark, number in found.items() if number > 1]


def worked_out_anew(settings: Settings) -> list[str]:
    """Return the habits whose kept state is another than the one worked out from their days."""
    app = create_app(settings)
    wrong = []
    with app.app_context():
        before = _states()
        today = practice_day()
        for habit in db.session.scalars(select(models.Habit)).all():
            habits.rebuild_snapshots(habit, date.min, today, ROLLOVER)
        db.session.flush()
        after = _states()
        stale = {key for key in before | after if before.get(key) != after.get(key)}
        wrong = [f"stale: habit {habit} through {day}" for habit, day in sorted(stale)]
        db.session.rollback()
        db.engine.dispose()
    return wrong


def _states() -> dict[tuple[int, date], Any]:
    """Return every kept state: a habit has one for each month, in whatever order they lie."""
    table = MetaData()
    table.reflect(db.session.connection(), only=["running_state"])
    rows = db.session.execute(select(table.tables["running_state"])).mappings()
    return {(row["habit_id"], row["through"]): (row["state"], row["strengths"]) for row in rows}


def once(folder: Path, database: str, number: int, chance: random.Random) -> list[str]:
    """Kill once during so many writes; return what is wrong."""
    environ = {"COACH_DATABASE_URL": database} if database else {}
    settings = Settings(instance=folder, database_url=database, zone="UTC")
    with Server(folder, "--port", "0", **environ) as server:
        people = [arrive(server.url, f"person{n}", number // PEOPLE) for n in range(PEOPLE)]
        send_all(people, server, until=chance.randrange(number // 10, number * 9 // 10))
        assert server.process.poll() is not None, "the server was to be killed"
    wrong = compare(people, settings.database())
    with Server(folder, "--port", "0", **environ) as server:
        for person in people:
            person.visitor.url = server.url
        send_all(people, server, until=None)
        server.stop(signal.SIGTERM)
        if "Traceback" in server.errors():
            wrong.append("a fault in the log")
    wrong += compare(people, settings.database()) + worked_out_anew(settings)
    wrong += [line for person in people for line in person.trouble]
    sent = sum(len(person.acknowledged) for person in people)
    return wrong if sent == number else [*wrong, f"{sent} of {number} were answered"]


def main(kills: int = 20, number: int = 500) -> int:
    """Kill on both databases; return 1 if anything was lost or doubled."""
    wrong: list[str] = []
    chance = random.Random(8)
    for each in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            wrong += told(f"SQLite {each + 1}", once(Path(folder), "", number, chance))
    with cluster.Cluster() as server:
        for each in range(kills):
            url = new_database(server.url, f"kill_{each}")
            with tempfile.TemporaryDirectory() as folder:
                wrong += told(f"PostgreSQL {each + 1}", once(Path(folder), url, number, chance))
    print(f"{2 * kills} kills during {number} writes each: {len(wrong)} faults")
    return int(bool(wrong))


def new_database(url: str, name: str) -> str:
    """Make a database beside the one named, and return its URL."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def told(name: str, wrong: list[str]) -> list[str]:
    """Print how one kill went."""
    print(f"{name}: {'; '.join(wrong[:5]) or 'none lost, none doubled'}", flush=True)
    return wrong


if __name__ == "__main__":
    raise SystemExit(main(*(int(word) for word in sys.argv[1:])))
