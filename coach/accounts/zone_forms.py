"""The time zones a person can choose: one for each place, in its region, with its country."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape
from wtforms.fields import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import html_params

from coach import clock

NO_PLACE, IN_USE = "No place", "In use here"


def select(field: SelectField, **attributes: Any) -> Markup:
    """Return the control for a zone, a widget of WTForms: its 400 options are written once."""
    listed = {choice.value for choice in _offered()}
    others = _options(choice for choice in field.choices if choice.value not in listed)
    begin = html_params(id=field.id, name=field.name, **attributes)
    value = f'value="{escape(field.data)}">'
    options = f"{_listed_options()}{others}".replace(value, f"selected {value}")
    return Markup(f"<select {begin}>{options}</select>")  # noqa: S704  all of it is escaped


@cache
def _listed_options() -> str:
    return _options(_offered())


def _options(found: Iterable[SelectChoice]) -> str:
    """Return the choices as HTML, those of a region in a group."""
    return "".join(
        f'<optgroup label="{escape(region)}">{"".join(map(_option, group))}</optgroup>'
        for region, group in groupby(found, key=lambda choice: choice.optgroup)
    )


def _option(choice: SelectChoice) -> str:
    return f'<option value="{escape(choice.value)}">{escape(choice.label)}</option>'


def choices(*present: str | None) -> list[SelectChoice]:
    """Return the zones of today, grouped by region, and any other names that are in force.

    Names that only stand for another zone, such as ``Asia/Calcutta``, are left out unless they are
    ``present``: a server may be in ``Etc/UTC``, a browser in ``Etc/GMT+5``, and a list without it
    would move them.
    """
    offered = list(_offered())
    listed = {choice.value for choice in offered}
    kept = sorted({zone for zone in present if zone in clock.zones()} - listed)
    return offered + [SelectChoice(z, z.replace("_", " "), optgroup=IN_USE) for z in kept]


@cache
def _offered() -> tuple[SelectChoice, ...]:
    """Return a choice for each line of ``zone.tab``, and UTC, ordered by region and label.

    The file has the zones of all places people live in, with ISO 3166 country codes; the package
    tzdata carries it.
    """
    countries = dict(_table("iso3166.tab"))
    places = [(row[2], countries[row[0]]) for row in _table("zone.tab")]
    known = [_choice(zone, country) for zone, country in places if zone in clock.zones()]
    known.sort(key=lambda choice: (str(choice.optgroup), choice.label))
    return (*known, SelectChoice("UTC", "UTC", optgroup=NO_PLACE))


def _choice(zone: str, country: str) -> SelectChoice:
    """Return the choice of a zone: its city, what that lies in, its country, each said once."""
    region, *rest = zone.replace("_", " ").split("/")
    names = [*reversed(rest), country]
    return SelectChoice(zone, ", ".join(dict.fromkeys(names)), optgroup=region)


def _table(name: str) -> list[list[str]]:
    """Return the rows of one of tzdata's tables: columns parted by tabs, comments left out."""
    text = files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
