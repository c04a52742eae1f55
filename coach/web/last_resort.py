"""Serve the error page that works when everything else fails.

It uses no template, session or database. It has our headers, and the exception is logged without
private text.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response

from coach.web.headers import HEADERS
from coach.web.logging import HEADER

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Something went wrong on our side. · Good Terms</title></head>
<body><main>
<h1>Something went wrong on our side.</h1>
<p>Nothing saved before is lost. Go back to see what you typed, and try again in a moment.</p>
<p><a href="/today">Go to Today</a></p>
<p>Error 500. If you report it to the person who runs this server, please give this number: {}</p>
</main></body>
</html>
"""


def page(request_id: str) -> Response:
    """Return the page. It shows the request id, by which the host finds the line in the log."""
    answer = Response(PAGE.format(request_id), 500)
    answer.headers.update(HEADERS)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers[HEADER] = request_id
    return answer


def install(app: Flask) -> None:
    """Catch every exception outside of Flask.

    The server would print its message, which may be private.
    """
    inner: WSGIApplication = app.wsgi_app

    def guarded(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            return inner(environ, start_response)
        except Exception as error:
            if app.testing and app.config["PROPAGATE_EXCEPTIONS"] is not False:
                raise
            request_id = environ.get("coach.request_id", "-")
            app.logger.error("%s fault outside of the app", request_id, exc_info=error)
            return page(request_id)(environ, start_response)

    app.wsgi_app = guarded  # type: ignore[method-assign]
