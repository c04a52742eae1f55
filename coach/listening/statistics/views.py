"""Show the statistics of replies by month."""

from flask import Blueprint, g, render_template

from coach.listening.statistics import queries, tally

bp = Blueprint("listening_progress", __name__, url_prefix="/listening")


@bp.get("/progress")
def progress() -> str:
    """Show the shares of open questions, unasked advice and key points, with the counts."""
    found = tally.of(queries.months(g.user.id)) if g.user else tally.of([])
    return render_template("listening/progress.html", tally=found)
