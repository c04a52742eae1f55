"""The program as a stranger starts it: a real process on a real port."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from tests.pages import parse

ROOT = Path(__file__).parent.parent


class Server:
    """``python -m coach serve`` in a process of its own. Use it in a ``with``."""

    def __init__(self, instance: Path, *options: str, **environ: str) -> None:
        plain = {k: v for k, v in os.environ.items() if not k.startswith("COACH_")}
        command = [sys.executable, "-m", "coach", "serve", "--instance", str(instance), *options]
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115  an unread pipe would fill up
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**plain, **environ},
            text=True,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        self.url = ""

    def __enter__(self) -> "Server":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                self.url = found[0]
                return self
        self.process.wait(timeout=10)
        raise AssertionError(self.errors())

    def __exit__(self, *exception: Any) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.log.close()

    def stop(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=20)

    def errors(self) -> str:
        """Return what was printed on standard error once the process has ended."""
        self.log.seek(0)
        return self.log.read()


class Browser:
    """Cookies, pages and forms over real HTTP; no script."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(handler)

    def get(self, path: str) -> str:
        """Return the page at a path."""
        with self.opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def send(self, path: str, **fields: str) -> str:
        """Post a form with its token and return the page it leads to."""
        token = parse(self.get("/settings")).token()
        form = urllib.parse.urlencode({**fields, "csrf_token": token}).encode()
        with self.opener.open(self.url + path, form, timeout=20) as answer:
            return str(answer.read().decode())
