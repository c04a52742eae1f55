"""``/healthz``: whether this process and its database answer, for whatever watches over them."""

from flask import Flask, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coach.db import db

ASKED = text("SELECT version_num FROM alembic_version")  # read from the database, not made up


def install(app: Flask) -> None:
    """Add the page. It knows nobody: no session, no cookie, and no line in the log."""

    @app.get("/healthz")
    def healthz() -> Response:
        """200 and ``ok``, or 503."""
        try:
            db.session.execute(ASKED).one()
        except SQLAlchemyError:
            db.session.rollback()
            answer = Response("the database does not answer\n", 503, mimetype="text/plain")
        else:
            answer = Response("ok\n", mimetype="text/plain")
        answer.headers["Cache-Control"] = "no-store"
        return answer
