"""Find the page a request came from, for links that lead back."""

from urllib.parse import urlsplit

from flask import request

from coach.web.forms import is_local


def came_from(default: str) -> str:
    """Return the path of our page that led here, or the default.

    Only pages of this site send the full Referer (Referrer-Policy same-origin).
    """
    # parsable: request_validation.py has checked it
    parts = urlsplit(request.headers.get("Referer", ""))
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    ours = parts.netloc == request.host and parts.path != request.path
    return path if ours and is_local(path) else default
