"""Know the country of a time zone, for phone numbers without a country code."""

from functools import cache
from importlib import resources


def _table(name: str) -> list[list[str]]:
    """Return the rows of one of tzdata's tables, each in its columns."""
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@cache
def of_zones() -> dict[str, str]:
    """Return the ISO 3166 code of the country of each IANA time zone (tzdata's ``zone.tab``)."""
    return {row[2]: row[0] for row in _table("zone.tab") if len(row) > 2}


def of_zone(zone: str) -> str:
    """Return the code of a time zone's country, or an empty string for zones of no country."""
    return of_zones().get(zone, "")


@cache
def countries() -> dict[str, str]:
    """Return the names of the countries by their codes, A to Z (tzdata's ``iso3166.tab``)."""
    rows = sorted((row[1], row[0]) for row in _table("iso3166.tab") if len(row) > 1)
    return {code: name for name, code in rows}
