"""The log: one line a request, found again by its id, and no private text anywhere.

A line has the id, the method, the path, the status and the milliseconds. It has no query string,
no form, no cookie, no e-mail address and, unless the host asks for it, no network address; a path
with a secret in it is told by its rule (``/reset/<token>``). What an exception says may be what
somebody wrote, so of most only the kind and the places in the code are told.
"""

import logging
import re
import secrets
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Any, TextIO, cast
from urllib.parse import quote

from flask import Flask, Response, g, request
from flask.logging import wsgi_errors_stream
from sqlalchemy.exc import DBAPIError, OperationalError

from coach.config import Settings

FORMAT = "%(asctime)s %(levelname)s %(message)s"
HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
SECRET = frozenset({"token"})  # parts of addresses that open something
SHORTEST = 24  # characters of an unknown address that are told
Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
access = logging.getLogger("coach.access")


class Discreet(logging.Formatter):
    """Tells moments in UTC, and exceptions by kind and place; what they say only where no
    person's words can be."""

    converter = time.gmtime  # type: ignore[assignment]  # a built-in is bound to nothing
    default_msec_format = "%s,%03dZ"

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        """Return the exception and what led to it, the first cause first."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            places = "".join(traceback.format_tb(error.__traceback__))
            told.insert(0, f"{places}{type(error).__name__}{_said(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)


class Foreign(Discreet):
    """Tells of other packages' faults where they were found: their words may hold a path."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record with an exception by its logger alone, any other as it is."""
        if record.exc_info:
            record = logging.makeLogRecord({**record.__dict__, "args": (), "exc_text": None})
            record.msg = f"- fault told by {record.name}"
        return super().format(record)


def _said(error: BaseException) -> str:
    if isinstance(error, OperationalError):  # locked, full, away
        return f": {str(error.orig).partition(chr(10))[0]}"
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    return f" ({type(error.orig).__name__})" if isinstance(error, DBAPIError) else ""


def install(app: Flask, settings: Settings) -> None:
    """Write to standard error. Before all else, so that every request has its id."""
    _to_standard_error()
    app.before_request(lambda: _begin(bool(settings.trusted_proxies)))

    @app.after_request
    def _end(answer: Response) -> Response:
        answer.headers[HEADER] = g.get("request_id", "-")
        if settings.access_log and request.endpoint != "healthz":
            access.info(line(answer.status_code, settings.log_addresses))
        return answer

    def log_exception(exc_info: Info) -> None:
        app.logger.error("%s fault", g.get("request_id", "-"), exc_info=exc_info)

    app.log_exception = log_exception  # type: ignore[method-assign]


def _to_standard_error() -> None:
    logger = logging.getLogger("coach")
    if not logger.handlers:
        logger.addHandler(_discreet(Discreet(FORMAT)))
        others = _discreet(Foreign(FORMAT))
        others.setLevel(logging.WARNING)
        others.addFilter(lambda record: record.name.partition(".")[0] != "coach")
        logging.getLogger().addHandler(others)
    access.setLevel(logging.INFO)


def _discreet(formatter: logging.Formatter) -> logging.Handler:
    handler = logging.StreamHandler(cast(TextIO, wsgi_errors_stream))
    handler.setFormatter(formatter)
    return handler


def hush() -> None:
    """Let faults that nothing catches be told as discreetly, of the program and its threads."""
    logger = logging.getLogger("coach")

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger.critical("- fault", exc_info=(kind, error, trace))

    def told_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            told(args.exc_type, args.exc_value, args.exc_traceback)

    _to_standard_error()
    sys.excepthook, threading.excepthook = told, told_of_thread


def _begin(trusted: bool) -> None:
    given = request.headers.get(HEADER, "") if trusted else ""
    g.request_id = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
    g.begun = time.perf_counter()
    request.environ["coach.request_id"] = g.request_id  # for what happens outside of the pages


def line(status: int, with_address: bool) -> str:
    """Return the request in one line."""
    now = time.perf_counter()
    spent = (now - g.get("begun", now)) * 1000
    told = f"{g.get('request_id', '-')} {request.method} {_path()} {status} {spent:.0f}ms"
    return f"{told} {request.remote_addr}" if with_address else told


def _path() -> str:
    rule = request.url_rule
    if rule is not None:
        path = rule.rule if rule.arguments & SECRET else request.path
        return quote(path, safe="/<>:.")
    # whatever somebody typed or cut off: perhaps half of a secret link
    first, rest, _ = request.path[1:].partition("/")
    cut = "..." if rest or len(first) > SHORTEST else ""
    return f"/{quote(first[:SHORTEST], safe='.')}{'/' * bool(rest)}{cut}"
