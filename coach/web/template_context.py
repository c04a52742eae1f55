"""Provide the globals and filters of all templates: icons, principles, dates, the user.

Icons come from the page's SVG sprite and are decoration beside words. Names and CSS classes stand
in our code and need no escaping; labels and titles are escaped.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from coach import amounts, text
from coach.accounts.models import User
from coach.principles import PRINCIPLES, Principle
from coach.web import text_versions
from coach.web.addresses import url_for
from coach.web.cache import cached


def icon(name: str, css: str = "icon") -> Markup:
    """Return the icon with this name."""
    return _use(f"i-{name}", css)


def mark(number: int, css: str = "mark") -> Markup:
    """Return the mark of a principle, numbered 1 to 8."""
    return _use(f"m{number}", css)


def glyph(name: str, label: str = "") -> Markup:
    """Return the symbol of a day's state in a habit's history. Screen readers read the label."""
    aria = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="glyph" {aria}><use href="#g-{name}"/></svg>')  # noqa: S704  escaped


def glyphs(names: Iterable[str]) -> Markup:
    """Return the signs of several days, one after the other."""
    return Markup("".join(map(glyph, names)))  # noqa: S704  each is markup


def tag(principle: Principle) -> Markup:
    """Return a principle's mark with its title."""
    title = f"{mark(principle.number)}{escape(principle.title)}"
    return Markup(f'<span class="tag">{title}</span>')  # noqa: S704  escaped


def tick() -> Markup:
    """Return the tick of a checkbox."""
    return Markup(
        '<svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-tick"/></svg>'
    )


def _use(name: str, css: str) -> Markup:
    svg = f'<svg class="{css}" aria-hidden="true"><use href="#{name}"/></svg>'
    return Markup(svg)  # noqa: S704  both stand in our code


TABS = (
    ("today", "today.today", "Today"),
    ("learn", "lessons.learn", "Learn"),
    ("habits", "habits.index", "Habits"),
    ("people", "people.index", "People"),
    ("progress", "assessment.progress", "Progress"),
)


def install(app: Flask) -> None:
    """Add our filters and globals to the templates."""
    drawings: dict[str, Any] = {"icon": icon, "mark": mark, "glyph": glyph, "tag": tag}
    app.jinja_env.globals.update(
        principles=PRINCIPLES, tabs=TABS, url_for=url_for, csrf=csrf, tick=tick, bar=bar, foot=foot,
        **drawings,
    )  # fmt: skip
    # Jinja works out a filter of a constant, such as "next" | icon, when it compiles the template
    app.jinja_env.filters.update(drawings, glyphs=glyphs)
    app.jinja_env.filters.update(
        day=day, long_day=text.long_day, local_day=local_day, instant=instant,
        clock_time=clock_time, plural=text.plural, agree=text.agree, latest=text.latest,
        own=own, text_version=text_version,
        amount=amounts.written, amount_field=amounts.for_field,
    )  # fmt: skip
    app.context_processor(_user_and_day)


def bar(layout: str, tab: str) -> Markup:
    """Return the bar on top of a page. ``tab`` is the part of the app where the page belongs."""
    is_sign_in = request.endpoint == "security.login"
    return _bar(layout, tab, g.get("user") is not None, is_sign_in, request.script_root)


@cached(64)
def _bar(layout: str, tab: str, is_user: bool, is_sign_in: bool, root: str) -> Markup:
    """Return the bar, ready for the page. ``root`` is the path under which the app is served."""
    where = {"layout": layout, "tab": tab, "is_user": is_user, "is_sign_in": is_sign_in}
    return Markup(render_template("_bar.html", **where))  # noqa: S704  our own template


def foot() -> Markup:
    """Return the foot of a page."""
    return _foot(request.script_root)


@cached(2)
def _foot(root: str) -> Markup:
    """Return the foot, ready for the page. ``root`` is the path under which the app is served."""
    return Markup(render_template("_foot.html"))  # noqa: S704  our own template


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
    return (
        user is not None
        and user.is_guest
        and not user.keep_declined
        and current_app.extensions["settings"].registration
    )


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
