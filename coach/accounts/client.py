"""Describe the client of a request: a key of its network, and its browser in coarse words.

One key stands for all addresses of a household. The words are enough for users to recognise their
own browser, and too little to track them.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HOUSEHOLD = 64  # bits of an IPv6 prefix that a provider gives to one household (RFC 6177)
NAT64 = ip_network("64:ff9b::/96")  # the last 32 bits are an IPv4 address (RFC 6052)
UNKNOWN = "unknown"


def network(text: str | None) -> str:
    """Return the key under which attempts from this address are counted.

    An IPv4 address is its own key, also inside an IPv6 address. Of an IPv6 address the first 64
    bits count, because one machine may use all the others. Ports, brackets and interfaces that
    proxies add are removed. A text that is no address is its own key, up to 64 characters.
    """
    address = _address((text or "").strip())
    if address is None:
        return (text or "").strip().lower()[:64] or UNKNOWN
    if isinstance(address, IPv6Address):
        address = _embedded_ipv4(address) or address
    if isinstance(address, IPv4Address) or address.is_link_local:
        return str(address)
    return str(ip_network((address, HOUSEHOLD), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    bare = re.sub(r"^\[([^\]]*)\](:\d+)?$", r"\1", text)
    if bare.count(":") == 1:  # 192.0.2.1:4711
        bare = bare.partition(":")[0]
    try:
        return ip_address(bare.partition("%")[0])
    except ValueError:
        return None


def _embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address embedded in an IPv6 address, or None."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


# the first match counts: Edge and Opera also name Chrome, Chrome also names Safari
PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def coarse(user_agent: str) -> str:
    """Return ``Firefox on Windows`` for a User-Agent header, at most 40 characters."""
    program = next((name for mark, name in PROGRAMS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " on ".join(part for part in (program, system) if part) or "Unknown browser"
