"""Where tries are counted: in the database, for all processes that share it, or in memory."""

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
    """This process's memory. A clock that was set back locks nobody out."""

    STORAGE_SCHEME = ["memory"]  # takes the place of the package's own

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count a try; return how many there were in this window."""
        latest = clock.now() + timedelta(seconds=expiry) + queries.CLOCKS
        if self.expirations.get(key, 0) > latest.timestamp():
            self.clear(key)
        return super().incr(key, expiry, amount)


class Shared(Storage):
    """The database of the app that asks, each count in a short transaction of its own."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """Nothing is wrapped: an error of the database is answered as any other is."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count a try; return how many there were in this window."""
        now = clock.now()
        counting = queries.attempt(digest(key), amount, now, now + timedelta(seconds=expiry))
        with db.engine.begin() as connection:
            return int(connection.execute(counting).scalar_one())

    def get(self, key: str) -> int:
        """Return how many tries there were in this window."""
        found = self._row(key)
        return found[0] if found else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970."""
        found = self._row(key)
        return (found[1] if found else clock.now()).timestamp()

    def check(self) -> bool:
        """Return whether the database answers."""
        with db.engine.connect() as connection:
            return connection.scalar(select(1)) == 1

    def reset(self) -> int:
        """Forget all tries; return of how many things."""
        with db.engine.begin() as connection:
            return connection.execute(delete(Attempts)).rowcount

    def clear(self, key: str) -> None:
        """Forget the tries of one thing."""
        with db.engine.begin() as connection:
            connection.execute(delete(Attempts).where(Attempts.key == digest(key)))

    def _row(self, key: str) -> Any:
        still = (Attempts.key == digest(key)) & (Attempts.ends_at > clock.now())
        with db.engine.connect() as connection:
            return connection.execute(
                select(Attempts.number, Attempts.ends_at).where(still)
            ).first()


def open_store(app: Flask, limiter: Limiter) -> None:
    """Let the limits be counted where the settings say. Raises ConfigError where they cannot be."""
    where = app.extensions["settings"].limits()
    app.config["RATELIMIT_STORAGE_URI"] = where
    try:
        limiter.init_app(app)
    except (ConfigurationError, OSError) as error:
        raise ConfigError(f"Limits cannot be counted in {where}: {error}.") from error


def digest(key: str) -> str:
    """Return what stands for a key in the database, of no use to whoever reads it there."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(secret, f"limits {key}".encode(), hashlib.sha256).hex()
