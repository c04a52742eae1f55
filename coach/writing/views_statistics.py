"""Show the statistics of first drafts by month."""

from flask import Blueprint, g, render_template

from coach.writing import queries, statistics
from coach.writing.answer import wrong_one_in

bp = Blueprint("writing_progress", __name__, url_prefix="/write")


@bp.get("/progress")
def progress() -> str:
    """Show the shares of parts in first drafts, with the number of drafts."""
    tally = statistics.monthly(queries.months(g.user.id) if g.user else [])
    return render_template("writing/progress.html", tally=tally, wrong_one_in=wrong_one_in())
