"""Full-text search over everything that is public, with SQLite's FTS5 in memory, built once.

A word that some page has is searched exactly, in all its forms. Only a word that no page has is
searched as a beginning or with another spelling.
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

SNIPPET = 26  # words in a snippet
WEIGHTS = "5.0, 3.0, 1.0"  # weights of a word in the title, in the hidden words and in the text
ALIKE_WEIGHT = 0.7  # weight of a synonym
PHRASE_WEIGHT = 0.6  # weight of two words that are neighbours, as they were typed
TITLE_SHARE = 1.5  # added if the query is the whole title; less if it is a part of it
# weight for pages of a lesson whose best pages fit; number of its best pages
LESSON_WEIGHT, LESSON_PAGES = 1.2, 3
# exercises count less than what explains: a story has many words that its title does not promise
OF_KIND = {
    "question": 0.7, "answer": 0.7, "listening": 0.8, "case": 0.6, "habit": 0.7, "lesson": 1.15,
}  # fmt: skip
_OPEN, _CLOSE = "\x02", "\x03"  # placeholders for <mark> until the text is escaped


@dataclass(frozen=True)
class SearchTerm:
    """A word of the query: the FTS5 expression, the typed word, and the corrected spelling."""

    asked: str
    typed: str
    spelt: str = ""  # the known word that replaces a misspelt one


@dataclass(frozen=True)
class Ranked:
    """The score of each document by its number, and the terms it was searched by."""

    scores: Mapping[int, float]
    terms: Sequence[SearchTerm]
    complete: bool  # whether some page has all the words


class _Match(NamedTuple):
    """What a word finds: (score, share of the word) by page, and the word's rarity (idf)."""

    term: SearchTerm | None
    pages: Mapping[int, tuple[float, float]]
    rarity: float


@dataclass(frozen=True)
class Snippet:
    """A document's title and a piece of its text, with the found words marked in both."""

    title: Markup
    snippet: Markup


class Index:
    """The documents and their words. Several threads may use it at once."""

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
        """Return how well the documents fit the query.

        Documents without any of its words are missing.
        """
        keywords = query_terms.telling(typed)
        matches = [self._match(word) for word in keywords]
        terms = [each.term for each in matches if each.term]
        scores, reached = defaultdict[int, float](float), defaultdict[int, float](float)
        for each in matches:
            for number, (score, share) in each.pages.items():
                scores[number] += score
                reached[number] += each.rarity * share
        self._add_phrases(scores, typed, keywords)
        whole = sum(each.rarity for each in matches)
        roots = frozenset(query_terms.root(term.spelt or term.typed) for term in terms)
        fits = {
            number: score * reached[number] / whole * self._standing(number, roots)
            for number, score in scores.items()
        }
        most = max(reached.values(), default=0.0)
        complete = len(terms) == len(keywords) and most >= whole - 1e-9
        return Ranked(self._with_lessons(fits), terms, complete)

    def _add_phrases(self, scores: dict[int, float], typed: str, telling: Sequence[str]) -> None:
        """Raise the scores of pages in which two words of the query are neighbours."""
        for one, other in pairwise(query_terms.words(typed)[: 2 * query_terms.MOST_WORDS]):
            if one in telling and other in telling:
                for number, score in self._scores_of(f'"{one} {other}"').items():
                    scores[number] += PHRASE_WEIGHT * score

    def _standing(self, number: int, roots: frozenset[str]) -> float:
        """Return the weight of a page by its kind and by the share of its title in the query."""
        both = len(self._titles[number] & roots)
        share = 2 * both / (len(self._titles[number]) + len(roots)) if both else 0.0
        return OF_KIND.get(self.documents[number].kind, 1.0) * (1 + TITLE_SHARE * share**2)

    def _with_lessons(self, fits: Mapping[int, float]) -> dict[int, float]:
        """Return the scores, raised for pages of a lesson by the scores of the lesson's best pages.

        Answers do not count, because they would reveal what an answer is about.
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
        """Return titles and snippets of these documents.

        Documents without the words are missing.
        """
        if not terms or not numbers:
            return {}
        among = ", ".join(str(int(number)) for number in numbers)
        query = f"{_SELECT} AND rowid IN ({among})"
        expression = " OR ".join(term.asked for term in terms)
        with self._lock:
            marks = (_OPEN, _CLOSE, _OPEN, _CLOSE)
            rows = self._connection.execute(query, (*marks, expression)).fetchall()
        return {number: Snippet(_marked(title), _marked(body)) for number, title, body in rows}

    def uses(self, root: str) -> int:
        """Return how often public words begin with this root."""
        return sum(used for word, used in self._vocabulary.items() if word.startswith(root))

    def _match(self, word: str) -> "_Match":
        """Return the expression by which a word is searched, and the pages that have it."""
        expression, spelt = _any(query_terms.spellings(word)), ""
        others = ALIKE.get(word, frozenset())
        pages = self._scores_of(expression)
        if not pages and not others and len(word) >= query_terms.SHORTEST_BEGINNING:
            expression = f'"{word}"*'
            pages = self._scores_of(expression)
        if not pages and not others and (spelt := query_terms.nearest(word, self._vocabulary)):
            expression, others = _any(query_terms.spellings(spelt)), ALIKE.get(spelt, frozenset())
            pages = self._scores_of(expression)
        shares = {number: (score, 1.0) for number, score in pages.items()}
        if others:
            also = _any(sorted(others))
            for number, score in self._scores_of(also).items():
                shares.setdefault(number, (ALIKE_WEIGHT * score, ALIKE_WEIGHT))
            expression = f"{expression} OR {also}"
        term = SearchTerm(expression, word, spelt) if shares else None
        return _Match(term, shares, self._rarity(len(pages) or len(shares)))

    def _rarity(self, count: int) -> float:
        """Return the rarity of a word that so many documents have (Robertson's idf)."""
        size = len(self.documents)
        return math.log(1 + (size - count + 0.5) / (count + 0.5)) if count else 0.0

    def _scores_of(self, expression: str) -> dict[int, float]:
        with self._lock:
            rows = self._connection.execute(_SCORES, (expression,)).fetchall()
        return {number: -score for number, score in rows}


_SCORES = f"SELECT rowid, bm25(page, {WEIGHTS}) FROM page WHERE page MATCH ?"  # noqa: S608
_SELECT = f"""
SELECT rowid, highlight(page, 0, ?, ?), snippet(page, 2, ?, ?, '…', {SNIPPET})
FROM page WHERE page MATCH ?
"""  # noqa: S608  the numbers are constants of this module


def _any(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _marked(text: str) -> Markup:
    safe = str(escape(text))
    return Markup(safe.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>"))  # noqa: S704


def plain(text: str) -> Markup:
    """Return a text without marks, cut after as many words as a snippet has."""
    words = re.findall(r"\S+", text)
    return escape(" ".join(words[:SNIPPET]) + ("…" if len(words) > SNIPPET else ""))
