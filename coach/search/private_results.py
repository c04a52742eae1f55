"""Choose and present the user's own texts that a search found. Pure.

A word matches if a word of the text begins with its root, whatever its ending: "promises" finds
"promised".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from coach.search import query_terms
from coach.text import folded

MOST = 6  # the most results
MOST_WORDS = 6
TITLE = 64  # characters of a text that serve as its title
BEFORE, AFTER = 60, 140  # characters before and after the first found word


@dataclass(frozen=True)
class Thing:
    """One of a user's own texts: its URL, what it belongs to, its title and its text."""

    url: str
    place: str
    title: str
    text: str


@dataclass(frozen=True)
class PrivateResult:
    """A result in the list. ``snippet`` is empty if the title contains all found words."""

    url: str
    place: str
    title: Markup
    snippet: Markup


def roots(typed: str) -> list[str]:
    """Return the roots of the words to search for."""
    every = list(dict.fromkeys(re.findall(r"\w+", folded(typed))))
    keywords = [word for word in every if not query_terms.STOP_WORDS & set(query_terms.words(word))]
    return list(dict.fromkeys(query_terms.root(word) for word in keywords or every))[:MOST_WORDS]


def fitting(
    things: Iterable[Thing], query_roots: Sequence[str], rare: Sequence[str]
) -> tuple[list[Thing], bool]:
    """Return the things that fit, and whether they have all the words.

    If none has all words, those with all rare words fit, because rare words are usually names.
    """
    matches = [(t, _roots_in(f"{t.place} {t.title} {t.text}", query_roots)) for t in things]
    whole = [thing for thing, has in matches if len(has) == len(query_roots)]
    with_rare = [thing for thing, has in matches if rare and has.issuperset(rare)]
    return whole or with_rare, bool(whole)


def shown(thing: Thing, query_roots: Sequence[str]) -> PrivateResult:
    """Return a thing as a result, with its words marked."""
    title = thing.title or begin(thing.text)
    beyond = _roots_in(thing.text, query_roots) - _roots_in(title, query_roots)
    place = _first_match(thing.text, sorted(beyond))
    snippet = "" if place is None else _excerpt(thing.text, place)
    return PrivateResult(
        thing.url, thing.place, marked(title, query_roots), marked(snippet, query_roots)
    )


def begin(text: str) -> str:
    """Return the first words of a text, at most TITLE characters and an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else line[:TITLE].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def marked(text: str, query_roots: Sequence[str]) -> Markup:
    """Return a text, escaped, with the searched words marked."""
    parts, last = [], 0
    for match in re.finditer(r"\w+", text):
        if _matching_root(match[0], query_roots):
            parts += [
                escape(text[last : match.start()]),
                Markup("<mark>{}</mark>").format(match[0]),
            ]
            last = match.end()
    return Markup("").join([*parts, escape(text[last:])])


def _matching_root(word: str, query_roots: Sequence[str]) -> str:
    """Return the root of which this word is a form, or an empty string."""
    plain = folded(word)
    return next((root for root in query_roots if plain.startswith(root)), "")


def _roots_in(text: str, query_roots: Sequence[str]) -> set[str]:
    words = re.findall(r"\w+", folded(text))
    return {root for root in query_roots if any(word.startswith(root) for word in words)}


def _first_match(text: str, query_roots: Sequence[str]) -> int | None:
    return next(
        (m.start() for m in re.finditer(r"\w+", text) if _matching_root(m[0], query_roots)), None
    )


def _excerpt(text: str, place: int) -> str:
    start, end = max(0, place - BEFORE), place + AFTER
    piece = text[start:end]
    if start:
        piece = "…" + piece.split(" ", 1)[-1]
    if end < len(text):
        piece = piece.rsplit(" ", 1)[0].rstrip(",.;:") + "…"
    return " ".join(piece.split())
