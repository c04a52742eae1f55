"""What a search answers with: pages in an order, and which unanswered questions it met."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from coach.search import query_terms
from coach.search.documents import Document
from coach.search.index import Index, Ranked, plain
from coach.search.semantic import Meanings

MOST = 12  # pages shown
LOOKED_AT = 80  # of the best; the rest is not worth a look
OF_A_LESSON = 2  # pages of one lesson before those of others
LESSONS = 3  # lessons named of which questions are not answered yet
A_QUESTION = 3  # words from which meaning counts
MEANING_WEIGHT = 3.0  # beside 1 for the page that fits the words best
UNLIKE = 0.2  # nearness that any two texts have
LIKE = 0.35  # nearness from which a page without the words is shown

Answered = Callable[[list[str]], set[str]]  # ids of questions -> those that were answered


@dataclass(frozen=True)
class Hit:
    """A page that was found; the words looked for are marked in title and snippet."""

    document: Document
    title: Markup
    snippet: Markup


@dataclass(frozen=True)
class SearchResults:
    """The answer to a search.

    ``unanswered`` are lessons, as (title, address), with a question that fits and has not been
    answered. ``spelt`` are words that no page has, each with the one it was taken for.
    ``missing`` are words that no page has and nothing comes near. ``complete``: some page has all
    the words. ``guessed``: no page has any of them; these are near in meaning.
    """

    hits: Sequence[Hit]
    unanswered: Sequence[tuple[str, str]]
    spelt: Sequence[tuple[str, str]]
    missing: Sequence[str]
    complete: bool
    guessed: bool


class Search:
    """The search over what everybody can read: by words, and by meaning where that is known."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.index = Index(documents)
        self.meanings = Meanings(self.index.documents)

    def find(
        self, typed: str, answered: Answered, most: int = MOST, visitor: bool = False
    ) -> SearchResults:
        """Return the pages that fit best. What an unanswered question explains is not looked at.

        A visitor is not led to pages that are there for a person alone.
        """
        ranked = self.index.ranked(typed)
        near = self._near(typed, ranked)
        order = self._ordered(ranked, near)[:LOOKED_AT]
        looked_at = [(number, self.index.documents[number]) for number in order]
        pages = [(n, page) for n, page in looked_at if not (visitor and page.personal)]
        known = answered(list({page.question_id for _, page in pages if page.question_id}))
        chosen = chosen_of(pages, known, most)
        shown = self.index.shown(chosen, ranked.terms)
        hits = []
        for number in chosen:
            page, marked = self.index.documents[number], shown.get(number)
            passage = near[number][1] if number in near else page.body
            title = marked.title if marked else escape(page.title)
            hits.append(Hit(page, title, marked.snippet if marked else plain(passage)))
        typed_words = {term.typed for term in ranked.terms}
        return SearchResults(
            hits=hits,
            unanswered=unanswered_of(pages[:most], known, {hit.document.lesson for hit in hits}),
            spelt=[(term.typed, term.spelt) for term in ranked.terms if term.spelt],
            missing=[word for word in query_terms.telling(typed) if word not in typed_words],
            complete=ranked.complete,
            guessed=bool(hits) and not shown,
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


def chosen_of(pages: Iterable[tuple[int, Document]], known: set[str], most: int) -> list[int]:
    """Return the numbers of the pages to show, the best first: each page once.

    What a lesson has beyond its two best pages stands after the pages of other lessons.
    """
    first, later, of_lesson, there = list[int](), list[int](), Counter[str](), set[str]()
    for number, page in pages:
        if page.url in there or (page.question_id and page.question_id not in known):
            continue
        there.add(page.url)
        of_lesson[page.lesson] += 1
        full = page.lesson and of_lesson[page.lesson] > OF_A_LESSON
        (later if full else first).append(number)
    return [*first, *later][:most]


def unanswered_of(
    pages: Iterable[tuple[int, Document]], known: set[str], told: set[str]
) -> list[tuple[str, str]]:
    """Return the lessons with a fitting question that is not answered yet, the best first.

    ``told`` are ids of lessons that are among the pages found.
    """
    lessons = dict.fromkeys(
        (page.place.rpartition(", step ")[0], f"/lessons/{page.lesson}")
        for _, page in pages
        if page.kind == "question" and page.question_id not in known and page.lesson not in told
    )
    return list(lessons)[:LESSONS]
