"""Full-text search over what everybody can read: SQLite's FTS5, in memory, filled once.

A word that some page has is looked for as it is, in all its forms. Only for a word that no page
has is a beginning or another spelling looked for.
"""

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

from markupsafe import Markup, escape

from coach.search import query_terms
from coach.search.documents import Document
from coach.search.query_terms import ALIKE

SNIPPET = 26  # words around what was found
WEIGHTS = "5.0, 3.0, 1.0"  # of a word in the title, in the words that are not shown, in the text
ALIKE_WEIGHT = 0.7  # of another word for the same thing
PHRASE_WEIGHT = 0.6  # of two words that stand side by side as they were typed
TITLE_SHARE = 1.5  # added when the title is all that was typed; less when it is a part of it
LESSON_WEIGHT, LESSON_PAGES = 1.2, 3  # a page is worth more in a lesson whose best pages fit
OF_KIND = {"question": 0.7, "answer": 0.7, "listening": 0.8, "habit": 0.7, "lesson": 1.15}
_OPEN, _CLOSE = "\x02", "\x03"  # stand for the mark until all else is escaped


@dataclass(frozen=True)
class SearchTerm:
    """A word that is looked for: as FTS5 is asked for it, and what was typed."""

    asked: str
    typed: str
    spelt: str = ""  # the known word that a misspelt one was taken for


@dataclass(frozen=True)
class Ranked:
    """How well each document fits, by its number, and the terms that it was looked for by."""

    scores: Mapping[int, float]
    terms: Sequence[SearchTerm]
    complete: bool  # whether some page has all the words


class _Found(NamedTuple):
    """What a word finds: a score and a share of the word by page, and how much it tells."""

    term: SearchTerm | None
    pages: Mapping[int, tuple[float, float]]
    rarity: float


@dataclass(frozen=True)
class Snippet:
    """A document's title and a piece of its text, the words that were found marked in both."""

    title: Markup
    snippet: Markup


class Index:
    """The documents and their words. It may be asked from several threads."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE page USING fts5(title, words, body,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        rows = ((n, page.title, page.words, page.body) for n, page in enumerate(self.documents))
        self._connection.executemany(
            "INSERT INTO page (rowid, title, words, body) VALUES (?, ?, ?, ?)", rows
        )
        self._titles = [
            frozenset(map(query_terms.root, query_terms.telling(p.title))) for p in self.documents
        ]
        self._vocabulary = Counter(
            word
            for page in self.documents
            if page.kind != "answer"
            for word in query_terms.words(f"{page.title} {page.words} {page.body}")
        )
        self._lock = Lock()

    def ranked(self, typed: str) -> Ranked:
        """Return how well the documents fit what was typed; those with none of it are missing."""
        telling = query_terms.telling(typed)
        found = [self._found(word) for word in telling]
        terms = [each.term for each in found if each.term]
        scores, reached = defaultdict[int, float](float), defaultdict[int, float](float)
        for each in found:
            for number, (score, share) in each.pages.items():
                scores[number] += score
                reached[number] += each.rarity * share
        self._add_phrases(scores, typed, telling)
        whole = sum(each.rarity for each in found)
        roots = frozenset(query_terms.root(term.spelt or term.typed) for term in terms)
        fits = {
            number: score * reached[number] / whole * self._standing(number, roots)
            for number, score in scores.items()
        }
        most = max(reached.values(), default=0.0)
        complete = len(terms) == len(telling) and most >= whole - 1e-9
        return Ranked(self._with_lessons(fits), terms, complete)

    def _add_phrases(self, scores: dict[int, float], typed: str, telling: Sequence[str]) -> None:
        """Add to the pages that have two of the words side by side, as they were typed."""
        for one, other in pairwise(query_terms.words(typed)[: 2 * query_terms.MOST_WORDS]):
            if one in telling and other in telling:
                for number, score in self._asked(f'"{one} {other}"').items():
                    scores[number] += PHRASE_WEIGHT * score

    def _standing(self, number: int, roots: frozenset[str]) -> float:
        """Return the weight of a page: of its kind, and of how much of its title was typed."""
        both = len(self._titles[number] & roots)
        share = 2 * both / (len(self._titles[number]) + len(roots)) if both else 0.0
        return OF_KIND.get(self.documents[number].kind, 1.0) * (1 + TITLE_SHARE * share**2)

    def _with_lessons(self, fits: Mapping[int, float]) -> dict[int, float]:
        """Return the scores, those of a lesson's pages raised by how well its best pages fit.

        What only an answer explains does not count: it would tell what the answer is about.
        """
        of_lesson: dict[str, list[float]] = {}
        for number, score in fits.items():
            page = self.documents[number]
            if page.lesson and page.kind != "answer":
                of_lesson.setdefault(page.lesson, []).append(score)
        raised = {
            lesson: LESSON_WEIGHT * sum(nlargest(LESSON_PAGES, scores)) / LESSON_PAGES
            for lesson, scores in of_lesson.items()
        }
        return {n: score + raised.get(self.documents[n].lesson, 0.0) for n, score in fits.items()}

    def shown(self, numbers: Sequence[int], terms: Sequence[SearchTerm]) -> dict[int, Snippet]:
        """Return titles and snippets of these documents; those without the words are missing."""
        if not terms or not numbers:
            return {}
        among = ", ".join(str(int(number)) for number in numbers)
        query = f"{_SELECT} AND rowid IN ({among})"
        asked = " OR ".join(term.asked for term in terms)
        with self._lock:
            rows = self._connection.execute(query, (_OPEN, _CLOSE, _OPEN, _CLOSE, asked)).fetchall()
        return {number: Snippet(_marked(title), _marked(body)) for number, title, body in rows}

    def uses(self, root: str) -> int:
        """Return how often words that everybody can read begin like this."""
        return sum(used for word, used in self._vocabulary.items() if word.startswith(root))

    def _found(self, word: str) -> "_Found":
        """Return how a word is looked for, and what has it."""
        asked, spelt, others = _any(query_terms.spellings(word)), "", ALIKE.get(word, frozenset())
        pages = self._asked(asked)
        if not pages and not others and len(word) >= query_terms.SHORTEST_BEGINNING:
            asked = f'"{word}"*'
            pages = self._asked(asked)
        if not pages and not others and (spelt := query_terms.nearest(word, self._vocabulary)):
            asked, others = _any(query_terms.spellings(spelt)), ALIKE.get(spelt, frozenset())
            pages = self._asked(asked)
        found = {number: (score, 1.0) for number, score in pages.items()}
        if others:
            also = _any(sorted(others))
            for number, score in self._asked(also).items():
                found.setdefault(number, (ALIKE_WEIGHT * score, ALIKE_WEIGHT))
            asked = f"{asked} OR {also}"
        term = SearchTerm(asked, word, spelt) if found else None
        return _Found(term, found, self._rarity(len(pages) or len(found)))

    def _rarity(self, count: int) -> float:
        """Return how much a word tells that so many documents have (Robertson's idf)."""
        size = len(self.documents)
        return math.log(1 + (size - count + 0.5) / (count + 0.5)) if count else 0.0

    def _asked(self, asked: str) -> dict[int, float]:
        with self._lock:
            rows = self._connection.execute(_SCORES, (asked,)).fetchall()
        return {number: -score for number, score in rows}


_SCORES = f"SELECT rowid, bm25(page, {WEIGHTS}) FROM page WHERE page MATCH ?"  # noqa: S608
_SELECT = f"""
SELECT rowid, highlight(page, 0, ?, ?), snippet(page, 2, ?, ?, '…', {SNIPPET})
FROM page WHERE page MATCH ?
"""  # noqa: S608  the numbers are constants of this module


def _any(found: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in found)


def _marked(text: str) -> Markup:
    safe = str(escape(text))
    return Markup(safe.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>"))  # noqa: S704


def plain(text: str) -> Markup:
    """Return a text without marks, cut after as many words as a snippet has."""
    told = re.findall(r"\S+", text)
    return escape(" ".join(told[:SNIPPET]) + ("…" if len(told) > SNIPPET else ""))
