"""Answers of passkeys: each to the question this browser was asked last, and each once.

Flask-Security's challenges are signed texts without a memory (WebAuthn level 2, 13.4.3 asks for
more): whoever saw an answer could send it again while the challenge was in time.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, abort, current_app, flash, g, redirect, session, url_for
from flask_security.utils import check_and_get_token_status
from webauthn.helpers.exceptions import WebAuthnException

from coach.accounts import one_time_use
from coach.db import db

ASKED = "challenge"  # in the session
PAGES = ("security.wan_signin", "security.wan_verify", "security.wan_register")
WITHIN = timedelta(days=1)  # longer than any challenge is in time, which the views look at


def install(app: Flask) -> None:
    """Look at each answer before Flask-Security does."""
    for page in PAGES:
        _look_first(app, page)


def _look_first(app: Flask, page: str) -> None:
    take_in: Any = app.view_functions[f"{page}_response"]

    def answered(token: str) -> Any:
        asked = check_and_get_token_status(token, "wan", WITHIN)[2]
        if not _is_to(asked, page):
            flash(*current_app.config["SECURITY_MSG_API_ERROR"])
            return redirect(url_for(page), 303)
        try:
            return take_in(token)
        except (RecursionError, WebAuthnException):  # too deep, or not what the format allows
            db.session.rollback()
            abort(400)

    app.view_functions[f"{page}_response"] = answered


def _is_to(asked: Any, page: str) -> bool:
    """Return whether this was asked here, of this browser, and not answered yet."""
    if not isinstance(asked, dict) or ("name" in asked) != (page == "security.wan_register"):
        return False  # all questions are signed alike
    challenge = str(asked["challenge"])
    if session.get(ASKED) != challenge:
        return False
    del session[ASKED]
    return one_time_use.take("challenge", challenge, g.now + WITHIN)
