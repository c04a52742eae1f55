"""Show the search page: public pages, and separately the user's own texts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Blueprint, current_app, g, render_template, request

from coach.content.model import Catalogue
from coach.journal import worksheet
from coach.journal.stamps import DAY, day_of
from coach.lessons import queries as lessons
from coach.listening.engine.classifier.embedder import Listening
from coach.search import private_queries, private_results
from coach.search.documents import documents
from coach.search.index import Index
from coach.search.private_queries import Word
from coach.search.private_results import PrivateResult, Thing
from coach.search.ranking import Search
from coach.search.row_queries import FoundRow
from coach.text import isolated
from coach.web.addresses import url_for
from coach.web.template_context import day, local_day

bp = Blueprint("search", __name__)
LONGEST = 200  # characters of a query
RARE = 8  # a word with fewer uses in all pages is a name or a rare word
RARE_WEIGHT = 100  # weight of a rare word; other words have 1


class Indexed(NamedTuple):
    """A search and the course it was built from."""

    course: Catalogue
    search: Search


@lru_cache(maxsize=2)
def index_of(course: Catalogue) -> Index:
    """Return the index of a course. All apps of this process share it, as they share the course."""
    return Index(documents(course))


@bp.record_once
def fill(state: Any) -> None:
    """Build the index when the app starts, not at the first search."""
    made_from(state.app.extensions, state.app.extensions["catalogue"])


@bp.get("/search")
def search() -> str:
    """Show the pages that were found, and separately the user's own texts."""
    query = request.args.get("q", "").strip()[:LONGEST]
    public = made_from(current_app.extensions, current_app.extensions["catalogue"])
    listening: Listening = current_app.extensions["listening"]
    if listening.embedder is not None:
        public.meanings.begin(listening.embedder)
    results = public.find(query, answered, visitor=g.user is None)
    things, whole = private_hits(public, query) if g.user and query else ([], False)
    strange = results.missing or results.spelt or (whole and not results.complete)
    return render_template(
        "search/search.html",
        typed=query,
        found=results,
        yours=things[: private_results.MOST],
        more=len(things) > private_results.MOST,
        yours_first=bool(things and strange),
        nothing=not (results.hits or things or results.unanswered),
    )


def answered(question_ids: list[str]) -> set[str]:
    """Return which of these questions the user has answered."""
    return set(lessons.seen(g.user.id, question_ids)) if g.user and question_ids else set()


def private_hits(public: Search, query: str) -> tuple[list[PrivateResult], bool]:
    """Return the user's own texts that fit, and whether they have all the words."""
    roots = private_results.roots(query)
    rare = [root for root in roots if public.index.uses(root) < RARE]
    words = [Word(root, RARE_WEIGHT if root in rare else 1) for root in roots]
    rows = private_queries.rows(g.user.id, words)
    things = [thing_of(row) for row in rows] + list(sheets())
    fitting, whole = private_results.fitting(things, roots, rare)
    return [private_results.shown(thing, roots) for thing in fitting], whole


def thing_of(row: FoundRow) -> Thing:
    """Return a row as a thing with a URL."""
    when = date.fromisoformat(row.day) if len(row.day) == 10 else local_day(instant(row.day))
    match row.kind:
        case "habit":
            return Thing(url_for("habits.habit", habit_id=row.id), "Habit", row.head, row.text)
        case "day":
            shown = min(when, g.today)  # an import may hold a later day, which has no page yet
            month = url_for("days.history", habit_id=row.id, name=f"{shown:%Y-%m}")
            url = f"{month}#day-{when}"
            return Thing(url, f"Note on “{isolated(row.head)}”, {day(when)}", "", row.text)
        case "talk":
            return Thing(
                url_for("field.change", note_id=row.id), f"A talk, {day(when)}", "", row.text
            )
        case "message":
            whom = f" for {isolated(row.head)}" if row.head else ""
            return Thing(
                url_for("messages_kept.message", written_id=row.id),
                f"A message{whom}, {day(when)}",
                "",
                row.text,
            )
        case "intention":
            whom = f" to {isolated(row.head)}" if row.head else ""
            url = url_for("intentions.intention", intention_id=row.id)
            return Thing(url, f"What you want to say{whom}, {day(when)}", "", row.text)
    return Thing(url_for("journal.edit", entry_id=row.id), f"Journal, {day(when)}", "", row.text)


def sheets() -> Iterator[Thing]:
    """Yield the lines of the user's filled-in tools."""
    for tool_id, title, parts in private_queries.sheets(g.user.id):
        for part in parts:
            url = url_for("journal.tool", tool_id=tool_id, _anchor=part["id"])
            for line in worksheet.lines(part):
                text = DAY.sub(lambda match: dated(match[0]), line)
                yield Thing(url, f"{title}, {part['label']}", "", text)


def dated(cell: str) -> str:
    """Return a day in words, and any other text unchanged."""
    parsed = day_of(cell)
    return day(parsed) if parsed else cell


def instant(written: str) -> datetime:
    """Return an instant from the database's text, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def made_from(extensions: dict[str, Any], course: Catalogue) -> Search:
    """Return the search over the current course. A course that was read again is indexed again."""
    indexed = extensions.get("search")
    if not isinstance(indexed, Indexed) or indexed.course is not course:
        indexed = Indexed(course, Search(index_of(course)))
        extensions["search"] = indexed
    return indexed.search
