"""Scan the lines of a page's body into passages of text and ``:::`` directives (D01-D06)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coach.content.source import Fault, SourceLine, did_you_mean

_FENCE = re.compile(r":::(?!:)\s*(.*)$")
_ATTRIBUTE = re.compile(r'([A-Za-z][\w-]*)=("[^"]*"|[^\s"]+)')
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Grammar:
    """What a directive may contain: its attributes, and the possible values of some of them."""

    attributes: Collection[str]
    words: Mapping[str, Collection[str]] = field(default_factory=dict)
    required: Collection[str] = ("id",)


@dataclass(frozen=True)
class Passage:
    """Lines of text between directives."""

    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class Directive:
    """A ``::: name key=value`` block. ``line`` is the line of its opening."""

    name: str
    line: int
    attributes: Mapping[str, str]
    body: tuple[SourceLine, ...]

    @property
    def id(self) -> str:
        """The directive's id, or an empty string."""
        return self.attributes.get("id", "")


Block = Passage | Directive


def scan(
    lines: Sequence[SourceLine], grammars: Mapping[str, Grammar], path: str
) -> tuple[list[Block], list[Fault]]:
    """Return the blocks of ``lines`` in order, and the faults. Faulty directives are included."""
    fences = [index for index, line in enumerate(lines) if _FENCE.match(line.text)]
    scanner = _Scanner(lines, fences, grammars, path)
    blocks = list(scanner.blocks())
    return blocks, scanner.faults


class _Scanner:
    """A walk from fence to fence. Reading ``blocks`` fills ``faults``."""

    def __init__(
        self,
        lines: Sequence[SourceLine],
        fences: list[int],
        grammars: Mapping[str, Grammar],
        path: str,
    ) -> None:
        self.lines = lines
        self.fences = fences
        self.grammars = grammars
        self.path = path
        self.faults: list[Fault] = []

    def blocks(self) -> Iterator[Block]:
        here = 0
        fences = list(self.fences)
        while fences:
            start = fences.pop(0)
            yield from self._passage(here, start)
            here = start + 1
            if not self._opening(start):
                self._fault(start, "D06", "stray `:::`; nothing is open here")
                continue
            end, closed = self._end(start, fences)
            body = [line for line in self.lines[here:end] if not _FENCE.match(line.text)]
            yield self._directive(start, body)
            here = end + 1 if closed else end
            fences = [fence for fence in fences if fence >= here]
        yield from self._passage(here, len(self.lines))

    def _passage(self, start: int, end: int) -> Iterator[Passage]:
        if any(line.text.strip() for line in self.lines[start:end]):
            yield Passage(tuple(self.lines[start:end]))

    def _opening(self, index: int) -> str:
        match = _FENCE.match(self.lines[index].text)
        return match[1].strip() if match else ""

    def _end(self, start: int, later: list[int]) -> tuple[int, bool]:
        """Return where the directive opened at ``start`` ends, and whether it has its own ``:::``.

        An opening inside it is a nested directive if two closings follow. Otherwise the closing
        line is missing, and the directive ends where the next one, or a heading, begins.
        """
        openings = [bool(self._opening(index)) for index in later[:3]]
        if openings[:1] == [False]:
            return self._forgotten_before_heading(start, later[0])
        if openings == [True, False, False]:
            self._fault(later[0], "D04", "a directive inside a directive")
            return later[2], True
        self._fault(start, "D01", "never closed; write `:::` on a line of its own")
        end = later[0] if later else len(self.lines)
        return self._heading(start, end) or end, False

    def _forgotten_before_heading(self, start: int, close: int) -> tuple[int, bool]:
        heading = self._heading(start, close)
        if heading is None:
            return close, True
        self._fault(start, "D01", "never closed before the next heading")
        return heading, False

    def _heading(self, start: int, end: int) -> int | None:
        for index in range(start + 1, end):
            if re.match(r"#{1,6} ", self.lines[index].text):
                return index
        return None

    def _directive(self, start: int, body: list[SourceLine]) -> Directive:
        name, _, rest = self._opening(start).partition(" ")
        grammar = self.grammars.get(name)
        if grammar is None:
            hint = did_you_mean(name, self.grammars)
            self._fault(start, "D02", f'unknown directive "{name}"{hint}')
        attributes = self._attributes(start, rest, grammar)
        return Directive(name, self.lines[start].number, attributes, tuple(body))

    def _attributes(self, start: int, text: str, grammar: Grammar | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(text):
            key, value = match[1], match[2].strip('"')
            if key in found:
                self._fault(start, "D03", f'attribute "{key}" is given twice')
            found.setdefault(key, value)
        if rest := _ATTRIBUTE.sub("", text).strip():
            self._fault(start, "D03", f'"{rest}" is not an attribute; write key=value')
        if grammar is not None:
            self._check(start, found, grammar)
        return found

    def _check(self, start: int, found: Mapping[str, str], grammar: Grammar) -> None:
        for key, value in found.items():
            if key not in grammar.attributes:
                hint = did_you_mean(key, grammar.attributes)
                self._fault(start, "D03", f'unknown attribute "{key}"{hint}')
            elif key in grammar.words and value not in grammar.words[key]:
                hint = did_you_mean(value, grammar.words[key])
                self._fault(start, "D03", f'{key}="{value}" is unknown{hint}')
        for key in grammar.required:
            if not found.get(key):
                code = "D05" if key == "id" else "D03"
                self._fault(start, code, f'"{key}" is missing')

    def _fault(self, index: int, code: str, message: str) -> None:
        self.faults.append(Fault(self.path, self.lines[index].number, code, message))
