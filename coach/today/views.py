"""Welcome, Today and how it works."""

from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template

bp = Blueprint("today", __name__)


@bp.get("/")
def welcome() -> Any:
    """The promise and the way to the first lesson; who has begun goes on to Today."""
    if g.user is not None:
        return redirect("/today", 303)
    catalogue = current_app.extensions["catalogue"]
    first = next(iter(catalogue.lessons.values()))
    return render_template("today/welcome.html", first=first, chapters=catalogue.chapters.values())


@bp.get("/today")
def today() -> Any:
    return render_template("today/today.html")


@bp.get("/how-it-works")
def how_it_works() -> str:
    """The loop, and how each number comes about."""
    return render_template("today/how_it_works.html")
