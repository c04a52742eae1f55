"""Store the counts of attempts: in the database, for all processes that share it, or in memory."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from flask_limiter import Limiter
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, Storage
from sqlalchemy import delete, select

from coach import clock
from coach.accounts import queries
from coach.accounts.models import Attempts
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
