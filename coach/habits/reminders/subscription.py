"""How calendar programs get at the feed: the address they open, and from where it is reached."""

import ipaddress
from typing import Literal
from urllib.parse import urlsplit

Reach = Literal["anywhere", "home", "here"]
HOME_NAMES = ("local", "lan", "home", "internal", "intranet", "home.arpa", "localdomain")


def webcal(address: str) -> str:
    """Return the address with the scheme that opens a calendar program instead of a browser."""
    return f"webcal:{address.partition(':')[2]}"


def reach(address: str) -> Reach:
    """Return from where an address can be reached: by its name alone, nothing is asked.

    ``here``: from the server's own machine; ``home``: from its own network (RFC 1918, RFC 4193,
    RFC 6762, RFC 8375, a name without a dot); ``anywhere``: as far as can be told.
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return _by_name(host)
    if number.is_loopback or number.is_unspecified:
        return "here"
    return "anywhere" if number.is_global else "home"


def _by_name(host: str) -> Reach:
    if host == "localhost" or host.endswith(".localhost"):
        return "here"
    at_home = "." not in host or host.endswith(tuple(f".{name}" for name in HOME_NAMES))
    return "home" if at_home else "anywhere"
