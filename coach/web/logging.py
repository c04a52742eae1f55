"""Log one line per request, with an id to find it by and without private text.

A line has the id, method, path, status and milliseconds. It has no query string, form, cookie or
e-mail address, and a network address only if the host enables that. A path with a secret is logged
as its rule (``/reset/<token>``). An exception's message may contain what a user wrote, so most
exceptions are logged by type and places in the code only.
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
VALID_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
SECRET = frozenset({"token"})  # URL parameters that are secrets
SHORTEST = 24  # characters of an unknown path that are logged
Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
access = logging.getLogger("coach.access")


class Discreet(logging.Formatter):
    """Formatter with times in UTC that logs exceptions by type and place.

    Messages of exceptions are logged only if they cannot contain a user's text.
    """

    converter = time.gmtime  # type: ignore[assignment]  # a built-in is not bound as a method
    default_msec_format = "%s,%03dZ"

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        """Return the chain of exceptions with their tracebacks, the first cause first."""
        parts: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            places = "".join(traceback.format_tb(error.__traceback__))
            parts.insert(0, f"{places}{type(error).__name__}{_safe_message(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(parts)


class Foreign(Discreet):
    """Formatter for other packages' loggers. Their messages may contain a path with a secret."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record with an exception by its logger's name only, any other as it is."""
        if record.exc_info:
            record = logging.makeLogRecord({**record.__dict__, "args": (), "exc_text": None})
            record.msg = f"- fault told by {record.name}"
        return super().format(record)


def _safe_message(error: BaseException) -> str:
    if isinstance(error, OperationalError):  # locked, full or not reachable
        return f": {str(error.orig).partition(chr(10))[0]}"
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    return f" ({type(error.orig).__name__})" if isinstance(error, DBAPIError) else ""


def install(app: Flask, settings: Settings) -> None:
    """Log to standard error, and give every request an id. Install this first."""
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
        logger.addHandler(_handler(Discreet(FORMAT)))
        others = _handler(Foreign(FORMAT))
        others.setLevel(logging.WARNING)
        others.addFilter(lambda record: record.name.partition(".")[0] != "coach")
        logging.getLogger().addHandler(others)
    access.setLevel(logging.INFO)


def _handler(formatter: logging.Formatter) -> logging.Handler:
    handler = logging.StreamHandler(cast(TextIO, wsgi_errors_stream))
    handler.setFormatter(formatter)
    return handler


def hush() -> None:
    """Log exceptions that nothing catches, in the program and its threads, without private text."""
    logger = logging.getLogger("coach")

    def log_fault(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger.critical("- fault", exc_info=(kind, error, trace))

    def log_thread_fault(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log_fault(args.exc_type, args.exc_value, args.exc_traceback)

    _to_standard_error()
    sys.excepthook, threading.excepthook = log_fault, log_thread_fault


def _begin(trusted: bool) -> None:
    header = request.headers.get(HEADER, "") if trusted else ""
    g.request_id = header if VALID_ID.fullmatch(header) else secrets.token_hex(8)
    g.begun = time.perf_counter()
    request.environ["coach.request_id"] = g.request_id  # for errors outside of the app


def line(status: int, with_address: bool) -> str:
    """Return the request as one line of the log."""
    now = time.perf_counter()
    milliseconds = (now - g.get("begun", now)) * 1000
    words = f"{g.get('request_id', '-')} {request.method} {_path()} {status} {milliseconds:.0f}ms"
    return f"{words} {request.remote_addr}" if with_address else words


def _path() -> str:
    rule = request.url_rule
    if rule is not None:
        path = rule.rule if rule.arguments & SECRET else request.path
        return quote(path, safe="/<>:.")
    # an unknown path may be a part of a secret link
    first, rest, _ = request.path[1:].partition("/")
    cut = "..." if rest or len(first) > SHORTEST else ""
    return f"/{quote(first[:SHORTEST], safe='.')}{'/' * bool(rest)}{cut}"
