"""Load the settings: defaults, then ``config.toml`` in the instance folder, then ``COACH_*``."""

import difflib
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from coach import clock, paths

DATABASES = r"postgresql\+psycopg://.|sqlite:///."
STORES = r"(memory|database|rediss?|memcached)://"
# one limit, such as 10/minute or 600/10minutes; LIMITS: one or several, separated by ";"
_LIMIT = r"[1-9]\d*/(?:[1-9]\d*)?(?:second|minute|hour|day|month|year)s?"
LIMITS = rf"{_LIMIT}(?:;{_LIMIT})*"
SHORTEST_KEY = 32  # characters
MOST_SPEECH = 4  # recordings written down at once; each takes 400 MB of memory


class ConfigError(Exception):
    """The configuration cannot be used; the message is one sentence for the host."""


@dataclass(frozen=True)
class Settings:
    """All settings of a host. ``config.toml`` and ``COACH_<NAME>`` use the same names."""

    instance: Path
    database_url: str = ""  # empty: SQLite in the instance folder
    database_wait: int = 5  # seconds to wait for a connection or for another write
    limits_url: str = ""  # where attempts are counted; empty: see ``limits``
    secret_key: str = field(default="", repr=False)  # empty: a file in the instance folder
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    https: bool = False  # the public address begins with https://
    trusted_proxies: int = 0  # number of reverse proxies whose X-Forwarded-* is trusted
    registration: bool = True  # whether guests may create an account
    guest_days: int = 400  # ``coach tidy`` deletes guests whose last visit is longer ago
    address: str = ""  # public address, https://coach.example.org; for links in e-mails
    mail_server: str = ""  # empty: no e-mails are sent
    mail_port: int = 587
    mail_user: str = ""
    mail_password: str = ""
    mail_from: str = ""
    mail_starttls: bool = True
    access_log: bool = True  # one line per request on standard error
    log_addresses: bool = False  # include the client's network address
    limit_wrong: str = "10/minute;60/hour"  # wrong passwords, codes and passkeys, per network
    limit_account: str = "20/hour"  # wrong attempts at one account, from any network
    limit_mails: str = "5/minute;20/hour"  # requests for a password link, per network
    limit_mails_account: str = "5/hour"  # requests for a password link, per account
    limit_address: str = "10/hour"  # changes of an account's e-mail address, per network
    limit_keep: str = "20/hour"  # refused forms of "Keep my progress", per network
    limit_forms: str = "600/10minutes"  # forms of any kind, per user
    limit_guests: str = "300/hour"  # new guests, per network
    limit_speech: str = "20/10minutes"  # recordings to write down, per user
    limit_network: str = "2000/10minutes;20000/day"  # forms of any kind, per network
    speech_model: str = ""  # folder of the speech model; empty: nothing spoken is written down
    speech_at_once: int = 1  # recordings written down at the same time
    zone: str = ""  # IANA zone of users whose browser sends none; empty: the machine's

    def database(self) -> str:
        """Return the SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.instance / 'coach.db'}"

    def cookie(self, name: str) -> str:
        """Return the cookie's name.

        With https it has the prefix ``__Host-``, which stops other hosts from setting it (RFC
        6265bis).
        """
        return f"__Host-{name}" if self.https else name

    def session_cookie(self) -> dict[str, str | bool]:
        """Return Flask's settings of the session cookie. With https it is sent by https only."""
        return {
            "SESSION_COOKIE_NAME": self.cookie("session"),
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.https,
        }

    def file(self) -> Path | None:
        """Return the path of an SQLite database, or None for a database server."""
        scheme, _, place = self.database().partition(":///")
        return Path(place.partition("?")[0]) if scheme.startswith("sqlite") else None

    def limits(self) -> str:
        """Return the URL of the rate limit storage.

        The default is the database if ``database_url`` is set, because several processes may share
        it, and otherwise the memory of this process.
        """
        return self.limits_url or ("database://" if self.database_url else "memory://")

    def key(self) -> str:
        """Return the key that signs cookies and links: ``secret_key``, or the instance's file."""
        return self.secret_key or secret_key(self.instance)

    def url(self, port: int = 0) -> str:
        """Return the server's URL for a browser (RFC 3986, 3.2.2)."""
        return f"http://{host_and_port(self.host, port or self.port)}"


def load(environ: Mapping[str, str], **given: object) -> Settings:
    """Return the settings in force.

    ``given`` are values from the command line; they override all others.

    Raise ConfigError for an unknown key, a wrong type or a value out of range.
    """
    instance = Path(str(given.pop("instance", "") or environ.get("COACH_INSTANCE") or ""))
    if instance == Path():
        instance = paths.default_instance()
    values: dict[str, object] = {}
    values.update(_from_file(instance / "config.toml"))
    values.update(_from_environ(environ))
    values.update({name: value for name, value in given.items() if value is not None})
    return _check(Settings(instance=instance.absolute(), **values))  # type: ignore[arg-type]


def host_and_port(host: str, port: int) -> str:
    """Return ``127.0.0.1:8000`` or ``[::1]:8000``."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def secret_key(instance: Path) -> str:
    """Return the instance's secret key.

    It is created at the first start, readable by its owner only. Raise ConfigError if the file
    holds no key.
    """
    path = instance / "secret_key"
    if not path.exists():
        _make_key(path)
    return read_key(path)


def _make_key(path: Path) -> None:
    """Write a new key atomically. If two processes start at once, one of the two keys is kept."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    key = secrets.token_urlsafe(48)
    try:
        _write_new(draft, key)
        os.link(draft, path)  # unlike a rename, this never replaces an existing file
    except FileExistsError:
        return
    except OSError:  # the file system has no hard links
        _write_new(path, key)
    finally:
        draft.unlink(missing_ok=True)


def _write_new(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # a power cut must not leave an empty file behind


def read_key(path: Path) -> str:
    """Return the key in the file. Raise ConfigError if it cannot be read or is too short."""
    try:
        key = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The secret key in {path} cannot be read: {error}.") from error
    if len(key) < SHORTEST_KEY:
        raise ConfigError(
            f"The secret key in {path} is shorter than {SHORTEST_KEY} characters. Restore "
            "it from a backup, or delete the file: the new key will sign everybody out."
        )
    return key


_TYPES = {f.name: cast(type, f.type) for f in fields(Settings) if f.name != "instance"}


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not readable as TOML: {error}.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error
    for name, value in values.items():
        if name not in _TYPES:
            raise ConfigError(f"{path} has an unknown key “{name}”{_suggestion(name)}.")
        if type(value) is not _TYPES[name]:
            raise ConfigError(f"{path}: “{name}” must be {_WORDS[_TYPES[name]]}.")
    return values


def _from_environ(environ: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, text in environ.items():
        if not key.startswith("COACH_") or key == "COACH_INSTANCE":
            continue
        name = key.removeprefix("COACH_").lower()
        if name not in _TYPES:
            raise ConfigError(f"The environment has an unknown key {key}{_suggestion(name)}.")
        values[name] = _parsed(key, text, _TYPES[name])
    return values


_WORDS = {str: "text in quotes", int: "a whole number", bool: "true or false"}
_TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _parsed(key: str, text: str, kind: type) -> object:
    if kind is bool and text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    if kind is int and text.lstrip("-").isdecimal():
        return int(text)
    if kind is str:
        return text
    raise ConfigError(f"{key} must be {_WORDS[kind]}, not “{text}”.")


def _suggestion(name: str) -> str:
    close = difflib.get_close_matches(name, _TYPES, n=1)
    return f" (did you mean “{close[0]}”?)" if close else ""


def _check(settings: Settings) -> Settings:
    if not 0 <= settings.port <= 65535:
        raise ConfigError(f"The port must lie between 0 and 65535, not {settings.port}.")
    if settings.threads < 1:
        raise ConfigError("“threads” must be at least 1.")
    if not 1 <= settings.speech_at_once <= MOST_SPEECH:
        raise ConfigError(f"“speech_at_once” must lie between 1 and {MOST_SPEECH}.")
    if settings.database_wait < 1:
        raise ConfigError("“database_wait” must be at least 1.")
    if settings.database_url and not re.match(DATABASES, settings.database_url):
        raise ConfigError("“database_url” must begin with postgresql+psycopg:// or sqlite:///.")
    if settings.database_url and not _has_a_port(settings.database_url):
        raise ConfigError("The port in “database_url” must be a number.")
    if settings.limits_url and not re.match(STORES, settings.limits_url):
        raise ConfigError(
            "“limits_url” must begin with memory://, database://, redis:// or memcached://."
        )
    if settings.secret_key and len(settings.secret_key) < SHORTEST_KEY:
        raise ConfigError(f"“secret_key” needs at least {SHORTEST_KEY} characters.")
    if settings.guest_days < 30:
        raise ConfigError("“guest_days” must be at least 30.")
    if settings.address and not re.fullmatch(r"https?://[^/\s]+", settings.address):
        raise ConfigError("“address” must look like https://coach.example.org, without a path.")
    if settings.mail_server and not (settings.address and "@" in settings.mail_from):
        raise ConfigError("To send e-mails, set “address” and “mail_from” as well.")
    for name in (name for name in _TYPES if name.startswith("limit_")):
        _check_limit(name, getattr(settings, name))
    if settings.zone and settings.zone not in clock.zones():
        raise ConfigError(f"“{settings.zone}” is not the name of a time zone (IANA).")
    return settings


def _has_a_port(url: str) -> bool:
    """Return whether the URL's port is a number or absent."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _check_limit(name: str, figure: str) -> None:
    if not re.fullmatch(LIMITS, figure, re.ASCII):
        raise ConfigError(f"“{name}” must look like 10/minute;60/hour, not “{figure}”.")


def server_zone(settings: Settings) -> str:
    """Return the IANA zone of users whose browser sends none."""
    if settings.zone:
        return settings.zone
    local = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return local if local in clock.zones() else "UTC"
