"""Build the booklet after twelve weeks: what the user wrote, said and did.

Pure: facts in, pages out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.assessment.calendar import Week
from coach.journal.stamps import STAMPED, day_of
from coach.keepsakes.card import excerpt

WEEKS = 12
MOST = 12  # the most lines of a section


@dataclass(frozen=True)
class Section:
    """The lines under one heading; there is at least one."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """The content of the booklet, the newest first.

    ``wells`` and ``notes`` are texts, ``marked`` the names of bookmarked steps, ``replies`` texts
    of replies that went well, ``promises`` the parts of the promise list, ``habits`` plans as whole
    sentences.
    """

    wells: Sequence[str] = ()
    notes: Sequence[str] = ()
    marked: Sequence[str] = ()
    replies: Sequence[str] = ()
    promises: Sequence[Mapping[str, Any]] = ()
    habits: Sequence[str] = ()


def is_ready(baseline: Week, now: Week, sat: int) -> bool:
    """Return whether twelve look-backs were answered, or twelve weeks have passed."""
    return sat >= WEEKS or now - baseline >= WEEKS


def ready_on(baseline: Week) -> date:
    """Return the day from which the booklet is available even without twelve look-backs."""
    return (baseline + WEEKS).monday


def build(kept: Kept) -> tuple[Section, ...]:
    """Return the sections of the booklet that have lines, each with at most twelve."""
    contents = (
        ("What went well", kept.wells),
        ("Replies that went well", kept.replies),
        ("Promises kept", promises(kept.promises)),
        ("Habits kept", kept.habits),
        ("Notes in the margin", kept.notes),
        ("Pages to come back to", kept.marked),
    )
    sections = (Section(heading, tuple(_lines(texts))) for heading, texts in contents)
    return tuple(section for section in sections if section.lines)


def promises(parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the promises that were kept, the latest first, from the parts of a promise list."""
    rows = [
        (row.get(STAMPED, ""), row.get(next(iter(part["columns"]), ""), ""))
        for part in parts
        if STAMPED in part.get("columns", ())
        for row in part["rows"]
    ]
    dated = sorted((row for row in rows if day_of(row[0])), reverse=True)
    return [what for _, what in dated]


def _lines(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(excerpt, texts))))[:MOST]
