"""Parse the parts of messages, drills and conversations: labelled lines, points, feelings."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from coach.content.directives import labelled
from coach.content.document import Manuscript
from coach.content.scanner import KEBAB, Directive, Passage
from coach.content.source import Fault, SourceLine, did_you_mean
from coach.listening.exercise import POINT_KINDS, KeyPoint, PointKind

REPEATED = {"point", "ask", "also", "not", "value"}  # labels that may be repeated
POINTS = ("point", "ask")  # labels that begin a key point
FEWEST_ALSO = 2
_SYMBOL = re.compile(r"[0-9@#%&*_+=<>/\\|$€£~^\[\]{}\"']")


@dataclass(frozen=True)
class Part:
    """A parsed directive: (line, label, text) in file order."""

    block: Directive
    said: tuple[tuple[int, str, str], ...]

    def text(self, label: str) -> str:
        """Return the text of a label, or an empty string."""
        return next((text for _, name, text in self.said if name == label), "")

    def line(self, label: str) -> int:
        """Return the line of a label, or the directive's own."""
        return next((line for line, name, _ in self.said if name == label), self.block.line)

    @property
    def points(self) -> tuple[KeyPoint, ...]:
        """The key points: each ``point:`` with its ``also:`` and ``quote:`` lines.

        In a turn, ``ask:`` is a point that the speaker asks for.
        """
        found: list[list[tuple[str, str]]] = []
        for _, label, text in self.said:
            if label in POINTS:
                found.append([])
            if found and label in (*POINTS, "also", "quote"):
                found[-1].append((label, text))
        return tuple(self._point(number, lines) for number, lines in enumerate(found, start=1))

    def _point(self, number: int, lines: Sequence[tuple[str, str]]) -> KeyPoint:
        also = tuple(text for label, text in lines if label == "also")
        quote = next((text for label, text in lines if label == "quote"), "")
        name = self.block.id if number == 1 else f"{self.block.id}-{number}"
        attributes = self.block.attributes
        wanted = "ask" if lines[0][0] == "ask" else attributes.get("kind")
        kind: PointKind = next((k for k in POINT_KINDS if k == wanted), "fact")
        needed = attributes.get("needed") == "yes"
        return KeyPoint(name, lines[0][1], also, quote, kind, needed)

    @property
    def feelings(self) -> tuple[str, ...]:
        """The words of ``accept:``."""
        return tuple(word.strip() for word in self.text("accept").split(",") if word.strip())


def parts(page: Manuscript, *names: str) -> list[Part]:
    """Return the directives of these names, in file order."""
    return [
        Part(block, tuple(labelled(block.body)))
        for block in page.blocks
        if isinstance(block, Directive) and block.name in names
    ]


def first(page: Manuscript, name: str) -> Part | None:
    """Return the first directive of this name, or None."""
    return next(iter(parts(page, name)), None)


def prose(page: Manuscript) -> list[SourceLine]:
    """Return the lines outside directives."""
    return [line for block in page.blocks if isinstance(block, Passage) for line in block.lines]


def paragraphs(page: Manuscript) -> tuple[str, ...]:
    """Return the text outside directives as paragraphs, each on one line."""
    text = "\n".join(line.text for line in prose(page))
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


# ------------------------------------------------------------------ rules


def labels(
    part: Part, needed: Collection[str], path: str, more: Collection[str]
) -> Iterator[Fault]:
    """Yield M01 for a missing or empty label, M02 for an unknown or repeated one."""
    known = {*needed, *more}
    seen = set[str]()
    for line, label, text in part.said:
        if label not in known:
            yield Fault(path, line, "M02", f'unknown line "{label}:"{did_you_mean(label, known)}')
        elif label in seen and label not in REPEATED:
            yield Fault(path, line, "M02", f'"{label}:" is given twice')
        elif not text.strip():
            yield Fault(path, line, "M01", f'"{label}:" is empty')
        seen.add(label)
    for label in sorted(set(needed) - seen):
        yield Fault(path, part.block.line, "M01", f'"{label}:" is missing')


def phrasings(part: Part, path: str) -> Iterator[Fault]:
    """Yield M04 for a key point with fewer than two other phrasings."""
    starts = [line for line, label, _ in part.said if label in POINTS]
    for line, point in zip(starts, part.points, strict=True):
        if len(point.also) < FEWEST_ALSO:
            message = (
                f"{len(point.also)} other phrasings; write at least {FEWEST_ALSO} `also:` lines"
            )
            yield Fault(path, line, "M04", message)


def feelings(part: Part, fewest: int, path: str) -> Iterator[Fault]:
    """Yield M06 for too few accepted words, or words with capital letters."""
    found, line = part.feelings, part.line("accept")
    if not part.text("accept"):
        return
    if len(found) < fewest:
        yield Fault(path, line, "M06", f"{len(found)} accepted words; at least {fewest} are wanted")
    for word in found:
        if word != word.lower():
            yield Fault(path, line, "M06", f'"{word}" is not written in small letters')


def spoken(text: str, line: int, path: str) -> Iterator[Fault]:
    """Yield M08 for a symbol that a voice cannot say, or a straight quotation mark."""
    if found := _SYMBOL.search(text):
        message = f"{found[0]} in what is spoken; write words, and ’ “ ” for quotation marks"
        yield Fault(path, line, "M08", message)


def one_of(page: Manuscript, key: str, known: Sequence[str]) -> Iterator[Fault]:
    """Yield M09 for an unknown word in the head."""
    value = page.head.text(key)
    if value and value not in known:
        message = f'{key} "{value}" is none of {", ".join(known)}{did_you_mean(value, known)}'
        yield Fault(page.path, page.head.line_of(key), "M09", message)


def level(page: Manuscript) -> Iterator[Fault]:
    """Yield M09 for a level that is not 1, 2 or 3."""
    if "level" in page.head.values and page.head.number("level") not in (1, 2, 3):
        yield Fault(page.path, page.head.line_of("level"), "M09", "level is 1, 2 or 3")


def unique_ids(page: Manuscript) -> Iterator[Fault]:
    """Yield D05 for a directive's id that is repeated in the file or not kebab-case."""
    seen = set[str]()
    for block in page.blocks:
        if not isinstance(block, Directive) or not block.id:
            continue
        if not KEBAB.fullmatch(block.id):
            message = f'id "{block.id}" is not kebab-case (small letters, digits, single hyphens)'
            yield Fault(page.path, block.line, "D05", message)
        if block.id in seen:
            yield Fault(page.path, block.line, "D05", f'id "{block.id}" is used twice in this file')
        seen.add(block.id)
