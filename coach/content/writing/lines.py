"""Parse a directive of the writing room: labelled lines, and messages on ``> `` lines."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from coach.content.diagnostics import Fault, did_you_mean
from coach.content.directives import labelled
from coach.content.document import Manuscript
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.content.source import SourceLine

QUOTED = ("model", "weak")  # labels whose text is on the ``>`` lines below them
REPEATED = ("fact",)


@dataclass(frozen=True)
class Labels:
    """The labelled lines of a directive: (line, label, text) in file order."""

    block: Directive
    said: tuple[tuple[int, str, str], ...]

    def text(self, label: str) -> str:
        """Return the text of a label, or an empty string."""
        return next((text for _, name, text in self.said if name == label), "")

    def texts(self, label: str) -> tuple[str, ...]:
        """Return all texts of a label that may be repeated."""
        return tuple(text for _, name, text in self.said if name == label and text)

    def line(self, label: str) -> int:
        """Return the line of a label, or the directive's own."""
        return next((line for line, name, _ in self.said if name == label), self.block.line)

    def rendered(self, label: str, renderer: Renderer) -> RenderedText:
        """Return the text of a label, rendered as Markdown."""
        return renderer.inline(self.text(label), self.line(label))


def of(block: Directive) -> Labels:
    """Return the labels of a directive. Messages keep their line breaks."""
    plain = [line for line in block.body if not _is_quoted(line)]
    said = [
        (number, name, _message(block.body, number) if name in QUOTED else text)
        for number, name, text in labelled(plain)
    ]
    return Labels(block, tuple(said))


def _is_quoted(line: SourceLine) -> bool:
    return line.text.startswith(">")


def _message(body: Sequence[SourceLine], number: int) -> str:
    """Return the ``> `` lines directly below line ``number``."""
    found: list[str] = []
    for line in body:
        if line.number == number + len(found) + 1 and _is_quoted(line):
            found.append(line.text[1:].strip())
    return "\n".join(found).strip()


def blocks(page: Manuscript, name: str) -> list[Labels]:
    """Return the directives of this name, in file order."""
    return [of(b) for b in page.blocks if isinstance(b, Directive) and b.name == name]


def faults(labels: Labels, needed: Collection[str], path: str) -> Iterator[Fault]:
    """Yield W05 for a missing or empty label, W06 for an unknown or repeated one."""
    seen = set[str]()
    for line, label, text in labels.said:
        if label not in needed:
            yield Fault(path, line, "W06", f'unknown line "{label}:"{did_you_mean(label, needed)}')
        elif label in seen and label not in REPEATED:
            yield Fault(path, line, "W06", f'"{label}:" is given twice')
        elif not text.strip():
            yield Fault(path, line, "W05", f'"{label}:" is empty')
        seen.add(label)
    for label in needed:
        if label not in seen:
            yield Fault(path, labels.block.line, "W05", f'"{label}:" is missing')
