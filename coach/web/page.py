"""What every template may use: the principles, dates in words, who is here."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g

from coach.principles import PRINCIPLES

TABS = (
    ("today", "/today", "Today"),
    ("learn", "/learn", "Learn"),
    ("habits", "/habits", "Habits"),
    ("progress", "/progress", "Progress"),
)


def install(app: Flask) -> None:
    """Add our filters and globals to the templates."""
    app.jinja_env.globals.update(principles=PRINCIPLES, tabs=TABS)
    app.jinja_env.filters.update(
        day=day, long_day=long_day, local_day=local_day, clock_time=clock_time, plural=plural
    )
    app.context_processor(_here)


def _here() -> dict[str, Any]:
    return {"user": g.get("user"), "today": g.get("today")}


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


def clock_time(moment: datetime) -> str:
    """Return an instant as the time on this person's wall: ``7:42``."""
    wall = moment.astimezone(ZoneInfo(g.zone))
    return f"{wall.hour}:{wall.minute:02}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return ``1 day`` or ``2 days``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
