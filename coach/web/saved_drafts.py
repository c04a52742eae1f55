"""What the browser must know to keep drafts: whose they are, and which form has been saved.

``static/js/drafts.js`` keeps what is being typed until the server says that it has it.
"""

import hashlib
import hmac
from urllib.parse import quote

from flask import Flask, Response, current_app, request

from coach.accounts.models import User
from coach.config import Settings

EVERYTHING = "*"  # after signing out: drop all drafts
A_DAY = 24 * 3600  # seconds: a browser that was closed at once still learns it


def install(app: Flask) -> None:
    """Name the owner of drafts in each page, and say after a form was taken that it was."""
    app.jinja_env.globals["draft_owner"] = draft_owner
    app.after_request(_tell)


def draft_owner(user: User) -> str:
    """Return 16 characters that name this person to their own browser and to nobody else."""
    told = f"drafts {user.public_id}".encode()
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, told, hashlib.sha256).hex()[:16]


def _tell(response: Response) -> Response:
    saved = _saved(response)
    if saved:
        settings: Settings = current_app.extensions["settings"]
        response.set_cookie(
            settings.cookie("saved"),
            quote(saved, safe="/*"),
            max_age=A_DAY,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=False,  # it is for the script of our own pages
            samesite="Lax",
        )
    return response


def _saved(response: Response) -> str:
    """Return the address of the form that this answer has taken, or an empty string.

    A form that comes back, refused or with one more row, was not taken.
    """
    if request.method != "POST":
        return ""
    if "Clear-Site-Data" in response.headers:
        return EVERYTHING
    is_part = request.headers.get("X-Part") == "1" and response.status_code == 200
    return request.path if response.status_code in (302, 303) or is_part else ""
