"""Rank the pages that a search found by words and by meaning, with fitting unanswered questions.

The vectors of the pages are computed in the background, once the listening room's sentence encoder
is loaded. Until then, or without an encoder, search uses words only.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape

from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors
from coach.search import query_terms
from coach.search.documents import Document
from coach.search.index import Index, Ranked, plain

LONGEST = 240  # characters of a passage of a few sentences
AT_ONCE = 16  # passages embedded at once; a reply that is judged meanwhile has to wait for them
LEFT_OUT = ("question", "answer", "habit")  # a question's text does not answer a query


class Meanings:
    """The documents' passages as vectors, once they are computed."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._passages = tuple(passages(documents))
        self._vectors: Vectors | None = None
        self._embedder: Embedder | None = None
        self._begun = threading.Lock()

    def begin(self, embedder: Embedder) -> threading.Thread | None:
        """Compute the vectors in a background thread and return it.

        Return None after the first call.
        """
        if not self._begun.acquire(blocking=False):
            return None
        thread = threading.Thread(target=self.work_out, args=[embedder], name="search", daemon=True)
        thread.start()
        return thread

    def work_out(self, embedder: Embedder) -> None:
        """Compute the vectors now."""
        texts = [text for _, text in self._passages]
        vectors = np.empty((len(texts), WIDTH), np.float32)
        for n in range(0, len(texts), AT_ONCE):
            vectors[n : n + AT_ONCE] = embedder(texts[n : n + AT_ONCE])
        self._vectors = vectors
        self._embedder = embedder

    def near(self, typed: str) -> dict[int, tuple[float, str]]:
        """Return each document's similarity, -1 to 1, and its most similar passage, by its number.

        The result is empty while there are no vectors.
        """
        if self._embedder is None or self._vectors is None:
            return {}
        likeness = self._vectors @ self._embedder([typed])[0]
        nearest: dict[int, tuple[float, str]] = {}
        for (number, text), value in zip(self._passages, likeness.tolist(), strict=True):
            if number not in nearest or value > nearest[number][0]:
                nearest[number] = (value, text)
        return nearest


def passages(documents: Sequence[Document]) -> Iterator[tuple[int, str]]:
    """Yield the passages of the documents, each with its document's number."""
    for number, page in enumerate(documents):
        if page.kind in LEFT_OUT:
            continue
        yield number, page.title
        for passage in page.parts or _passages_of(page.body):
            yield number, passage


def _passages_of(text: str) -> Iterator[str]:
    """Yield a text in runs of whole sentences, of about LONGEST characters."""
    run = ""
    for sentence in re.split(r"(?<=[.!?”])\s+", text.strip()):
        if run and len(run) + len(sentence) > LONGEST:
            yield run
            run = ""
        run = f"{run} {sentence}".strip()
    if run:
        yield run


MOST = 12  # the most pages shown
LOOKED_AT = 80  # the most pages considered
OF_A_LESSON = 2  # pages of one lesson that come before other lessons
LESSONS = 3  # the most lessons named for their unanswered questions
A_QUESTION = 3  # number of words from which on meaning counts
MEANING_WEIGHT = 3.0  # weight of meaning; the best page by words scores 1
UNLIKE = 0.2  # similarity that any two texts have
LIKE = 0.35  # similarity from which on a page without the words is shown

# maps ids of questions to those that the user has answered
Answered = Callable[[list[str]], set[str]]


@dataclass(frozen=True)
class Hit:
    """A page in the results. The searched words are marked in title and snippet."""

    document: Document
    title: Markup
    snippet: Markup


@dataclass(frozen=True)
class SearchResults:
    """The results of a search.

    ``unanswered`` are lessons, as (title, URL), with a fitting question that the user has not
    answered. ``spelt`` are misspelt words with their corrections. ``missing`` are words that no
    page has and that resemble no known word. ``complete``: some page has all words. ``guessed``: no
    page has any of them, and the hits are similar in meaning.
    """

    hits: Sequence[Hit]
    unanswered: Sequence[tuple[str, str]]
    spelt: Sequence[tuple[str, str]]
    missing: Sequence[str]
    complete: bool
    guessed: bool


class Search:
    """The search over everything public: by words, and by meaning once the encoder is loaded."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.meanings = Meanings(self.index.documents)

    def find(
        self, typed: str, answered: Answered, most: int = MOST, visitor: bool = False
    ) -> SearchResults:
        """Return the pages that fit best. Explanations of unanswered questions are not searched.

        ``answered`` returns which of some question ids the user has answered. A ``visitor`` does
        not get personal pages.
        """
        ranked = self.index.ranked(typed)
        near = self._near(typed, ranked)
        order = self._ordered(ranked, near)[:LOOKED_AT]
        looked_at = [(number, self.index.documents[number]) for number in order]
        pages = [(n, page) for n, page in looked_at if not (visitor and page.personal)]
        answered_ids = answered(list({page.question_id for _, page in pages if page.question_id}))
        chosen = chosen_of(pages, answered_ids, most)
        snippets = self.index.shown(chosen, ranked.terms)
        hits = []
        for number in chosen:
            page, snippet = self.index.documents[number], snippets.get(number)
            passage = near[number][1] if number in near else page.body
            title = snippet.title if snippet else escape(page.title)
            hits.append(Hit(page, title, snippet.snippet if snippet else plain(passage)))
        typed_words = {term.typed for term in ranked.terms}
        return SearchResults(
            hits=hits,
            unanswered=unanswered_of(
                pages[:most], answered_ids, {hit.document.lesson for hit in hits}
            ),
            spelt=[(term.typed, term.spelt) for term in ranked.terms if term.spelt],
            missing=[word for word in query_terms.telling(typed) if word not in typed_words],
            complete=ranked.complete,
            guessed=bool(hits) and not snippets,
        )

    def _near(self, typed: str, ranked: Ranked) -> Mapping[int, tuple[float, str]]:
        count = len(query_terms.words(typed))
        asks = count >= A_QUESTION or (count > 1 and not ranked.scores)
        return self.meanings.near(typed) if asks else {}

    def _ordered(self, ranked: Ranked, near: Mapping[int, tuple[float, str]]) -> list[int]:
        best = max(ranked.scores.values(), default=1.0)
        scores = {number: score / best for number, score in ranked.scores.items()}
        for number, (nearness, _) in near.items():
            if number in scores or nearness > LIKE:
                more = MEANING_WEIGHT * max(0.0, nearness - UNLIKE)
                scores[number] = scores.get(number, 0.0) + more
        return sorted(scores, key=lambda number: (-scores[number], number))


def chosen_of(
    pages: Iterable[tuple[int, Document]], answered_ids: set[str], most: int
) -> list[int]:
    """Return the numbers of the pages to show, the best first and each page once.

    Pages of a lesson beyond its two best come after the pages of other lessons.
    """
    first, later, of_lesson, there = list[int](), list[int](), Counter[str](), set[str]()
    for number, page in pages:
        if page.url in there or (page.question_id and page.question_id not in answered_ids):
            continue
        there.add(page.url)
        of_lesson[page.lesson] += 1
        full = page.lesson and of_lesson[page.lesson] > OF_A_LESSON
        (later if full else first).append(number)
    return [*first, *later][:most]


def unanswered_of(
    pages: Iterable[tuple[int, Document]], answered_ids: set[str], lessons_shown: set[str]
) -> list[tuple[str, str]]:
    """Return the lessons with a fitting unanswered question as (title, URL), the best first.

    ``lessons_shown`` are ids of lessons that are in the results already.
    """
    lessons = dict.fromkeys(
        (page.place.rpartition(", step ")[0], f"/lessons/{page.lesson}")
        for _, page in pages
        if page.kind == "question"
        and page.question_id not in answered_ids
        and page.lesson not in lessons_shown
    )
    return list(lessons)[:LESSONS]
