"""Adapt texts to a page: the authors' terms and headings, and the short lines of a reflection."""

import re
from collections.abc import Sequence

from markupsafe import Markup

_HEADING = re.compile(r"(</?h)([3-6])\b")
_LINK = re.compile(r'class="term" href="/glossary#([a-z0-9-]+)"')


def named(html: str) -> list[str]:
    """Return the ids of the glossary terms that a page links to, each once, in order."""
    return list(dict.fromkeys(_LINK.findall(str(html))))


def led_here(html: str) -> Markup:
    """Return the page with its links to terms changed to ``#term-<id>`` on the same page."""
    led = _LINK.sub(r'class="term" href="#term-\1"', str(html))  # a Markup would escape it
    return Markup(led)  # noqa: S704  rendered before


def raised(html: str) -> Markup:
    """Return the text of a step with each heading one level higher, for a page of its own."""
    raised = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", str(html))
    return Markup(raised)  # noqa: S704  rendered before


def sentence_start(words: str) -> str:
    """Return the words with a capital at the beginning, as they are otherwise."""
    return words[:1].upper() + words[1:]


def letter(place: int) -> str:
    """Return the letter of an option, counted from 1: A to Z, then AA, AB and so on."""
    name = ""
    while place > 0:
        place, last = divmod(place - 1, 26)
        name = chr(ord("A") + last) + name
    return name


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
