"""The page that finds pages, and a person's own things apart from them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from flask import Blueprint, current_app, g, render_template, request, url_for

from coach.content.model import Catalogue
from coach.journal import worksheet
from coach.journal.stamps import DAY, day_of
from coach.lessons import queries as lessons
from coach.listening.engine.classifier.embedder import Listening
from coach.search import private_queries, private_results
from coach.search.documents import documents
from coach.search.private_queries import Word
from coach.search.private_results import PrivateResult, Thing
from coach.search.ranking import Search
from coach.search.row_queries import FoundRow
from coach.web.template_context import day, local_day

bp = Blueprint("search", __name__)
LONGEST = 200  # characters of what was typed
RARE = 8  # uses in all pages: a word with fewer is a name, or little used
RARE_WEIGHT = 100  # of such a word, beside 1


class Indexed(NamedTuple):
    """An index and the course it was made from."""

    course: Catalogue
    search: Search


@bp.record_once
def fill(state: Any) -> None:
    """Fill the index when the app starts, not when somebody first asks."""
    made_from(state.app.extensions, state.app.extensions["catalogue"])


@bp.get("/search")
def search() -> str:
    """What was found: pages, and apart from them what the person wrote."""
    typed = request.args.get("q", "").strip()[:LONGEST]
    everybodys = made_from(current_app.extensions, current_app.extensions["catalogue"])
    listening: Listening = current_app.extensions["listening"]
    if listening.embedder is not None:
        everybodys.meanings.begin(listening.embedder)
    found = everybodys.find(typed, answered, visitor=g.user is None)
    things, whole = private_hits(everybodys, typed) if g.user and typed else ([], False)
    strange = found.missing or found.spelt or (whole and not found.complete)
    return render_template(
        "search/search.html",
        typed=typed,
        found=found,
        yours=things[: private_results.MOST],
        more=len(things) > private_results.MOST,
        yours_first=bool(things and strange),
        nothing=not (found.hits or things or found.unanswered),
    )


def answered(question_ids: list[str]) -> set[str]:
    """Return which of these questions the person has answered."""
    return set(lessons.seen(g.user.id, question_ids)) if g.user and question_ids else set()


def private_hits(everybodys: Search, typed: str) -> tuple[list[PrivateResult], bool]:
    """Return the person's own things that fit, and whether they have all the words."""
    asked = private_results.roots(typed)
    rare = [root for root in asked if everybodys.index.uses(root) < RARE]
    words = [Word(root, RARE_WEIGHT if root in rare else 1) for root in asked]
    rows = private_queries.rows(g.user.id, words)
    things = [thing_of(row) for row in rows] + list(sheets())
    fitting, whole = private_results.fitting(things, asked, rare)
    return [private_results.shown(thing, asked) for thing in fitting], whole


def thing_of(row: FoundRow) -> Thing:
    """Return a row as a thing with an address."""
    when = date.fromisoformat(row.day) if len(row.day) == 10 else local_day(instant(row.day))
    match row.kind:
        case "habit":
            return Thing(f"/habits/{row.id}", "Habit", row.head, row.text)
        case "day":
            url = f"/habits/{row.id}/history/{when:%Y-%m}#day-{when}"
            return Thing(url, f"Note on “{row.head}”, {day(when)}", "", row.text)
        case "talk":
            return Thing(f"/listening/field/{row.id}", f"A talk, {day(when)}", "", row.text)
        case "message":
            whom = f" for {row.head}" if row.head else ""
            return Thing(f"/write/kept/{row.id}", f"A message{whom}, {day(when)}", "", row.text)
    return Thing(f"/journal/{row.id}", f"Journal, {day(when)}", "", row.text)


def sheets() -> Iterator[Thing]:
    """Return the lines of the person's filled-in tools."""
    for tool_id, title, parts in private_queries.sheets(g.user.id):
        for part in parts:
            url = url_for("journal.tool", tool_id=tool_id, _anchor=part["id"])
            for line in worksheet.lines(part):
                told = DAY.sub(lambda written: dated(written[0]), line)
                yield Thing(url, f"{title}, {part['label']}", "", told)


def dated(cell: str) -> str:
    """Return a day in words, and words as they are."""
    found = day_of(cell)
    return day(found) if found else cell


def instant(written: str) -> datetime:
    """Return an instant as the database writes it, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def made_from(extensions: dict[str, Any], course: Catalogue) -> Search:
    """Return the search over the course as it is now; a course read anew is indexed anew."""
    found = extensions.get("search")
    if not isinstance(found, Indexed) or found.course is not course:
        found = Indexed(course, Search(documents(course)))
        extensions["search"] = found
    return found.search
