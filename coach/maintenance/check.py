"""Check the state of an installation: one line per result."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from coach.config import ConfigError, Settings, read_key

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
AHEAD = timedelta(minutes=5)  # how much two machines' clocks may differ
MB = 1024 * 1024
LITTLE, SCARCE = 500 * MB, 50 * MB


@dataclass(frozen=True)
class CheckResult:
    """The result of one check. A ``fail`` must be repaired before people use the server."""

    level: Literal["ok", "warn", "fail"]
    about: str
    words: str

    def __str__(self) -> str:
        return f"{self.level:<5} {self.about:<14} {self.words}"


def configuration(settings: Settings) -> CheckResult:
    """Check whether the settings agree with each other."""
    file = settings.instance / "config.toml"
    if there(settings.instance) and not settings.instance.is_dir():
        return CheckResult("fail", "configuration", f"{settings.instance} is not a folder")
    conflict = _conflict(settings)
    if conflict:
        return CheckResult("warn", "configuration", conflict)
    where = str(file) if file.is_file() else "no config.toml, so the defaults apply"
    return CheckResult("ok", "configuration", where)


def there(path: Path) -> bool:
    """Return whether the path exists, also as a broken link."""
    return path.exists() or path.is_symlink()


def _conflict(settings: Settings) -> str:
    for file in (settings.instance / "secret_key", settings.file()):
        if file and file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            return f"other users of this machine can read {file}; run chmod 600 on it"
    if settings.address.startswith("https:") and not settings.https:
        return "“address” is https, but “https” is false, so cookies are not protected"
    if settings.https and not settings.trusted_proxies:
        return "“https” is true, but “trusted_proxies” is 0: all clients seem to have one address"
    if settings.host not in LOOPBACK and not settings.https:
        return f"it listens on {settings.host} without https: use this on a home network only"
    return ""


def secret_key(settings: Settings) -> CheckResult:
    """Check whether there is a key to sign cookies and links with."""
    path = settings.instance / "secret_key"
    if settings.secret_key or not there(path):
        return CheckResult(
            "ok", "secret key", "set" if settings.secret_key else "created at the first start"
        )
    try:
        read_key(path)
    except ConfigError as error:
        return CheckResult("fail", "secret key", str(error))
    return CheckResult("ok", "secret key", str(path))


def schema(revision: str | None, head: str, revisions: Sequence[str], database: str) -> CheckResult:
    """Check whether the database has this version's schema; ``database`` is its name for messages.

    ``revision`` is None for a database without tables. ``revisions`` are those that this version
    knows.
    """
    if revision is None:
        return CheckResult(
            "warn",
            "database",
            f"{database}: no tables yet; coach serve or coach upgrade creates them",
        )
    if revision not in revisions:
        return CheckResult(
            "fail", "database", f"{database}: schema {revision} belongs to a newer version"
        )
    if revision != head:
        return CheckResult(
            "warn", "database", f"{database}: schema {revision}; coach upgrade brings it to {head}"
        )
    return CheckResult("ok", "database", f"{database}: schema {revision}, intact")


def clock(now: datetime, newest: datetime | None) -> CheckResult:
    """Check whether the machine's clock is behind what was already written."""
    shown_now = f"{now:%Y-%m-%d %H:%M} UTC"
    if newest is not None and newest - now > AHEAD:
        shown_newest = f"{newest:%Y-%m-%d %H:%M} UTC"
        return CheckResult(
            "fail", "clock", f"{shown_now}, but the newest row is from {shown_newest}"
        )
    return CheckResult("ok", "clock", shown_now)


def disk(folder: Path, free: int, database: int) -> CheckResult:
    """Check whether there is enough space.

    A backup temporarily needs up to three times the database.

    ``free`` and ``database`` are in bytes.
    """
    words = f"{free // MB:,} MB free in {folder}"
    if free < SCARCE:
        return CheckResult("fail", "disk", words)
    if free < LITTLE or free < 3 * database:
        return CheckResult(
            "warn", "disk", f"{words}; a backup needs up to {3 * database // MB:,} MB"
        )
    return CheckResult("ok", "disk", words)
