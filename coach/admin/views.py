"""Show statistics over all learners, to the host only."""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, abort, g, render_template

from coach.lessons import answer_queries, pace
from coach.questions import item_analysis
from coach.web.course import course

bp = Blueprint("host", __name__, url_prefix="/host")
P = ParamSpec("P")


def host_required(view: Callable[P, str]) -> Callable[P, str]:
    """Answer 404 to anyone but the host, as if the pages did not exist."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> str:
        if g.user is None or not g.user.host:
            abort(404)
        return view(*args, **kwargs)

    return guarded


@bp.get("/questions")
@host_required
def questions() -> str:
    """Show how difficult each question is, how well it distinguishes learners, and the time."""
    moments, responses = answer_queries.moments(), answer_queries.responses()
    statistics: dict[str, list[item_analysis.Statistic]] = {}
    for variant in course().questions.values():
        words = (variant.question.id, variant.question.digest)
        counts = responses.get(words, Counter())
        one = item_analysis.statistic(variant, moments.get(words), counts)
        statistics.setdefault(variant.lesson.id, []).append(one)
    return render_template(
        "host/questions.html",
        found=statistics,
        course=course(),
        enough=item_analysis.ENOUGH,
        paces=pace.paces(course().lessons.values(), answer_queries.sittings(course())),
    )
