"""Welcome, Today and how it works."""

from flask import Blueprint, g, redirect, render_template

bp = Blueprint("today", __name__)


@bp.get("/")
def welcome():
    return render_template("today/welcome.html")

@bp.get("/today")
def today():
    return render_template("today/today.html")

@bp.get("/how-it-works")
def how_it_works() -> str:
    return render_template("today/how_it_works.html")
