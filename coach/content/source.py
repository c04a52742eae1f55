"""Read a content file as numbered lines, and define a fault in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. ``path`` is relative to the content folder, ``line`` is counted from 1.

    ``code`` is a rule of ``content/en/AUTHORS.md``. Errors fail the check, warnings do not.
    """

    path: str
    line: int
    code: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        mark = "" if self.level == "error" else " (warning)"
        return f"{self.path}:{self.line}: {self.code} {self.message}{mark}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean "x"?' for the known word nearest to ``word``, or an empty string."""
    near = get_close_matches(word, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


@dataclass(frozen=True)
class SourceLine:
    """One line of a file. ``number`` is counted from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Source:
    """A file's lines. ``path`` is relative to the content folder."""

    path: str
    lines: tuple[SourceLine, ...]
    faults: tuple[Fault, ...] = ()


def load(file: Path, root: Path) -> Source:
    """Return the lines of ``file``. Bytes that are not UTF-8 are replaced and reported."""
    path = file.relative_to(root).as_posix()
    return from_bytes(path, file.read_bytes())


def from_bytes(path: str, data: bytes) -> Source:
    """Return the lines of ``data``, with the faults of rule F09 (not UTF-8, a tab, a CR)."""
    text = data.decode("utf-8", errors="replace")
    raw = text.split("\n")
    lines = tuple(SourceLine(number, line.rstrip("\r")) for number, line in enumerate(raw, start=1))
    return Source(path, lines, tuple(_byte_faults(path, data, raw)))


def _byte_faults(path: str, data: bytes, raw: list[str]) -> Iterator[Fault]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = data.count(b"\n", 0, error.start) + 1
        yield Fault(path, first, "F09", "not UTF-8")
    if raw[0].startswith("\ufeff"):
        yield Fault(path, 1, "F09", "begins with a byte order mark")
    for number, line in enumerate(raw, start=1):
        if "\t" in line:
            yield Fault(path, number, "F09", "a tab; use spaces")
        if "\r" in line:
            yield Fault(path, number, "F09", "a carriage return; end lines with LF")
