"""A person's own things that were found: which of them, how they are called, what is marked.

Pure. A word is found where a word of the text begins with it, whatever its ending: a search for
"promises" finds "promised".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from coach.search import query_terms
from coach.text import folded

MOST = 6  # things shown
MOST_WORDS = 6
TITLE = 64  # characters of a text that stand for its title
BEFORE, AFTER = 60, 140  # characters around the first word found


@dataclass(frozen=True)
class Thing:
    """One of a person's own things: where it leads, its title or first words, and all its text."""

    url: str
    place: str
    title: str
    text: str


@dataclass(frozen=True)
class PrivateResult:
    """A thing as it is listed. ``snippet`` is empty when the title has all that was found."""

    url: str
    place: str
    title: Markup
    snippet: Markup


def roots(typed: str) -> list[str]:
    """Return the words to look for, without their endings."""
    every = list(dict.fromkeys(re.findall(r"\w+", folded(typed))))
    telling = [word for word in every if not query_terms.STOP_WORDS & set(query_terms.words(word))]
    return list(dict.fromkeys(query_terms.root(word) for word in telling or every))[:MOST_WORDS]


def fitting(
    things: Iterable[Thing], asked: Sequence[str], rare: Sequence[str]
) -> tuple[list[Thing], bool]:
    """Return the things that fit, and whether they have all the words.

    When nothing has all of them, what has all the rare ones fits: as a rule they are names.
    """
    having = [(t, _among(f"{t.place} {t.title} {t.text}", asked)) for t in things]
    whole = [thing for thing, has in having if len(has) == len(asked)]
    named = [thing for thing, has in having if rare and has.issuperset(rare)]
    return whole or named, bool(whole)


def shown(thing: Thing, asked: Sequence[str]) -> PrivateResult:
    """Return how a thing is listed, its words marked."""
    title = thing.title or begin(thing.text)
    beyond = _among(thing.text, asked) - _among(title, asked)
    place = _first(thing.text, sorted(beyond))
    snippet = "" if place is None else _around(thing.text, place)
    return PrivateResult(thing.url, thing.place, marked(title, asked), marked(snippet, asked))


def begin(text: str) -> str:
    """Return the first words of a text."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else line[:TITLE].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def marked(text: str, asked: Sequence[str]) -> Markup:
    """Return a text, escaped, in which the words that were asked for are marked."""
    parts, last = [], 0
    for found in re.finditer(r"\w+", text):
        if _is(found[0], asked):
            parts += [
                escape(text[last : found.start()]),
                Markup("<mark>{}</mark>").format(found[0]),
            ]
            last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def _is(word: str, asked: Sequence[str]) -> str:
    """Return which of the words asked for this word is a form of; empty for none."""
    plain = folded(word)
    return next((root for root in asked if plain.startswith(root)), "")


def _among(text: str, asked: Sequence[str]) -> set[str]:
    said = re.findall(r"\w+", folded(text))
    return {root for root in asked if any(word.startswith(root) for word in said)}


def _first(text: str, asked: Sequence[str]) -> int | None:
    return next((m.start() for m in re.finditer(r"\w+", text) if _is(m[0], asked)), None)


def _around(text: str, place: int) -> str:
    start, end = max(0, place - BEFORE), place + AFTER
    piece = text[start:end]
    if start:
        piece = "…" + piece.split(" ", 1)[-1]
    if end < len(text):
        piece = piece.rsplit(" ", 1)[0].rstrip(",.;:") + "…"
    return " ".join(piece.split())
