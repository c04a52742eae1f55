"""Tell the browser whose drafts it keeps, and which form has been saved.

``static/js/drafts.js`` keeps what is typed until the server confirms that it is saved.
"""

import hashlib
import hmac
from urllib.parse import quote

from flask import Flask, Response, current_app, g, request

from coach.accounts.models import User
from coach.config import Settings

EVERYTHING = "*"  # after signing out: delete all drafts
A_DAY = 24 * 3600  # seconds, so that a browser that was closed at once still gets it


def install(app: Flask) -> None:
    """Name the owner of drafts in each page, and set a cookie after a form was saved."""
    app.jinja_env.globals["draft_owner"] = draft_owner
    app.after_request(_set_saved_cookie)


def nothing_taken() -> None:
    """Let the browser keep its draft: this answer is about a form and has stored nothing of it."""
    g.nothing_taken = True


def draft_owner(user: User) -> str:
    """Return 16 characters that identify the user to their own browser only."""
    message = f"drafts {user.public_id}".encode()
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, message, hashlib.sha256).hex()[:16]


def _set_saved_cookie(response: Response) -> Response:
    saved = _saved(response)
    if saved:
        settings: Settings = current_app.extensions["settings"]
        response.set_cookie(
            settings.cookie("saved"),
            quote(saved, safe="/*"),
            max_age=A_DAY,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=False,  # our own script reads it
            samesite="Lax",
        )
    return response


def _saved(response: Response) -> str:
    """Return the path of the form that this response saved, or an empty string.

    A form that is shown again, refused or with one more row, was not saved.
    """
    if request.method != "POST" or g.get("nothing_taken"):
        return ""
    if "Clear-Site-Data" in response.headers:
        return EVERYTHING
    is_part = request.headers.get("X-Part") == "1" and response.status_code == 200
    return request.path if response.status_code in (302, 303) or is_part else ""
