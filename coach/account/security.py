"""Flask-Security set up for guests first: its words, addresses and rules in our design."""

from datetime import timedelta

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf import CSRFProtect

from coach.account.models import Role, User
from coach.db import db

GENERIC = "This e-mail address and password do not belong together"
datastore = SQLAlchemyUserDatastore(db, User, Role)
limiter = Limiter(get_remote_address, storage_uri="memory://")
REMEMBERED = timedelta(days=400)  # the longest a browser keeps a cookie (RFC 6265bis)


def install(app: Flask) -> None:
    """Add sign-in, CSRF protection and rate limits to the app."""
    app.config.update(
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  the name of a method, no password
        SECURITY_PASSWORD_SINGLE_HASH=True,  # argon2 salts by itself; no second key to lose
        REMEMBER_COOKIE_DURATION=REMEMBERED,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=app.config["SESSION_COOKIE_SECURE"],
    )
    CSRFProtect(app)
    limiter.init_app(app)
    Security(app, datastore, register_blueprint=False)


def only_posts() -> bool:
    """Return whether this request is exempt from a limit meant for attempts."""
    return request.method != "POST"
