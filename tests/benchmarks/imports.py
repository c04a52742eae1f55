"""What imports cost at their bounds: ``python -m tests.benchmarks.imports [KIND ...]``.

A measurement, not a test. For habits of each kind of plan, for whole accounts of each kind, and for
files of people, it prints the seconds of a processor that each request takes, and the longest time
that one transaction held SQLite's write lock. It ends with exit code 1 where a request takes more
than 2 s, or a transaction more than 0.5 s; files of people may take longer (``SLOWER``).
"""

import base64
import io
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Any

from flask import Flask
from sqlalchemy import event

from coach.config import Settings
from coach.db import db
from coach.habits.import_export.import_queries import MOST_LIVED
from coach.maintenance import upgrade
from tests.benchmarks import accounts
from tests.conftest import FRIDAY, Moment, Visitor, person, running
from tests.pages import parse

DAY = timedelta(days=1)
CPU, LOCK = 2.0, 0.5  # seconds
SLOWER = {"people": (3.0, 2.0), "pictures": (5.0, 2.0)}  # files of people, as they are specified
PLANS: dict[str, dict[str, Any]] = {
    "daily": {"kind": "daily"},
    "three a week": {"kind": "week", "times": 3, "week_start": 1},
    "once in a year": {"kind": "interval", "days": 366},
    "a number": {"kind": "frequency", "times": 100, "days": 366, "goal": "at_least",
                 "target": 5, "unit": "km"},
}  # fmt: skip
WINDOWS = {"daily": 1, "three a week": 14, "once in a year": 732, "a number": 366}  # days


def whole(plan: dict[str, Any], habits: int, lived: int, recorded: int) -> bytes:
    """Return our own JSON of habits, each with the last so many days recorded."""
    today = FRIDAY.date()
    number = {"number": 2.5} if "goal" in plan else {}
    days = [{"day": f"{today - n * DAY}", "state": "done", **number} for n in range(recorded)]
    told = {"cue": "", "act": "walk", "smallest": "", "archived": False, "away": [],
            "plans": [{"start": f"{today - lived * DAY}", **plan}], "days": days}  # fmt: skip
    listed = [{"name": f"Walk {n}", **told} for n in range(habits)]
    return json.dumps({"format": "good-terms-habits", "version": 1, "habits": listed}).encode()


def longest(name: str) -> bytes:
    """Return the longest file of this plan that is brought in at once."""
    days = MOST_LIVED * 250 // (250 + WINDOWS[name] + 2)
    habits = -(-days // 9_000)
    return whole(PLANS[name], habits, days // habits - 1, days // habits - 1)


@contextmanager
def locked(app: Flask) -> Iterator[list[float]]:
    """Collect how long each transaction that wrote held the lock, in seconds of a processor."""
    held: list[float] = []
    begun: list[float] = []

    def asked(_: Any, __: Any, statement: str, *more: Any) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not begun:
            begun.append(process_time())

    def over(_: Any) -> None:
        if begun:
            held.append(process_time() - begun.pop())

    with app.app_context():
        engine = db.engine
    listening: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", asked), ("commit", over), ("rollback", over),
    ]  # fmt: skip
    for name, listener in listening:
        event.listen(engine, name, listener)
    yield held
    for name, listener in listening:
        event.remove(engine, name, listener)


class Steps:
    """The seconds of a processor that each request took."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.token = visitor, visitor.token()
        self.seconds: dict[str, float] = {}

    def timed(self, step: str, url: str, form: dict[str, Any] | None = None) -> Any:
        """Ask for a page, or send a form; of requests of one name the longest counts."""
        begun = process_time()
        if form is None:
            answer = self.visitor.get(url)
        else:
            answer = self.visitor.post(url, data={**form, "csrf_token": self.token})
        self.seconds[step] = max(self.seconds.get(step, 0), process_time() - begun)
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{step}: {answer.status}")
        return answer


def of_habits(steps: Steps, name: str) -> None:
    """Bring in habits and take them out again."""
    file = {"file": (io.BytesIO(longest(name)), "x.json")}
    address = steps.timed("upload", "/habits/import", file).headers["Location"]
    steps.timed("preview", address)
    steps.timed("import", address, {})
    steps.timed("undo", f"{address}/undo", {})


def of_account(steps: Steps, name: str) -> None:
    """Bring in a whole account, press after press, and look at it."""
    content = accounts.document(accounts.KINDS[name]())
    file = {"file": (io.BytesIO(content), "x.zip")}
    address = steps.timed("upload", "/settings/import", file).headers["Location"]
    presses = 0
    while "preview" in address:
        page = parse(steps.timed("preview", address).text)
        parts = page.all("input", name="part")
        form = {"choice": "bring", "part": parts[0].get("value", "0")}
        address = steps.timed("import", address, form).headers["Location"]
        presses += 1
    steps.seconds["(presses)"] = 0 + presses
    steps.timed("Today", "/today")
    steps.timed("export", "/settings/export")
    steps.timed("deletion", "/settings/delete", {"typed": "delete"})


PICTURE = base64.b64encode(bytes(range(256)) * 36).decode()  # 12 kB, of a small portrait


def cards(number: int, pictures: bool) -> bytes:
    """Return a file of so many vCards, as a phone writes them."""
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(
        PICTURE[n : n + 74] for n in range(0, len(PICTURE), 74)
    )
    made = []
    for n in range(number):
        lines = [
            "BEGIN:VCARD", "VERSION:3.0", f"FN:Person Number {n}", f"N:Number {n};Person;;;",
            f"EMAIL;TYPE=WORK:person{n}@example.org", f"TEL;TYPE=CELL:+49 171 {n:07}",
            "ORG:Port Authority;Ferries", "TITLE:Harbour pilot", "BDAY:1985-04-15",
            "CATEGORIES:Choir,Port", *([photo] if pictures else ()), "END:VCARD",
        ]  # fmt: skip
        made.append("\r\n".join(lines))
    return "\r\n".join(made).encode()


def whole_list() -> bytes:
    """Return a file of 2,000 people."""
    return cards(2_000, pictures=False)


def pictures() -> bytes:
    """Return a file of nearly 24 MiB, most of it pictures."""
    return cards(1_900, pictures=True)


FILES = {"people": whole_list, "pictures": pictures}


def of_people(steps: Steps, name: str) -> None:
    """Bring everybody of a file in, look for doubles, and take the file back."""
    content = FILES[name]()
    seen = peak()
    file = {"file": (io.BytesIO(content), "x.vcf")}
    address = steps.timed("upload", "/people/import", file).headers["Location"]
    steps.timed("preview", address)
    ticks = {"take": [str(n) for n in range(2_000)]}
    steps.timed("bring in", address, ticks)
    steps.timed("preview again", address)
    steps.timed("doubles", "/people/doubles")
    steps.timed("everybody", "/people/all")
    steps.timed("export", "/people/export.vcf")
    steps.timed("take back", f"{address}/take-back", {})
    print(f"{name:15} {len(content) / 2**20:.1f} MiB, {peak() - seen:.0f} MiB more memory")


def peak() -> float:
    """Return the most memory this process has used, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(kind: Callable[[Steps, str], None], name: str, number: int) -> bool:
    """Measure an import on an installation of its own; print it, and return if it is within."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder), zone="UTC", access_log=False)
        upgrade.to_newest(settings)
        with running(settings, Moment()) as app:
            steps = Steps(person(app, f"Nora {number}"))
            with locked(app) as held:
                kind(steps, name)
    presses = steps.seconds.pop("(presses)", 1)
    told = ", ".join(f"{step} {taken:.2f} s" for step, taken in steps.seconds.items())
    print(f"{name:15} {told}, {presses:.0f} presses, longest write {max(held):.2f} s", flush=True)
    cpu, lock = SLOWER.get(name, (CPU, LOCK))
    return max(steps.seconds.values()) <= cpu and max(held) <= lock


def main() -> int:
    """Print a line for each kind; return the exit code."""
    kinds = [(of_habits, name) for name in PLANS] + [(of_account, name) for name in accounts.KINDS]
    kinds += [(of_people, name) for name in FILES]
    asked = sys.argv[1:]
    chosen = [(kind, name) for kind, name in kinds if not asked or name in asked]
    within = [measured(kind, name, n) for n, (kind, name) in enumerate(chosen)]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
