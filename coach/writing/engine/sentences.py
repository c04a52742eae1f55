"""Split a draft into sentences and clauses, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coach.writing.engine.body import WORD, ReadDraft
from coach.writing.engine.judgement import Place

EMOJI = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"
END = re.compile(rf"(?<![.!?…])[.!?…]++[\"')\]]*+(?=\s|$|{EMOJI})|(?:{EMOJI}\s*)+|\n")
SHORT = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|st|prof|no|nr|vs|approx|ca|resp|dept|etc|e\.g|i\.e|p\.m|a\.m|tel|incl)|"
    r"(?<![^\W\d_])[a-z])$"
)
ITEM = re.compile(r"(?:^|\n)[ ]*\d{1,2}$")  # the number of an item, before its stop
BULLET = re.compile(r"[ ]*(?:[-*\u2022\u00b7>]|\d{1,2}[.)])[ ]+")
JOINT = re.compile(
    r"[,;:()]+(?=\s|$)|\s-+\s|\s(?=(?:and|but|so|because|while|yet|though|although|or|then|"
    r"which|who|since|as|if|when|where|until|before|after|cos|cuz|plus)\s)"
)
RUN = 16  # words without a comma; a longer run is split where a clause seems to begin
AFTER = (
    r"(?<!\bthat)(?<!\bif)(?<!\bwhen)(?<!\band)(?<!\bbut)(?<!\bbecause)(?<!\bso)(?<!\bas)(?<!\bor)"
    r"(?<!\bwhat)(?<!\bwhich)(?<!\bwho)(?<!\bhow)(?<!\bwhere)(?<!\bsince)(?<!\bthan)(?<!\bbefore)"
    r"(?<!\bafter)(?<!\buntil)(?<!\bwhile)(?<!\bwhy)(?<!\bthink)(?<!\bhope)(?<!\bknow)(?<!\bsaid)"
    r"(?<!\bthe)(?<!\ball)(?<!\bwish)(?<!\bcan)(?<!\bcould)(?<!\bdo)(?<!\bmay)(?<!\bshall)"
    r"(?<!\bshould)(?<!\bwould)(?<!\bdid)(?<!\bhave)(?<!\bam)(?<!\bwill)(?<!\bthings)(?<!\bsure)"
)
OPENER = re.compile(
    AFTER
    + r"\s(?=(?:i|i'm|i'll|i've|i'd|we|we'll|we've|we're|you're|you (?:said|told|asked|can|could|have|will|"
    r"would|were|are|did|know)|he|she|they|it's|that's|"
    r"there's|please|thanks|sorry|could|would|may i|shall|does|did|what|how|no need|if)\s)"
)
CAPITAL = re.compile(
    r"(?<=[a-z0-9')])\s(?=(?:The|It|It's|That|That's|This|There|You|You're|We|We've|We'll|He|She|"
    r"They|If|My|Our|Your|Could|Would|Can|May|Shall|Does|Did|Do|Is|Are|What|How|Which|Who|When|"
    r"Please|Thank|Thanks|Sorry|No|Not|In|On|At|For|From|And|But|So|Since|After|Until|A|An|Tell|"
    r"Ask|Let|Here|One|Two|Three)\s)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or clause.

    ``text`` is plain and in lower case, ``cased`` is as typed. ``sentence`` is the number of its
    sentence, ``asked`` is True if that ends in a question mark, ``line`` is the number of its line.
    """

    start: int
    end: int
    text: str
    cased: str
    sentence: int
    asked: bool
    line: int

    @property
    def place(self) -> Place:
        return self.start, self.end


@dataclass(frozen=True)
class DraftUnits:
    """The sentences and clauses of a draft."""

    draft: ReadDraft

    @cached_property
    def sentences(self) -> tuple[Unit, ...]:
        low, read = self.draft.low, self.draft.read
        found: list[Unit] = []
        for start, end, asked in _sentences(read, low):
            line = read.count("\n", 0, start)
            number = len(found)
            found.append(Unit(start, end, low[start:end], read[start:end], number, asked, line))
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[tuple[Unit, ...], ...]:
        """The clauses of each sentence."""
        return tuple(tuple(_clauses(s)) for s in self.sentences)


def _sentences(read: str, low: str) -> Iterator[tuple[int, int, bool]]:
    begin = 0
    for end in [*(m for m in END.finditer(low) if _ends(low, m)), None]:
        stop = end.end() if end else len(low)
        asked = end is not None and "?" in end.group()
        for start, last in _runs(read, low, begin, stop):
            start, last = _trimmed(low, start, last)
            if start < last and WORD.search(low, start, last):
                yield start, last, asked
        begin = stop


def _ends(low: str, end: re.Match[str]) -> bool:
    """Return whether a match ends a sentence.

    An abbreviation, the number of an item and a wrapped line do not.
    """
    if end.group() == ".":
        before = max(0, end.start() - 8), end.start()
        return not SHORT.search(low, *before) and not ITEM.search(low, *before)
    if end.group() == "\n":
        line = low[low.rfind("\n", 0, end.start()) + 1 : end.start()]
        after = low[end.end() : end.end() + 2]
        return not (len(line) >= 64 and line[-1:].isalnum() and after[:1].isalpha())
    return True


def _runs(read: str, low: str, begin: int, end: int) -> list[Place]:
    """Return a text split where sentences seem to begin, if it is long and has no punctuation."""
    stretch = low[begin:end]
    if len(stretch.split()) < RUN or re.search(r"[,;:]\s", stretch):
        return [(begin, end)]
    by_case = [m.end() for m in CAPITAL.finditer(read, begin, end)]
    cuts = by_case or [m.end() for m in OPENER.finditer(low, begin, end)]
    return list(pairwise([begin, *cuts, end]))


def _clauses(sentence: Unit) -> Iterator[Unit]:
    cuts = [0, *(m.end() for m in JOINT.finditer(sentence.text)), len(sentence.text)]
    for begin, end in pairwise(cuts):
        start, stop = _trimmed(sentence.text, begin, end)
        if start < stop and WORD.search(sentence.text, start, stop):
            yield Unit(
                sentence.start + start, sentence.start + stop, sentence.text[start:stop],
                sentence.cased[start:stop], sentence.sentence, sentence.asked, sentence.line,
            )  # fmt: skip


def _trimmed(text: str, start: int, end: int) -> Place:
    """Return a place without a bullet, spaces, and punctuation at its edges."""
    if bullet := BULLET.match(text, start, end):
        start = bullet.end()
    while start < end and not (text[start].isalnum() or text[start] in "'\"@#"):
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "'\"%)€$£":
        end -= 1
    return start, end
