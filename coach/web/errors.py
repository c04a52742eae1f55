"""Show error pages: refusals (4xx), faults (500), and a database that cannot be used (503).

Nothing that was typed is lost. The page of 503 offers to send the form again. That is safe even if
the first commit succeeded and only its response was lost, because a form that is sent twice counts
once. When everything else fails, a page without template, session or database is sent, with our
headers, and the exception is logged without private text.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import inspect
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import BadRequest, HTTPException

from coach.accounts import rate_limits
from coach.db import db
from coach.web.headers import HEADERS
from coach.web.logging import HEADER

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


LAST_PAGE = """<!doctype html>
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


def last_page(request_id: str) -> Response:
    """Return the page. It shows the request id, by which the host finds the line in the log."""
    answer = Response(LAST_PAGE.format(request_id), 500)
    answer.headers.update(HEADERS)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers[HEADER] = request_id
    return answer


def catch_everything(app: Flask) -> None:
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
            return last_page(request_id)(environ, start_response)

    app.wsgi_app = guarded  # type: ignore[method-assign]


SECRET_FIELDS = {"csrf_token", "password", "password_confirm", "new_password",
                 "new_password_confirm", "code", "credential"}  # fmt: skip
KNOWN = {403, 404, 405, 413, 429, 500}


def install(app: Flask) -> None:
    """Register our pages for refusals, faults, and a database that cannot be used."""
    app.register_error_handler(CSRFError, _handle_expired_token)
    app.register_error_handler(HTTPException, _handle_http_error)
    app.register_error_handler(500, _handle_fault)
    for kind in (OperationalError, InterfaceError, NoConnection):
        app.register_error_handler(kind, _handle_unavailable)
    app.register_error_handler(DataError, _handle_bad_value)


def _handle_http_error(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    code = error.code or 500
    wait = rate_limits.wait() if code == 429 else 0
    fields = typed() if (wait or code == 404) and ours() else []
    template = f"errors/{code}.html" if code in KNOWN else "errors/other.html"
    headers = {k: v for k, v in error.get_headers() if k == "Allow"}
    if wait:
        headers["Retry-After"] = str(wait)
    return render_template(template, error=error, wait=wait, typed=fields), code, headers


def _handle_fault(error: Exception) -> Any:
    try:
        let_go()
        return render_template("errors/500.html", typed=typed()), 500
    except Exception:
        current_app.logger.exception("%s fault on the page of a fault", g.get("request_id", "-"))
        return last_page(g.get("request_id", "-"))


def let_go() -> None:
    """Roll back and detach ``g.user``, so that rendering the error page issues no query."""
    user = g.get("user")
    if user is not None and inspect(user).expired_attributes:
        user = None
    if user is not None and user in db.session:
        db.session.expunge(user)
    db.close_session()
    g.user = user
    g._login_user = user or current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _handle_expired_token(error: CSRFError) -> Any:
    # A form from another site is not offered for sending again: it may be an attack.
    fields = typed() if ours() else []
    return render_template("errors/expired.html", typed=fields, action=request.full_path), 400


def ours() -> bool:
    """Return whether the form was sent by a page of this site."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def typed() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent as (name, value) pairs, without secrets."""
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if name not in SECRET_FIELDS]


AGAIN = 5  # seconds until a program may try again


def _handle_unavailable(error: Exception) -> Any:
    let_go()
    _log("the database cannot be used", _cause(error))
    fields = typed() if request.method == "POST" and ours() else []
    context = {"sent": request.method == "POST", "typed": fields, "action": request.full_path}
    page = render_template("errors/503.html", **context)
    return page, 503, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}


def _handle_bad_value(error: DataError) -> Any:
    """Answer 400: the value fits no column of a database that is stricter than SQLite."""
    let_go()
    _log("a value fits no column", type(error.orig).__name__)
    return render_template("errors/other.html", error=BadRequest()), 400


def _log(what: str, why: str) -> None:
    current_app.logger.error("%s %s: %s", g.get("request_id", "-"), what, why)


def _cause(error: Exception) -> str:
    """Return the driver's message, without the statement and its values."""
    message = str(getattr(error, "orig", None) or type(error).__name__)
    return message.partition("\n")[0]
