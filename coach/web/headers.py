"""Set the security and cache headers of every response."""

from flask import Flask, Response, g, make_response, request

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
    """Set the headers; with https also Strict-Transport-Security (RFC 6797)."""

    @app.after_request
    def _add(response: Response) -> Response:
        present = {name for name, _ in response.headers}
        response.headers.extend([item for item in HEADERS.items() if item[0] not in present])
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint == "static":
            # the URL contains a hash of the files, so its content never changes
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        else:
            response.headers.setdefault("Cache-Control", _cache_control())
            response.vary.add("Cookie")
        return response


def with_microphone(page: str) -> Response:
    """Return the answer with a page that may use the microphone (“Say it aloud”)."""
    answer = make_response(page)
    policy = HEADERS["Permissions-Policy"]
    answer.headers["Permissions-Policy"] = policy.replace("microphone=()", "microphone=(self)")
    return answer


def _cache_control() -> str:
    """Return the Cache-Control of a page.

    A browser must not store pages of an account, because the next person at that device could read
    them. A guest's pages may be stored for going back: the guest's cookie opens them anyway.
    """
    user = g.get("user")
    return "private, no-cache" if user is None or user.is_guest else "no-store, private"
