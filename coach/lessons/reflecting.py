"""A reflection's short lines as the one text that the journal keeps, and back again.

Each line stands below its question, with an empty line between two of them.
"""

from collections.abc import Sequence

BETWEEN = "\n\n"


def joined(labels: Sequence[str], lines: Sequence[str]) -> str:
    """Return the lines below their labels as one text; empty lines are left out."""
    pairs = zip(labels, lines, strict=True)
    return BETWEEN.join(f"{label}\n{line}" for label, line in pairs if line)


def taken_apart(labels: Sequence[str], text: str) -> list[str] | None:
    """Return the line below each label, empty where there is none; None for a text that was not
    joined from lines below these labels."""
    lines: dict[int, list[str]] = {}
    at = -1
    for part in text.split(BETWEEN) if text else ():
        label, _, rest = part.partition("\n")
        later = labels[at + 1 :]
        if label in later and rest:
            at += 1 + later.index(label)
            lines[at] = [rest]
        elif at < 0:
            return None
        else:
            lines[at].append(part)
    found = [BETWEEN.join(lines.get(place, ())) for place in range(len(labels))]
    return found if joined(labels, found) == text else None
