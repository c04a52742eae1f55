"""Compare ways to reach somebody: e-mail addresses, phone numbers and web addresses."""

from typing import NamedTuple
from urllib.parse import urlsplit

import phonenumbers

LONGEST = 254
SCHEMES = ("http", "https")


class Web(NamedTuple):
    """A web address as it is kept, and the key by which two are the same. Both may be empty."""

    kept: str = ""
    key: str = ""


def mail(value: str) -> str:
    """Return the key of an e-mail address, or an empty string if it is none.

    Only case is ignored: whether dots matter is known to the provider alone.
    """
    address = value.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    local, at, host = address.rpartition("@")
    sound = bool(local and at and host) and not any(letter.isspace() for letter in address)
    return address.lower() if sound and "@" not in local else ""


def phone(value: str, region: str | None) -> str:
    """Return a phone number in E.164 with its extension, or an empty string.

    ``region``: the ISO 3166 code of the country that numbers without a country code belong to.
    """
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{key}x{number.extension}" if number.extension else key


def web(value: str) -> Web:
    """Return a web address and its key. Without a scheme it is https; others are not kept."""
    address = value.strip()
    address = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return Web()
    odd = "@" in parts.netloc or any(letter.isspace() for letter in address)
    if parts.scheme.lower() not in SCHEMES or "." not in host or odd or not address.isprintable():
        return Web()
    path = parts.path.rstrip("/")
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        return Web(address, f"{host}{port}{path.lower()}")
    query = f"?{parts.query}" if parts.query else ""
    return Web(address, f"{host}{port}{path}{query}")


def way(kind: str, value: str, region: str | None = None) -> tuple[str, str]:
    """Return a way as it is kept and its key. The key is empty if it is no such way.

    ``kind``: ``mail``, ``phone`` or ``web``. A phone number of an unknown country has no key, and
    is kept as it was written.
    """
    if kind == "web":
        return web(value)
    return value.strip(), mail(value) if kind == "mail" else phone(value, region)


def kind_of(value: str) -> str:
    """Return what a way to reach somebody is: ``mail``, ``phone``, ``web``, or an empty string."""
    if "://" in value:  # before anything else: https://social.example/@jane has an @ too
        return "web" if web(value).key else ""
    if mail(value):
        return "mail"
    digits = sum(letter.isdigit() for letter in value)
    if digits > 2 and all(letter.isdigit() or letter in "+-/()., x#*tel:" for letter in value):
        return "phone"
    return "web" if web(value).key else ""
