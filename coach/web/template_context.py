"""What every template may use: the principles, dates in words, who is here."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment
from markupsafe import Markup, escape

from coach import amounts
from coach.accounts.keep_offer import Offer, offered
from coach.accounts.models import User
from coach.principles import PRINCIPLES
from coach.text import agree, latest, plural
from coach.web import text_versions

TABS = (
    ("today", "/today", "Today"),
    ("learn", "/learn", "Learn"),
    ("habits", "/habits", "Habits"),
    ("progress", "/progress", "Progress"),
)


def install(app: Flask) -> None:
    """Add our filters and globals to the templates."""
    drawn = _drawn(app.jinja_env)
    app.jinja_env.globals.update(principles=PRINCIPLES, tabs=TABS, csrf=csrf, **drawn)
    app.jinja_env.filters.update(
        asset=app.jinja_env.globals["asset"], **drawn,
        day=day, long_day=long_day, local_day=local_day, instant=instant, clock_time=clock_time,
        plural=plural, agree=agree, latest=latest, own=own, text_version=text_version,
        amount=amounts.written, amount_field=amounts.for_field,
    )  # fmt: skip
    app.context_processor(_here)


def _drawn(templates: Environment) -> dict[str, Callable[..., Markup]]:
    """Return the macros for marks and icons: for every template, and each drawing made once."""
    drawings = templates.get_template("_macros/icon.html").module
    names = ("icon", "mark", "glyph", "tag", "tick")
    return {name: lru_cache(maxsize=256)(getattr(drawings, name)) for name in names}


def csrf() -> Markup:
    """Return the hidden control that every form has, with this request's token."""
    field: Markup | None = g.get("csrf_field")
    if field is None:
        token = escape(generate_csrf())
        field = Markup(f'<input type="hidden" name="csrf_token" value="{token}">')  # noqa: S704
        g.csrf_field = field
    return field


def _here() -> dict[str, Any]:
    user = g.get("user")
    return {"user": user, "today": g.get("today"), "keep_offered": _keep_offered(user)}


def _keep_offered(user: User | None) -> bool:
    """Return whether pages may offer this person to keep their progress."""
    if user is None:
        return False
    registration = current_app.extensions["settings"].registration
    return offered(Offer(user.is_guest, user.keep_declined, registration))


def day(value: date) -> str:
    """Return a day as ``Fri 27 Nov``, with the year when it is not this one."""
    return _day(value) if value.year == g.today.year else f"{_day(value)} {value.year}"


@lru_cache(maxsize=1024)
def _day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%b}"


@lru_cache(maxsize=1024)
def long_day(value: date) -> str:
    """Return a day as ``Friday 27 November``."""
    return f"{value:%A} {value.day} {value:%B}"


def local_day(moment: datetime) -> date:
    """Return the calendar date of an instant where this person is."""
    return moment.astimezone(ZoneInfo(g.zone)).date()


def instant(moment: datetime) -> str:
    """Return an instant for ``<time datetime>``: HTML allows at most milliseconds."""
    return moment.isoformat(timespec="seconds")


def clock_time(moment: datetime) -> str:
    """Return an instant as the time on this person's wall: ``7:42``."""
    wall = moment.astimezone(ZoneInfo(g.zone))
    return f"{wall.hour}:{wall.minute:02}"


def own(text: str) -> Markup:
    """Return words that a person typed for use in a sentence of ours, in their own direction."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704  what was typed is escaped


def text_version(text: str) -> str:
    """Return the version of a stored text, for the form that changes it."""
    return text_versions.of_text("", text).version
