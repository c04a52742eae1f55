"""Accept an answer to a passkey challenge only from the browser that was challenged, and once.

Flask-Security's challenges are signed texts without state (WebAuthn level 2, 13.4.3 asks for more).
An attacker who saw an answer could send it again while the challenge is valid.
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
WITHIN = timedelta(days=1)  # longer than any challenge is valid, which the views check


def install(app: Flask) -> None:
    """Check each answer before Flask-Security does."""
    for page in PAGES:
        _check_first(app, page)


def _check_first(app: Flask, page: str) -> None:
    take_in: Any = app.view_functions[f"{page}_response"]

    def check(token: str) -> Any:
        challenge = check_and_get_token_status(token, "wan", WITHIN)[2]
        if not _is_open(challenge, page):
            flash(*current_app.config["SECURITY_MSG_API_ERROR"])
            return redirect(url_for(page), 303)
        try:
            return take_in(token)
        except (RecursionError, WebAuthnException):  # nested too deeply, or malformed
            db.session.rollback()
            abort(400)

    app.view_functions[f"{page}_response"] = check


def _is_open(content: Any, page: str) -> bool:
    """Return whether this challenge was issued by this page to this browser and is unanswered."""
    if not isinstance(content, dict) or ("name" in content) != (page == "security.wan_register"):
        return False  # the challenges of all pages have the same signature
    challenge = str(content["challenge"])
    if session.get(ASKED) != challenge:
        return False
    del session[ASKED]
    return one_time_use.take("challenge", challenge, g.now + WITHIN)
