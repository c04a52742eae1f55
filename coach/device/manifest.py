"""Describe the app to browsers that can install it (W3C Web Application Manifest)."""

from collections.abc import Callable
from typing import Any

NAME = "Good Terms"
SUMMARY = "Lessons, practice and habits for long-term professional relationships."
PAPER = "#fcfaf6"  # the background of the light theme
ICONS = (  # file, size, purpose
    ("icon.svg", "any", "any"),
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-192.png", "192x192", "maskable"),
    ("icons/maskable-512.png", "512x512", "maskable"),
    ("icons/monochrome-512.png", "512x512", "monochrome"),
)
SHORTCUTS = (  # a long press on the icon: name, page
    ("Check in", "today.today"),
    ("Listen", "listening.index"),
    ("Write", "writing.index"),
    ("People", "people.index"),
)
KINDS = {"svg": "image/svg+xml", "png": "image/png"}

Address = Callable[[str], str]


def manifest(asset: Address, page: Address) -> dict[str, Any]:
    """Return the manifest. ``asset`` gives a file's address, ``page`` that of an endpoint.

    The app is all pages of this site, also under the path of a reverse proxy.
    """
    root = page("today.welcome")
    return {
        "id": root,
        "name": NAME,
        "short_name": NAME,
        "description": SUMMARY,
        "lang": "en",
        "dir": "ltr",
        "start_url": page("today.today"),
        "scope": root,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["business", "education", "productivity"],
        "icons": [_icon(asset, *icon) for icon in ICONS],
        "shortcuts": [{"name": name, "url": page(to)} for name, to in SHORTCUTS],
        "share_target": {
            "action": page("device.share"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }


def _icon(asset: Address, file: str, size: str, purpose: str) -> dict[str, str]:
    kind = KINDS[file.rpartition(".")[2]]
    return {"src": asset(file), "sizes": size, "type": kind, "purpose": purpose}
