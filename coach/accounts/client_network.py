"""Which network a request comes from: one key for all spellings of a household's addresses."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HOUSEHOLD = 64  # bits of an IPv6 address that a provider gives to one household (RFC 6177)
NAT64 = ip_network("64:ff9b::/96")  # the last 32 bits are an IPv4 address (RFC 6052)
UNKNOWN = "unknown"


def network(told: str | None) -> str:
    """Return the key under which tries from this address are counted.

    An IPv4 address stands for itself, also where IPv6 carries it; of an IPv6 address the first 64
    bits count, because one machine may use all the others. Ports, brackets and interfaces that
    proxies add are left out. What is no address is counted as it is, up to 64 characters.
    """
    found = _address((told or "").strip())
    if found is None:
        return (told or "").strip().lower()[:64] or UNKNOWN
    if isinstance(found, IPv6Address):
        found = _carried(found) or found
    if isinstance(found, IPv4Address) or found.is_link_local:
        return str(found)
    return str(ip_network((found, HOUSEHOLD), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    bare = re.sub(r"^\[([^\]]*)\](:\d+)?$", r"\1", text)
    if bare.count(":") == 1:  # 192.0.2.1:4711
        bare = bare.partition(":")[0]
    try:
        return ip_address(bare.partition("%")[0])
    except ValueError:
        return None


def _carried(found: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that is written into an IPv6 address, or None."""
    if found in NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    teredo = found.teredo
    return found.ipv4_mapped or found.sixtofour or (teredo[1] if teredo else None)
