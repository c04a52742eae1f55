"""Figures over all learners, for the host alone."""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, abort, g, render_template

from coach.lessons import item_queries
from coach.questions import item_analysis
from coach.web.course import course

bp = Blueprint("host", __name__, url_prefix="/host")
P = ParamSpec("P")


def host_required(view: Callable[P, str]) -> Callable[P, str]:
    """Answer 404 to anybody else: for them there are no such pages."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> str:
        if g.user is None or not g.user.host:
            abort(404)
        return view(*args, **kwargs)

    return guarded


@bp.get("/questions")
@host_required
def questions() -> str:
    """How each question does: how hard it is, and whether it tells learners apart."""
    moments, responses = item_queries.moments(), item_queries.responses()
    found: dict[str, list[item_analysis.Statistic]] = {}
    for asked in course().questions.values():
        words = (asked.question.id, asked.question.digest)
        given = responses.get(words, Counter())
        one = item_analysis.statistic(asked, moments.get(words), given)
        found.setdefault(asked.lesson.id, []).append(one)
    return render_template(
        "host/questions.html", found=found, course=course(), enough=item_analysis.ENOUGH
    )
