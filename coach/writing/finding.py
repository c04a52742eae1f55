"""Write the first sentence of the answer to a draft: what is there, and what is missing."""

import re
from collections.abc import Collection, Sequence

from coach.text import listed
from coach.writing.room import WritingKind, WritingPart

MOST_OPEN = 2  # maximum number of clauses about missing parts
_SAME = re.compile(r"(?:they|the readers) do not yet (?:know|see) ")


def finding(kind: WritingKind, found: Collection[str]) -> str:
    """Return one sentence about a draft: the parts in ``found`` (ids), then missing core parts.

    Example: "The news and the new day are there; they cannot yet tell you if it suits them."
    """
    there = [part for part in kind.parts if part.id in found]
    open_ = [part.absent for part in kind.parts if part.core and part.id not in found]
    halves = [half for half in (_there(there), _open(open_[:MOST_OPEN])) if half]
    sentence = "; ".join(halves)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _there(parts: Sequence[WritingPart]) -> str:
    if not parts:
        return ""
    verb = "are" if len(parts) > 1 or parts[0].plural else "is"
    return f"{listed([part.noun for part in parts])} {verb} there"


def _open(clauses: Sequence[str]) -> str:
    """Return the clauses as one. A common beginning is not repeated."""
    begins = {match[0] for clause in clauses if (match := _SAME.match(clause))}
    if len(clauses) == 2 and len(begins) == 1 and all(map(_SAME.match, clauses)):
        return f"{clauses[0]}, or {clauses[1].removeprefix(begins.pop())}"
    return ", and ".join(clauses)
