"""Where a page was opened from, so that it can lead back there."""

from urllib.parse import urlsplit

from flask import request

from coach.web.forms import is_local


def came_from(default: str) -> str:
    """Return the path of our own page that led here, or the default.

    Our pages tell each other where they were left and nobody else (Referrer-Policy same-origin).
    """
    parts = urlsplit(request.headers.get("Referer", ""))  # sound: see web/sound.py
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    ours = parts.netloc == request.host and parts.path != request.path
    return path if ours and is_local(path) else default
