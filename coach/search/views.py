"""The page that finds pages."""

from typing import NamedTuple

from flask import Blueprint, current_app, g, render_template, request

from coach.lessons import queries as lessons
from coach.lessons.course import Catalogue
from coach.search.documents import documents
from coach.search.index import Hit, Search, index

bp = Blueprint("search", __name__)
MOST = 20  # pages shown
LONGEST = 200  # characters of what was typed


class Indexed(NamedTuple):
    """An index and the course it was made from."""

    course: Catalogue
    search: Search


@bp.record_once
def fill(state: object) -> None:
    """Fill the index when the app starts, not when somebody first asks."""
    app = state.app  # type: ignore[attr-defined]
    made_from(app.extensions, app.extensions["catalogue"])


@bp.get("/search")
def search() -> str:
    """What was found; explanations are shown of questions this person has answered."""
    typed = request.args.get("q", "").strip()[:LONGEST]
    hits = made_from(current_app.extensions, current_app.extensions["catalogue"])(typed, MOST)
    asked = [hit.document.question_id for hit in hits if hit.document.question_id]
    seen = lessons.seen(g.user.id, asked) if g.user and asked else {}
    context = {"typed": typed, "hits": hits, "open": opened(hits, set(seen)), "most": MOST}
    return render_template("search/search.html", **context)


def opened(hits: list[Hit], answered: set[str]) -> set[str]:
    """Return the addresses of the hits whose words give nothing away."""
    return {
        hit.document.url
        for hit in hits
        if not hit.document.question_id or hit.document.question_id in answered
    }


def made_from(extensions: dict[str, object], course: Catalogue) -> Search:
    """Return the index of the course as it is now; a course read anew is indexed anew."""
    found = extensions.get("search")
    if not isinstance(found, Indexed) or found.course is not course:
        found = Indexed(course, index(documents(course)))
        extensions["search"] = found
    return found.search
