"""Cut a draft into pieces: the words that are underlined for a part or a mark, and the rest.

Which words a part rests on is found by ``engine/underlined_words.py``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from coach.writing.engine.judgement import Place

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
