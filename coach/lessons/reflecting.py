"""Convert a reflection's short lines to the one text that the journal stores, and back.

Each line follows its label. An empty line separates two of them.
"""

from collections.abc import Sequence

BETWEEN = "\n\n"


def joined(labels: Sequence[str], lines: Sequence[str]) -> str:
    """Return the lines below their labels as one text, without empty lines."""
    pairs = zip(labels, lines, strict=True)
    return BETWEEN.join(f"{label}\n{line}" for label, line in pairs if line)


def taken_apart(labels: Sequence[str], text: str) -> list[str] | None:
    """Return the line below each label, or an empty string.

    Return None if the text was not joined from lines with these labels.
    """
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
