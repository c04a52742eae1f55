"""Provide the globals and filters of all templates: principles, dates in words, the user."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from coach import amounts, text
from coach.accounts.keep_offer import Offer, offered
from coach.accounts.models import User
from coach.principles import PRINCIPLES
from coach.web import icons, text_versions
from coach.web.addresses import url_for

TABS = (
    ("today", "today.today", "Today"),
    ("learn", "lessons.learn", "Learn"),
    ("habits", "habits.index", "Habits"),
    ("progress", "assessment.progress", "Progress"),
)


def install(app: Flask) -> None:
    """Add our filters and globals to the templates."""
    drawings: dict[str, Any] = {
        "icon": icons.icon, "mark": icons.mark, "glyph": icons.glyph, "tag": icons.tag
    }  # fmt: skip
    app.jinja_env.globals.update(
        principles=PRINCIPLES, tabs=TABS, url_for=url_for, csrf=csrf, tick=icons.tick, **drawings
    )
    # Jinja works out a filter of a constant, such as "next" | icon, when it compiles the template
    app.jinja_env.filters.update(drawings, glyphs=icons.glyphs)
    app.jinja_env.filters.update(
        day=day, long_day=text.long_day, local_day=local_day, instant=instant,
        clock_time=clock_time, plural=text.plural, agree=text.agree, latest=text.latest,
        own=own, text_version=text_version,
        amount=amounts.written, amount_field=amounts.for_field,
    )  # fmt: skip
    app.context_processor(_user_and_day)


def csrf() -> Markup:
    """Return the hidden CSRF field that every form has, with this request's token."""
    field: Markup | None = g.get("csrf_field")
    if field is None:
        token = escape(generate_csrf())
        field = Markup(f'<input type="hidden" name="csrf_token" value="{token}">')  # noqa: S704
        g.csrf_field = field
    return field


def _user_and_day() -> dict[str, Any]:
    user = g.get("user")
    return {"user": user, "today": g.get("today"), "keep_offered": _keep_offered(user)}


def _keep_offered(user: User | None) -> bool:
    """Return whether pages may offer this user to keep their progress."""
    if user is None or not user.is_guest:
        return False
    registration = current_app.extensions["settings"].registration
    return offered(Offer(user.is_guest, user.keep_declined, registration))


def day(value: date) -> str:
    """Return a day as ``Fri 27 Nov``, with the year when it is not this one."""
    year = "" if value.year == g.today.year else f" {value.year}"
    return text.short_day(value) + year


def local_day(moment: datetime) -> date:
    """Return the calendar date of an instant in the user's time zone."""
    return moment.astimezone(ZoneInfo(g.zone)).date()


def instant(moment: datetime) -> str:
    """Return an instant for ``<time datetime>``, without fractions of a second.

    HTML allows at most milliseconds.
    """
    return moment.isoformat(timespec="seconds")


def clock_time(moment: datetime) -> str:
    """Return an instant as the time in the user's time zone: ``7:42``."""
    wall = moment.astimezone(ZoneInfo(g.zone))
    return f"{wall.hour}:{wall.minute:02}"


def own(text: str) -> Markup:
    """Return a user's text for use in our sentence, isolated in its own direction."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704  what was typed is escaped


def text_version(text: str) -> str:
    """Return the version of a stored text, for the form that edits it."""
    return text_versions.of_text("", text).version
