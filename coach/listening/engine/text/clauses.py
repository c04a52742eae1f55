"""Parse a reply into words, clauses and sentences, each with its place in the typed text."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """Character offsets into the reply as typed. ``end`` is exclusive."""

    start: int
    end: int


SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
     "–": "-", "—": "-", "\u00a0": " ", "\n": " ", "\t": " ", "\r": " "}
)  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"')\]]*+(?=\s|$)|\n+|(?<=\w)[?!]+")
JOINT = re.compile(
    r"[,;:()]+(?=\s|$)|\s-+\s|\s(?=(?:and|but|so|because|while|yet|though|although|or|then|"
    r"which|cos|cuz|plus)\s)"
)
LONGEST = 12_000  # maximum number of characters that are parsed; a form allows fewer


def plain(text: str) -> str:
    """Return the text in lower case with plain quotes and spaces. The length stays the same."""
    lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.translate(SAME)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return WORD.findall(plain(text))


@dataclass(frozen=True)
class Clause:
    """A part of a reply.

    ``text`` is plain (see ``plain``); ``asked`` is True if its sentence ends in a question mark.
    ``first`` and ``last`` refer to its place in the sentence.
    """

    start: int
    end: int
    text: str
    sentence: int
    asked: bool
    first: bool
    last: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class ParsedReply:
    """A reply as typed, and its parts. All offsets refer to ``typed``."""

    typed: str

    @cached_property
    def low(self) -> str:
        return plain(self.typed[:LONGEST])

    @cached_property
    def words(self) -> tuple[tuple[str, Span], ...]:
        return tuple((m.group(), Span(*m.span())) for m in WORD.finditer(self.low))

    @cached_property
    def sentences(self) -> tuple[Clause, ...]:
        """The sentences, split at full stops, other end marks and line ends."""
        found: list[Clause] = []
        for start, end, asked in _pieces(self.typed[:LONGEST]):
            number = len(found)
            found.append(Clause(start, end, self.low[start:end], number, asked, True, True))
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses: sentences cut at commas, dashes and conjunctions."""
        return tuple(c for s in self.sentences for c in _cut(s))


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, asked) of each sentence that contains a word."""
    found: list[tuple[int, int, bool]] = []
    begin = 0
    ends = [(m.end(), "?" in m.group()) for m in SENTENCE_END.finditer(text)]
    for end, asked in [*ends, (len(text), False)]:
        start, stop = _trim(text, begin, end)
        if WORD.search(text, start, stop):
            found.append((start, stop, asked))
            begin = end
        elif not found:
            begin = end
        elif asked and not text[begin:start].strip():
            found[-1] = (found[-1][0], max(stop, found[-1][1]), True)
            begin = end
        else:
            begin = end
    return found


def _cut(sentence: Clause) -> list[Clause]:
    cuts = [0, *(m.end() for m in JOINT.finditer(sentence.text)), len(sentence.text)]
    found: list[tuple[int, int]] = []
    for begin, end in pairwise(cuts):
        start, stop = _trim(sentence.text, begin, end)
        if WORD.search(sentence.text, start, stop):
            found.append((start, stop))
    last = len(found) - 1
    return [
        Clause(
            sentence.start + start,
            sentence.start + stop,
            sentence.text[start:stop],
            sentence.sentence,
            sentence.asked,
            i == 0,
            i == last,
        )
        for i, (start, stop) in enumerate(found)
    ]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
