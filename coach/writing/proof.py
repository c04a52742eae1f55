"""Cut a draft into pieces for a marked proof, and compare two drafts of one message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from coach.writing.engine.judgement import DraftJudgement, Place
from coach.writing.room import WritingKind

ProofKind = Literal["", "part", "mark", "gone", "unread"]
STOPS = frozenset(".,;:!?…)]\"'’”")
BETWEEN = re.compile(r"\s*")


@dataclass(frozen=True)
class Marked:
    """Words of a draft that a note refers to. ``places`` are in order."""

    number: int
    name: str
    is_mark: bool
    is_aside: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ProofPiece:
    """A part of the draft. The texts of all pieces, joined, are the draft.

    ``about`` describes the underline in words; ``numbers`` are shown after the text.
    """

    text: str
    kind: ProofKind = ""
    about: str = ""
    numbers: tuple[int, ...] = ()


def places_in(text: str, spans: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places without spaces at their edges, with punctuation, merged if they touch."""
    found: list[Place] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        while end < len(text) and text[end] in STOPS:
            end += 1
        before = found[-1] if found else None
        if before and (start <= before[1] or BETWEEN.fullmatch(text, before[1], start)):
            found[-1] = before[0], max(before[1], end)
        else:
            found.append((start, end))
    return tuple(found)


def pieces(text: str, marked: Sequence[Marked], body: Sequence[Place]) -> tuple[ProofPiece, ...]:
    """Return the draft in pieces. Text outside ``body`` was not read, and is shown so."""
    cuts = {0, len(text), *(at for place in body for at in place)}
    cuts |= {at for each in marked for place in each.places for at in place}
    inside = sorted(at for at in cuts if 0 <= at <= len(text))
    return tuple(_joined(_piece(text, start, end, marked, body) for start, end in pairwise(inside)))


def _piece(
    text: str, start: int, end: int, marked: Sequence[Marked], body: Sequence[Place]
) -> ProofPiece:
    here = [each for each in marked if any(a <= start and end <= b for a, b in each.places)]
    ends = [each.number for each in marked if any(b == end for _, b in each.places)]
    about = ", ".join(
        f"{each.name}, note {each.number}{', set aside' if each.is_aside else ''}" for each in here
    )
    words = text[start:end]
    return ProofPiece(words, _kind(words, start, here, body), about, tuple(ends))


def _kind(text: str, start: int, here: Sequence[Marked], body: Sequence[Place]) -> ProofKind:
    if here:
        standing = [each for each in here if not each.is_aside]
        if not standing:
            return "gone"
        return "mark" if any(each.is_mark for each in standing) else "part"
    if text.strip() and not any(a <= start < b for a, b in body):
        return "unread"
    return ""


def _joined(found: Iterator[ProofPiece]) -> Iterator[ProofPiece]:
    """Yield the pieces, with neighbouring plain pieces merged."""
    plain = ""
    for piece in found:
        if not piece.kind and not piece.numbers:
            plain += piece.text
            continue
        if plain:
            yield ProofPiece(plain)
            plain = ""
        yield piece
    if plain:
        yield ProofPiece(plain)


LONGEST = 60  # maximum number of characters of a quotation of removed words
MOST_OPEN = 3


@dataclass(frozen=True)
class DraftComparison:
    """The differences between the first and the new draft.

    They are nouns of parts, and words that got in the way and are gone. ``is_same`` is True if both
    drafts have the same words.
    """

    is_same: bool
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    cleared: tuple[str, ...]
    still_open: tuple[str, ...]


def compare(
    kind: WritingKind, first: str, before: DraftJudgement, text: str, after: DraftJudgement
) -> DraftComparison:
    """Return the changes from the first draft to this one.

    Both judgements have the user's corrections.
    """
    gained = (p for p in kind.parts if after.parts[p.id].found and not before.parts[p.id].found)
    lost = [p for p in kind.parts if before.parts[p.id].found and not after.parts[p.id].found]
    cleared = (
        _words(first, before, mark.id) or mark.name
        for mark in kind.marks
        if before.marks[mark.id].found and not after.marks[mark.id].found
    )
    away = [p.noun for p in kind.parts if not after.parts[p.id].found and p not in lost]
    return DraftComparison(
        is_same=first.split() == text.split(),
        gained=tuple(part.noun for part in gained),
        lost=tuple(part.noun for part in lost),
        cleared=tuple(cleared),
        still_open=tuple(away[:MOST_OPEN]),
    )


def _words(first: str, before: DraftJudgement, mark: str) -> str:
    places = places_in(first, before.marks[mark].spans)
    words = " ".join(first[slice(*places[0])].split()) if places else ""
    return f"“{words}”" if 0 < len(words) <= LONGEST else ""
