"""What each page costs: ``python -m tests.benchmarks.pages``. A measurement, not a test.

For 1, 10 and 30 years of rows (the calendar begins in 1990) it prints, per page: queries and rows
read, bytes as transferred (brotli), the median latency as a multiple of the floor app's, both
measured in alternating runs of the same length, and the server's peak memory.
"""

import argparse
import http.client
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from coach import bounds, clock, create_app
from coach.config import Settings
from coach.demo import DEMO_ADDRESS, DEMO_PASSWORD, fill
from coach.maintenance import upgrade
from tests.serving import Browser, Server

SIZES = (1, 10, 30)  # years
YEAR = 365
HABITS = 3
SATURDAY = 6  # ISO 8601
RUNS, REQUESTS = 15, 20
AGENT = f"Python-urllib/{sys.version_info.major}.{sys.version_info.minor}"  # as it signed in


class Counter:
    """Counts statements and the rows fetched by them."""

    def __init__(self) -> None:
        self.queries = self.rows = 0
        event.listen(Engine, "connect", self._connected)
        event.listen(Engine, "before_cursor_execute", self._executed)

    def _connected(self, connection: sqlite3.Connection, record: object) -> None:
        connection.row_factory = self._row

    def _row(self, cursor: sqlite3.Cursor, row: tuple[object, ...]) -> tuple[object, ...]:
        self.rows += 1
        return row

    def _executed(self, *_: object) -> None:
        self.queries += 1


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=years, nargs="+", default=SIZES, help="in years")
    sizes = parser.parse_args().sizes
    counter = Counter()
    base: dict[str, float] = {}
    print(f"{'page':<28}{'size':>5}{'queries':>9}{'rows':>7}{'bytes':>8}{'x floor':>9}{'x 1x':>7}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(instance=Path(folder), zone="UTC")
            upgrade.to_newest(settings)
            app = create_app(settings, saturday)
            fill(app, days=YEAR * size, habits=HABITS)
            pages = addresses(app)
            counts = counted(app, pages, counter)
            measured, memory = timed(settings.instance, pages)
        for name, (ratio, length) in measured.items():
            queries, rows = counts[name]
            base.setdefault(name, ratio)
            growth = f"{ratio / base[name]:.2f}"
            print(f"{name:<28}{size:>4}x{queries:>9}{rows:>7}{length:>8}{ratio:>9.2f}{growth:>7}")
        print(f"{'peak memory':<28}{size:>4}x{memory:>9.0f} MiB\n")


def years(text: str) -> int:
    """Return a number of years. Raise ValueError if the history would begin before the calendar."""
    size = int(text)
    bounds.within(saturday().date() - timedelta(days=YEAR * size))
    return size


def saturday() -> datetime:
    """Return this moment on the next Saturday, when the week's look-back is open."""
    now = clock.now()
    return now + timedelta(days=(SATURDAY - now.isoweekday()) % 7)


def addresses(app: Flask) -> dict[str, str]:
    """Return the pages to measure, by name."""
    client = signed_in(app)
    habits = client.get("/habits").text
    first = re.findall(r"/habits/(\d+)\"", habits)[0]
    question = client.post("/look-back/begin").location
    return {
        "Today": "/today",
        "Learn": "/learn",
        "A lesson step": "/lessons/listening-understand/1",
        "A question answered": "/lessons/listening-understand/2",
        "Habits": "/habits",
        "One habit": f"/habits/{first}",
        "People": "/people",
        "Everybody": "/people/all",
        "One person": re.findall(r"/people/\d+(?=\")", client.get("/people").text)[0],
        "Promises": "/people/promises",
        "Progress": "/progress",
        "Look-back question": question,
        "Journal": "/journal",
        "Writing room": "/write",
        "Listening room": "/listening",
        "Listening progress": "/listening/progress",
        "Search": "/search?q=listen",
        "Settings": "/settings",
    }


def signed_in(app: Flask) -> FlaskClient:
    """Return a client signed in as the demo account."""
    app.config.update(WTF_CSRF_ENABLED=False)
    client = app.test_client()
    client.post("/sign-in", data={"email": DEMO_ADDRESS, "password": DEMO_PASSWORD})
    return client


def counted(app: Flask, pages: dict[str, str], counter: Counter) -> dict[str, tuple[int, int]]:
    """Return queries and rows of each page."""
    client = signed_in(app)
    found = {}
    for name, url in pages.items():
        counter.queries = counter.rows = 0
        assert client.get(url).status_code == 200, url
        found[name] = counter.queries, counter.rows
    return found


def timed(instance: Path, pages: dict[str, str]) -> tuple[dict[str, tuple[float, int]], float]:
    """Return each page's latency as a multiple of the floor's and its bytes; peak memory in MiB."""
    ahead = {clock.VARIABLE: str(round((saturday() - clock.now()).total_seconds()))}
    with floor() as bottom, Server(instance, "--port", "0", **ahead) as server:
        cookie = sign_in(server.url)
        headers = {"Cookie": cookie, "Accept-Encoding": "br", "User-Agent": AGENT}
        found = {}
        for path in [*pages.values()] * 3:  # until all that is loaded and compiled once is there
            latency(server.url, path, headers)
        for name, path in pages.items():
            ratios = []
            for _ in range(RUNS):
                under, _ = latency(bottom, "/", {})
                over, length = latency(server.url, path, headers)
                ratios.append(over / under)
            found[name] = median(ratios), length
        status = Path(f"/proc/{server.process.pid}/status").read_text()
    kib = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return found, int(kib.split()[1]) / 1024


def latency(url: str, path: str, headers: dict[str, str]) -> tuple[float, int]:
    """Return the median seconds of a run of requests on one connection, and the body's bytes."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    times, length = [], 0
    for _ in range(REQUESTS):
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        length = len(answer.read())
        times.append(time.perf_counter() - start)
        assert answer.status == 200, path
    connection.close()
    return median(times), length


def sign_in(url: str) -> str:
    """Sign in over HTTP as the demo account and return the cookie header."""
    browser = Browser(url)
    browser.send("/sign-in", email=DEMO_ADDRESS, password=DEMO_PASSWORD)
    browser.get("/today")  # its forms put their token into the session, once
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.jar)


@contextmanager
def floor() -> Iterator[str]:
    """Run the floor app in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.floor"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


if __name__ == "__main__":
    main()
