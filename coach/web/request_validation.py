"""Requests that no page of ours sends: refused before anything trips over them."""

from functools import lru_cache
from unicodedata import normalize
from urllib.parse import urlsplit

from flask import Flask, abort, request

FORMS = {"", "application/x-www-form-urlencoded", "multipart/form-data"}
SECRETS = ("password", "new_password", "code")
LONGEST = 4096  # characters that passlib hashes, in the normal form of Flask-Security


def install(app: Flask) -> None:
    """Look at each request before the packages do."""
    app.before_request(_refuse)


def _refuse() -> None:
    """Answer 415 to bodies that are no forms, 413 to endless secrets, 400 to no addresses.

    A passkey is made for a host, so there must be one, and one that can be read.
    """
    if request.method == "POST":
        if request.mimetype not in FORMS:
            abort(415)
        secrets = (text for name in SECRETS for text in request.form.getlist(name))
        if any(len(normalize("NFKD", text)) > LONGEST for text in secrets):
            abort(413)
    addresses = filter(None, [request.referrer, *request.values.getlist("next")])
    if not _is_host(request.host) or not all(_can_be_read(address) for address in addresses):
        abort(400)


@lru_cache(maxsize=64)  # a server has few names
def _is_host(host: str) -> bool:
    address = f"http://{host}"
    return _can_be_read(address) and bool(urlsplit(address).hostname)


def _can_be_read(address: str) -> bool:
    """Return whether the standard library can split it, also as browsers read it."""
    try:
        for one in {address, address.replace("\\", "/")}:
            _ = urlsplit(one).port  # raises for a number that is none
    except ValueError:
        return False
    return True
