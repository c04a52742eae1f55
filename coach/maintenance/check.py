"""A look at what an installation stands on: findings of one line each."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from coach.config import ConfigError, Settings, read_key

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
AHEAD = timedelta(minutes=5)  # so far two machines' clocks may differ
MB = 1024 * 1024
LITTLE, SCARCE = 500 * MB, 50 * MB


@dataclass(frozen=True)
class CheckResult:
    """What was found about one thing. A ``fail`` is to be mended before people come."""

    level: Literal["ok", "warn", "fail"]
    about: str
    words: str

    def __str__(self) -> str:
        return f"{self.level:<5} {self.about:<14} {self.words}"


def configuration(settings: Settings) -> CheckResult:
    """What the settings say together."""
    file = settings.instance / "config.toml"
    if there(settings.instance) and not settings.instance.is_dir():
        return CheckResult("fail", "configuration", f"{settings.instance} is no folder")
    said = _at_odds(settings)
    if said:
        return CheckResult("warn", "configuration", said)
    where = str(file) if file.is_file() else "no config.toml, the defaults hold"
    return CheckResult("ok", "configuration", where)


def there(path: Path) -> bool:
    """Whether the name is taken, by a link that leads nowhere as well."""
    return path.exists() or path.is_symlink()


def _at_odds(settings: Settings) -> str:
    for file in (settings.instance / "secret_key", settings.file()):
        if file and file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            return f"others on this machine can read {file}; chmod 600 it"
    if settings.address.startswith("https:") and not settings.https:
        return "“address” is https, and “https” is false: cookies would go without protection"
    if settings.https and not settings.trusted_proxies:
        return "“https” without “trusted_proxies”: everybody seems to come from one address"
    if settings.host not in LOOPBACK and not settings.https:
        return f"it listens on {settings.host} without https: for a home network only"
    return ""


def secret_key(settings: Settings) -> CheckResult:
    """Whether there is a key to sign cookies and links with."""
    path = settings.instance / "secret_key"
    if settings.secret_key or not there(path):
        return CheckResult(
            "ok", "secret key", "set" if settings.secret_key else "made at the start"
        )
    try:
        read_key(path)
    except ConfigError as error:
        return CheckResult("fail", "secret key", str(error))
    return CheckResult("ok", "secret key", str(path))


def schema(at: str | None, head: str, known: Sequence[str], named: str) -> CheckResult:
    """Whether the database is of this version; ``named`` says which database it is."""
    if at is None:
        return CheckResult(
            "warn", "database", f"{named}: no tables yet; serve or upgrade makes them"
        )
    if at not in known:
        return CheckResult("fail", "database", f"{named}: schema {at} is of a newer version")
    if at != head:
        return CheckResult("warn", "database", f"{named}: schema {at}; upgrade brings it to {head}")
    return CheckResult("ok", "database", f"{named}: schema {at}, intact")


def clock(now: datetime, newest: datetime | None) -> CheckResult:
    """Whether the machine's clock has been put back behind what was already written."""
    told = f"{now:%Y-%m-%d %H:%M} UTC"
    if newest is not None and newest - now > AHEAD:
        written = f"{newest:%Y-%m-%d %H:%M} UTC"
        return CheckResult("fail", "clock", f"{told}, but the newest row is of {written}")
    return CheckResult("ok", "clock", told)


def disk(folder: Path, free: int, database: int) -> CheckResult:
    """Whether there is room left; a backup needs twice the database for a moment."""
    said = f"{free // MB:,} MB free in {folder}"
    if free < SCARCE:
        return CheckResult("fail", "disk", said)
    if free < LITTLE or free < 3 * database:
        return CheckResult(
            "warn", "disk", f"{said}; a backup needs up to {3 * database // MB:,} MB"
        )
    return CheckResult("ok", "disk", said)
