"""Set the security and cache headers of every response."""

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
PERMISSIONS = "Permissions-Policy"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    PERMISSIONS: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 365 * 24 * 3600


def install(app: Flask, https: bool) -> None:
    """Set the headers; with https also Strict-Transport-Security (RFC 6797)."""

    app.add_template_global(allow_microphone)

    @app.after_request
    def _add(response: Response) -> Response:
        present = {name for name, _ in response.headers}
        response.headers.extend([item for item in HEADERS.items() if item[0] not in present])
        if g.get("microphone"):
            policy = HEADERS[PERMISSIONS].replace("microphone=()", "microphone=(self)")
            response.headers[PERMISSIONS] = policy
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint == "static":
            # the URL contains a hash of the files, so its content never changes
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        else:
            response.headers.setdefault("Cache-Control", _cache_control())
            response.vary.add("Cookie")
        return response


def allow_microphone() -> str:
    """Let the page that is being rendered use the microphone (“Say it aloud”). Return nothing."""
    g.microphone = True
    return ""


def _cache_control() -> str:
    """Return the Cache-Control of a page.

    A browser must not store pages of an account, because the next person at that device could read
    them. A guest's pages may be stored for going back: the guest's cookie opens them anyway.
    """
    user = g.get("user")
    return "private, no-cache" if user is None or user.is_guest else "no-store, private"
