"""Know the country of a time zone, for phone numbers without a country code."""

from functools import cache
from importlib import resources


@cache
def of_zones() -> dict[str, str]:
    """Return the ISO 3166 code of the country of each IANA time zone (tzdata's ``zone.tab``)."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}


def of_zone(zone: str) -> str:
    """Return the code of a time zone's country, or an empty string for zones of no country."""
    return of_zones().get(zone, "")


def codes() -> list[str]:
    """Return all country codes, A to Z."""
    return sorted(set(of_zones().values()))
