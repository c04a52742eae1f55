"""Merge the marks in a reply, and cut the reply into marked pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.listening.engine.feedback.shown import Confidence, Piece, PieceKind
from coach.listening.engine.text.span import Span

RANK: dict[PieceKind, int] = {"": 0, "works": 1, "theirs": 2, "self": 3, "closed": 4, "advice": 5}
_WORD = re.compile(r"[^\W_]")
_STOPS = frozenset(".,;:!?…)]\"'’”")


@dataclass(frozen=True)
class NoteMark:
    """A note before it has a number.

    The number is shown at the last of ``spans``. ``within`` is the text if another mark's note
    includes this one.
    """

    name: str
    kind: PieceKind
    spans: tuple[Span, ...]
    title: str
    text: str
    sure: Confidence
    within: str = ""

    @property
    def at(self) -> int:
        return self.spans[-1].end


def told(reply: str, marks: Sequence[NoteMark]) -> list[NoteMark]:
    """Return the marks that get a note, in the order of their places.

    A mark inside another one joins its note, unless its own kind has a higher rank.
    """
    kept = [mark for mark in marks if all(_WORD.search(reply[s.start : s.end]) for s in mark.spans)]
    for name in [mark.name for mark in sorted(kept, key=_weight)]:
        inner = next(mark for mark in kept if mark.name == name)
        outer = next((mark for mark in kept if _holds(mark, inner)), None)
        if outer is not None:
            kept = [_joined(m, inner) if m is outer else m for m in kept if m is not inner]
    return sorted(kept, key=lambda mark: (mark.at, -RANK[mark.kind]))


def _weight(mark: NoteMark) -> tuple[int, int]:
    return RANK[mark.kind], sum(span.end - span.start for span in mark.spans)


def _holds(outer: NoteMark, inner: NoteMark) -> bool:
    if outer is inner or not inner.within:
        return False
    echoes = inner.kind == "theirs" and outer.kind == "works"
    covers = all(
        any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans
    )
    return covers and (echoes or RANK[inner.kind] <= RANK[outer.kind])


def _joined(outer: NoteMark, inner: NoteMark) -> NoteMark:
    """Return the outer mark with the text of the inner one. A feeling replaces the title."""
    feeling = inner.name.startswith("feeling") and inner.sure != "either"
    title = inner.title if feeling and outer.kind == "works" else outer.title
    return replace(outer, title=title, text=f"{outer.text} {inner.within}")


def pieces(
    reply: str, painted: Sequence[NoteMark], numbered: Sequence[NoteMark]
) -> tuple[Piece, ...]:
    """Return the reply in pieces. Where marks overlap, the kind with the highest rank is used.

    ``numbered`` are the marks with a note, in order. A number follows a word and its punctuation.
    """
    length = len(reply)
    kinds = _kinds(reply, painted)
    numbers: dict[int, list[int]] = {}
    for number, mark in enumerate(numbered, start=1):
        numbers.setdefault(_place(reply, kinds, mark.at), []).append(number)
    cuts = {0, length, *numbers, *(i for i in range(1, length) if kinds[i] != kinds[i - 1])}
    found: list[Piece] = []
    for a, b in pairwise(sorted(cuts)):
        first, *more = numbers.get(b, [0])
        found += _without_blanks(Piece(reply[a:b], kinds[a], first))
        found += [Piece("", kinds[a], number) for number in more]  # two notes end at one place
    return tuple(found)


def _kinds(reply: str, marks: Sequence[NoteMark]) -> list[PieceKind]:
    """Return the kind of every character. A punctuation mark has the kind of the word before it."""
    kinds: list[PieceKind] = [""] * len(reply)
    for mark in sorted(marks, key=lambda m: RANK[m.kind]):
        for span in mark.spans:
            kinds[span.start : span.end] = [mark.kind] * (min(span.end, len(reply)) - span.start)
    for i in range(1, len(reply)):
        if reply[i] in _STOPS and kinds[i] and kinds[i - 1]:
            kinds[i] = kinds[i - 1]
    return kinds


def _place(reply: str, kinds: Sequence[PieceKind], at: int) -> int:
    """Return the offset of a mark's number: after its last word and the punctuation."""
    while at > 1 and not _WORD.match(reply[at - 1]):
        at -= 1
    while at < len(reply) and reply[at] in _STOPS and kinds[at] == kinds[at - 1]:
        at += 1
    return at


def _without_blanks(piece: Piece) -> Iterator[Piece]:
    """Yield a piece without the spaces around its words, so that they are not underlined."""
    words = piece.text.strip()
    if not piece.kind or words == piece.text:
        yield piece
    elif not words:
        yield replace(piece, kind="")
    else:
        before, _, after = piece.text.partition(words)
        yield from (Piece(before),) if before else ()
        yield replace(piece, text=words)
        yield from (Piece(after),) if after else ()
