"""Reject malformed requests early, before they reach the packages.

These are requests that no page of ours sends: unknown content types (415), over-long secrets (413),
unparsable Host, Referer or ``next`` (400), and ids of rows that no column holds (404).
"""

from unicodedata import normalize
from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

from coach.web.cache import cached

LARGEST = 2**31 - 1  # the maximum of an integer column on every database


class RowId(IntegerConverter):
    """``<int:...>`` in a URL: 0 to 2147483647. A larger number answers 404."""

    def __init__(self, url_map: Map, max: int | None = LARGEST, **more: object) -> None:  # noqa: A002
        super().__init__(url_map, max=max, **more)  # type: ignore[arg-type]


def row_id(text: str) -> int:
    """Return the id in a query's value. Raise ValueError for anything else."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


FORMS = {"", "application/x-www-form-urlencoded", "multipart/form-data"}
RECORDINGS = {"audio/webm", "audio/ogg", "audio/mp4"}  # only for the view that takes them
SECRETS = ("password", "new_password", "code")
LONGEST = 4096  # the most characters that passlib hashes, after Flask-Security's normalisation


def install(app: Flask) -> None:
    """Validate each request before the packages see it, and make each ``<int:...>`` a row's id."""
    app.url_map.converters["int"] = RowId
    app.before_request(_refuse)


def _refuse() -> None:
    """Answer 415 to bodies that are no forms, 413 to over-long secrets, 400 to bad URLs.

    A passkey belongs to a host name, so the request must have one that can be parsed.
    """
    if request.method == "POST":
        recording = request.endpoint == "speech.write_down" and request.mimetype in RECORDINGS
        if request.mimetype not in FORMS and not recording:
            abort(415)
        secrets = (text for name in SECRETS for text in request.form.getlist(name))
        if any(len(normalize("NFKD", text)) > LONGEST for text in secrets):
            abort(413)
    addresses = filter(None, [request.referrer, *request.values.getlist("next")])
    if not _is_host(request.host) or not all(_is_parsable(address) for address in addresses):
        abort(400)


@cached(64)  # a server has few host names
def _is_host(host: str) -> bool:
    address = f"http://{host}"
    return _is_parsable(address) and bool(urlsplit(address).hostname)


def _is_parsable(address: str) -> bool:
    """Return whether urllib can parse the URL, also with ``\\`` read as ``/`` as browsers do."""
    try:
        for one in {address, address.replace("\\", "/")}:
            _ = urlsplit(one).port  # raises ValueError for an invalid port
    except ValueError:
        return False
    return True
