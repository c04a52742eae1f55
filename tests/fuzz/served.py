"""Browsers whose requests are counted, and which may go through a real server on loopback."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, ClassVar

from flask import Flask
from werkzeug.wsgi import get_input_stream

from tests.conftest import Visitor
from tests.loopback import on_loopback

THREADS = 8
PATIENCE = 120  # seconds


class Caller(Visitor):
    """A browser that asks the app itself, or the server at ``port``."""

    port: ClassVar[int] = 0
    numbers: ClassVar[Any] = count(1)
    requests: ClassVar[int] = 0

    def run_wsgi_app(self, environ: Any, buffered: bool = False) -> Any:
        """Count the request and send it on its way."""
        Caller.requests = next(Caller.numbers)
        if not Caller.port:
            return super().run_wsgi_app(environ, buffered)
        app, self.application = self.application, relay(Caller.port)  # type: ignore[assignment]
        try:
            return super().run_wsgi_app(environ, buffered)
        finally:
            self.application = app


@contextmanager
def served(app: Flask) -> Iterator[None]:
    """Let all callers ask a server of this app, with threads as ``coach serve`` has them."""
    with on_loopback(app, THREADS) as port:
        Caller.port = port
        try:
            yield
        finally:
            Caller.port = 0


def relay(port: int) -> Callable[[Any, Any], list[bytes]]:
    """Return a WSGI app that asks the server at a port and gives its answer."""

    def ask(environ: Any, start_response: Any) -> list[bytes]:
        path = environ["REQUEST_URI"]
        names = {key[5:].replace("_", "-").title(): key for key in environ if key[:5] == "HTTP_"}
        headers = {name: environ[key] for name, key in names.items()}
        headers |= {"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
        body = get_input_stream(environ).read()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(environ["REQUEST_METHOD"], path, body or None, headers)
            answer = connection.getresponse()
            told = [pair for pair in answer.getheaders() if pair[0].lower() != "connection"]
            start_response(f"{answer.status} {answer.reason}", told)
            return [answer.read()]
        finally:
            connection.close()

    return ask
