"""List the time zones to choose from: one per place, grouped by region, with the country."""

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
    """Return the select control for a time zone, as a WTForms widget.

    The HTML of its 400 options is cached.
    """
    listed = {choice.value for choice in _offered()}
    others = _options(choice for choice in field.choices if choice.value not in listed)
    begin = html_params(id=field.id, name=field.name, **attributes)
    value = f'value="{escape(field.data)}">'
    options = f"{_listed_options()}{others}".replace(value, f"selected {value}")
    return Markup(f"<select {begin}>{options}</select>")  # noqa: S704  everything is escaped


@cache
def _listed_options() -> str:
    return _options(_offered())


def _options(options: Iterable[SelectChoice]) -> str:
    """Return the options as HTML, with those of a region in an optgroup.

    ``options`` must be grouped by region.
    """
    return "".join(
        f'<optgroup label="{escape(region)}">{"".join(map(_option, group))}</optgroup>'
        for region, group in groupby(options, key=lambda choice: choice.optgroup)
    )


def _option(choice: SelectChoice) -> str:
    return f'<option value="{escape(choice.value)}">{escape(choice.label)}</option>'


def choices(*present: str | None) -> list[SelectChoice]:
    """Return today's zones, grouped by region, and those in ``present``.

    Names that are aliases of another zone, such as ``Asia/Calcutta``, are left out unless they are
    ``present``: a server may be in ``Etc/UTC``, a browser in ``Etc/GMT+5``, and a list without it
    would select another zone.
    """
    all_offered = list(_offered())
    listed = {choice.value for choice in all_offered}
    others = sorted({zone for zone in present if zone in clock.zones()} - listed)
    return all_offered + [SelectChoice(z, z.replace("_", " "), optgroup=IN_USE) for z in others]


@cache
def _offered() -> tuple[SelectChoice, ...]:
    """Return one choice per line of ``zone.tab``, and UTC, ordered by region and label.

    The file, in the package tzdata, has the zones of all inhabited places with ISO 3166 country
    codes.
    """
    countries = dict(_table("iso3166.tab"))
    places = [(row[2], countries[row[0]]) for row in _table("zone.tab")]
    zone_choices = [_choice(zone, country) for zone, country in places if zone in clock.zones()]
    zone_choices.sort(key=lambda choice: (str(choice.optgroup), choice.label))
    return (*zone_choices, SelectChoice("UTC", "UTC", optgroup=NO_PLACE))


def _choice(zone: str, country: str) -> SelectChoice:
    """Return the choice of a zone.

    Its label is the city, what the city lies in, and the country, each once.
    """
    region, *rest = zone.replace("_", " ").split("/")
    names = [*reversed(rest), country]
    return SelectChoice(zone, ", ".join(dict.fromkeys(names)), optgroup=region)


def _table(name: str) -> list[list[str]]:
    """Return the rows of one of tzdata's tables: columns are separated by tabs, comments left
    out."""
    text = files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
