"""Headers of every answer: nothing is loaded from, sent to or framed by anywhere else."""

from flask import Flask, Response, g, request

CSP = "; ".join(
    [
        "default-src 'none'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 365 * 24 * 3600


def install(app: Flask, https: bool) -> None:
    """Add the headers; with https also strict transport security (RFC 6797)."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint == "static":
            # the address carries a hash of the files, so it never means anything else
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        else:
            response.headers.setdefault("Cache-Control", _kept())
            response.vary.add("Cookie")
        return response


def _kept() -> str:
    """Return what a browser may keep: of an account nothing, for the next person there may look.

    A guest's browser is the key to everything in any case; it may keep pages to go back to.
    """
    user = g.get("user")
    return "private, no-cache" if user is None or user.is_guest else "no-store, private"
