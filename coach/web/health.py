"""Serve ``/healthz``, which tells a monitor whether this process and its database answer."""

from flask import Flask, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coach.db import db

# reads a table, so that the database file is really used
QUERY = text("SELECT version_num FROM alembic_version")


def install(app: Flask) -> None:
    """Add the page. It uses no session and no cookie, and it is not logged."""

    @app.get("/healthz")
    def healthz() -> Response:
        """Answer 200 and ``ok``, or 503 if the database does not answer."""
        try:
            db.session.execute(QUERY).one()
        except SQLAlchemyError:
            db.session.rollback()
            answer = Response("the database does not answer\n", 503, mimetype="text/plain")
        else:
            answer = Response("ok\n", mimetype="text/plain")
        answer.headers["Cache-Control"] = "no-store"
        return answer
