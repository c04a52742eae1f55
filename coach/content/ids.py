"""Check ids: unique in all content, and never removed (F04, D05, L10)."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from coach.content.scanner import KEBAB
from coach.content.source import Fault, Source, load

HEADER = "# Ids that people's progress refers to. Written by `coach content lock`.\n"


class Ledger:
    """A record of every id with its place, and of the faults."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[str, int]] = {}
        self.kept: set[str] = set()
        self.faults: list[Fault] = []

    def enter(self, name: str, path: str, line: int, code: str, keep: bool = True) -> None:
        """Add an id. ``keep`` is True if rows refer to it, so that it must never be removed."""
        if not name:
            return
        if not KEBAB.fullmatch(name):
            message = f'id "{name}" is not kebab-case (small letters, digits, single hyphens)'
            self.faults.append(Fault(path, line, code, message))
        if name in self.places:
            first_path, first_line = self.places[name]
            message = f'id "{name}" is used twice, first at {first_path}:{first_line}'
            self.faults.append(Fault(path, line, code, message))
        self.places.setdefault(name, (path, line))
        if keep:
            self.kept.add(name)


def retired(file: Path) -> dict[str, str]:
    """Return the ids that have left the course, each with the lesson it was in.

    The result is empty if there is no file. Raise tomllib.TOMLDecodeError if it cannot be read.
    """
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: str(lesson) for name, lesson in table.get("lessons", {}).items()}


def gone(lock: Source, kept: Iterable[str], retired_ids: Collection[str]) -> Iterator[Fault]:
    """Yield L10 for each locked id that is neither in the content nor retired."""
    present = {*kept, *retired_ids}
    for name, line in _names(lock):
        if name not in present:
            message = f'id "{name}" is gone; people\'s progress hangs on it'
            yield Fault(lock.path, line, "L10", message)


def used_again(
    places: Mapping[str, tuple[str, int]], retired_ids: Iterable[str]
) -> Iterator[Fault]:
    """Yield L11 for each retired id that stands in the content again."""
    for name in retired_ids:
        if name in places:
            path, line = places[name]
            yield Fault(path, line, "L11", f'id "{name}" is retired; choose another one')


def locked(lock: Path) -> frozenset[str]:
    """Return the ids of the lock file, or an empty set if there is no file."""
    if not lock.is_file():
        return frozenset()
    return frozenset(name for name, _ in _names(load(lock, lock.parent)))


def _names(lock: Source) -> Iterator[tuple[str, int]]:
    for line in lock.lines:
        name = line.text.strip()
        if name and not name.startswith("#"):
            yield name, line.number


def written(kept: Iterable[str]) -> str:
    """Return the text of the lock file."""
    return HEADER + "".join(f"{name}\n" for name in sorted(kept))


def circular(requires: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the ids that require themselves, directly or through others."""
    found = set()
    for start in requires:
        waiting, seen = list(requires[start]), set[str]()
        while waiting:
            name = waiting.pop()
            if name == start:
                found.add(start)
                break
            if name not in seen:
                seen.add(name)
                waiting += requires.get(name, ())
    return found
