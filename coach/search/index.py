"""Full-text search over the course: SQLite's FTS5, in memory, filled once from the catalogue.

``Search`` is all that a page knows of it, so that another engine can take its place.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup, escape

from coach.search.documents import Document

MOST_WORDS = 10  # of what was typed
SNIPPET = 26  # words around what was found
TITLE_WEIGHT = 4.0  # a word in the title says more than one in the text
_OPEN, _CLOSE = "\x02", "\x03"  # stand for the mark until all else is escaped


@dataclass(frozen=True)
class Hit:
    """A page that was found; the words looked for are marked in title and snippet."""

    document: Document
    title: Markup
    snippet: Markup


Search = Callable[[str, int], list[Hit]]  # (what was typed, how many at most) -> best first


def index(documents: Iterable[Document]) -> Search:
    """Return the search over these documents. It may be asked from several threads."""
    found = tuple(documents)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(
        "CREATE VIRTUAL TABLE page USING fts5(title, body,"
        " tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    rows = ((place, page.title, page.body) for place, page in enumerate(found))
    connection.executemany("INSERT INTO page (rowid, title, body) VALUES (?, ?, ?)", rows)
    lock = Lock()

    def search(typed: str, limit: int) -> list[Hit]:
        """Pages with all of the words; when there are none, pages with any of them."""
        for query in queries(typed):
            with lock:
                rows = connection.execute(_SELECT, (_OPEN, _CLOSE, _OPEN, _CLOSE, query, limit))
                hits = [Hit(found[n], _marked(title), _marked(body)) for n, title, body in rows]
            if hits:
                return hits
        return []

    return search


def queries(typed: str) -> list[str]:
    """What to ask FTS5 for, the strictest first; nothing when no word was typed.

    The last word may be the beginning of one. Words are quoted: what people type is no syntax.
    """
    words = re.findall(r"\w+", typed)[:MOST_WORDS]
    if not words:
        return []
    terms = [f'"{word}"' for word in words]
    if len(words[-1]) > 2:
        terms[-1] += "*"
    return [" AND ".join(terms), " OR ".join(terms)][: len(terms)]


_SELECT = f"""
SELECT rowid, highlight(page, 0, ?, ?), snippet(page, 1, ?, ?, '…', {SNIPPET})
FROM page WHERE page MATCH ? ORDER BY bm25(page, {TITLE_WEIGHT}, 1.0), rowid LIMIT ?
"""  # noqa: S608  the two numbers are constants of this module


def _marked(text: str) -> Markup:
    safe = str(escape(text))
    return Markup(safe.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>"))  # noqa: S704
