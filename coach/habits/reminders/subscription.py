"""Tell calendar programs how to open the feed, and from where its address can be reached."""

import ipaddress
from typing import Literal
from urllib.parse import urlsplit

Reach = Literal["anywhere", "home", "here"]
HOME_NAMES = ("local", "lan", "home", "internal", "intranet", "home.arpa", "localdomain")


def webcal(address: str) -> str:
    """Return the address with the scheme that opens a calendar program instead of a browser."""
    return f"webcal:{address.partition(':')[2]}"


def reach(address: str) -> Reach:
    """Return from where an address can be reached, judged by its text without any request.

    ``here``: from the server's own machine. ``home``: from its local network (RFC 1918, RFC 4193,
    RFC 6762, RFC 8375, or a name without a dot). ``anywhere``: all other addresses.
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
