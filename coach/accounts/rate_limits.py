"""Limit attempts by network, by account and by user. The limits are settings.

The counts are in the database, for all processes that share it, or in memory.
"""

import hashlib
import hmac
import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from flask_limiter import ApplicationLimit, Limiter
from flask_security import current_user, wan_registered
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, Storage
from sqlalchemy import delete, select

from coach import clock
from coach.accounts import auth_settings, queries
from coach.accounts.client import network
from coach.accounts.models import Attempts, User
from coach.config import ConfigError
from coach.db import db


class Here(MemoryStorage):
    """This process's memory. Setting the clock back locks nobody out."""

    STORAGE_SCHEME = ["memory"]  # replaces the package's own storage

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count an attempt. Return the number of attempts in this window."""
        latest = clock.now() + timedelta(seconds=expiry) + queries.CLOCKS
        if self.expirations.get(key, 0) > latest.timestamp():
            self.clear(key)
        return super().incr(key, expiry, amount)


class Shared(Storage):
    """The database of the current app. Each count is a short transaction of its own."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """The errors to wrap. None of the database's, which the app answers as always."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count an attempt. Return the number of attempts in this window."""
        now = clock.now()
        counting = queries.attempt(digest(key), amount, now, now + timedelta(seconds=expiry))
        with db.engine.begin() as connection:
            return int(connection.execute(counting).scalar_one())

    def get(self, key: str) -> int:
        """Return the number of attempts in this window."""
        row = self._row(key)
        return row[0] if row else 0

    def get_expiry(self, key: str) -> float:
        """Return the end of the window, in seconds since 1970."""
        row = self._row(key)
        return (row[1] if row else clock.now()).timestamp()

    def check(self) -> bool:
        """Return whether the database answers."""
        with db.engine.connect() as connection:
            return connection.scalar(select(1)) == 1

    def reset(self) -> int:
        """Delete all counts. Return how many there were."""
        with db.engine.begin() as connection:
            return connection.execute(delete(Attempts)).rowcount

    def clear(self, key: str) -> None:
        """Delete the count of one key."""
        with db.engine.begin() as connection:
            connection.execute(delete(Attempts).where(Attempts.key == digest(key)))

    def _row(self, key: str) -> Any:
        still = (Attempts.key == digest(key)) & (Attempts.ends_at > clock.now())
        with db.engine.connect() as connection:
            return connection.execute(
                select(Attempts.number, Attempts.ends_at).where(still)
            ).first()


def open_store(app: Flask, limiter: Limiter) -> None:
    """Open the storage that the settings name. Raise ConfigError if that fails."""
    where = app.extensions["settings"].limits()
    app.config["RATELIMIT_STORAGE_URI"] = where
    try:
        limiter.init_app(app)
    except (ConfigurationError, OSError) as error:
        raise ConfigError(f"Limits cannot be counted in {where}: {error}.") from error


def digest(key: str) -> str:
    """Return the keyed digest that stands for a key in the database.

    Who reads it there learns nothing.
    """
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(secret, f"limits {key}".encode(), hashlib.sha256).hex()


def here() -> str:
    """Return the key of the client's network."""
    return network(request.remote_addr)


def user_or_network() -> str:
    """Return the key of the user, or of a visitor's network."""
    person = current_user._get_current_object()
    return f"person {person.public_id}" if isinstance(person, User) else f"nobody {here()}"


def _forms_limit() -> str:
    """Return the limit of forms per user."""
    return figure("forms" if user_or_network().startswith("person ") else "guests")


def _network_limit() -> str:
    return figure("network")


limiter = Limiter(
    here,
    application_limits=[
        ApplicationLimit(_forms_limit, key_function=user_or_network),
        ApplicationLimit(_network_limit, key_function=lambda: f"network {here()}"),
    ],
)


@limiter.request_filter
def only_reads() -> bool:
    """Return whether this request is not limited, because it is no POST."""
    return request.method != "POST"


def figure(kind: str) -> str:
    """Return the host's setting for a limit, such as ``10/minute;60/hour``."""
    setting: str = getattr(current_app.extensions["settings"], f"limit_{kind}")
    return setting


def limit(kind: str, key: Callable[[], str] = here) -> Callable[[Any], Any]:
    """Return a decorator that limits a view's forms by the setting ``limit_<kind>``.

    If only wrong attempts count, they count after the response. So at one moment up to as many more
    can pass as there are threads.
    """
    when = was_wrong if kind in auth_settings.WRONG_ONLY else None
    decorator: Callable[[Any], Any] = limiter.limit(
        lambda: figure(kind), key_func=key, deduct_when=when
    )
    return decorator


def was_wrong(answer: Response) -> bool:
    """Return whether the form was refused: shown again (422) or redirected to its page."""
    if g.get("right_try"):
        return False
    back = auth_settings.BACK.get(request.endpoint or "")
    return answer.status_code == 422 or (
        back is not None and urlsplit(answer.location or "").path == back
    )


def bound_views(app: Flask) -> None:
    """Limit the attempts at Flask-Security's views."""
    wan_registered.connect(_note_success, app)
    for name, (kind, account) in auth_settings.LIMITS.items():
        view: Any = app.view_functions[name]
        if account:
            view = limit(account, _account_key)(view)
        app.view_functions[name] = limit(kind)(view)


def _note_success(app: Flask, **_: Any) -> None:
    g.right_try = True


def _account_key() -> str:
    """Return a key for the account that the request tries to enter."""
    account = session.get("tf_user_id") or request.form.get("email", "").strip().lower()
    return hashlib.sha256(account.encode()).hexdigest()


def wait() -> int:
    """Return the seconds until the limit that was just reached allows a request again."""
    reached = limiter.current_limit
    seconds = reached.window.reset_time - clock.now().timestamp() if reached else 60
    return max(1, math.ceil(seconds))
