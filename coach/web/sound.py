"""Requests that no page of ours sends: refused before anything trips over them."""

from urllib.parse import urlsplit

from flask import Flask, abort, request

FORMS = {"", "application/x-www-form-urlencoded", "multipart/form-data"}


def install(app: Flask) -> None:
    """Look at each request before the packages do."""
    app.before_request(_refuse)


def _refuse() -> None:
    """Answer 415 to bodies that are no forms, 400 to addresses that are none."""
    if request.method == "POST" and request.mimetype not in FORMS:
        abort(415)
    addresses = [request.referrer or "", *request.values.getlist("next")]
    if not all(_can_be_read(address) for address in addresses):
        abort(400)


def _can_be_read(address: str) -> bool:
    """Return whether the standard library can split it, also as browsers read it."""
    try:
        for one in (address, address.replace("\\", "/")):
            _ = urlsplit(one).port  # raises for a number that is none
    except ValueError:
        return False
    return True
