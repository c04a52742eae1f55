"""Parse the body of a question directive: the parts that all types of question share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.content.source import SourceLine

_WHY = re.compile(r"\s*>\s?(.*)$")
_HINT = re.compile(r"hint:\s*(.*)$")
_NOTHING = re.compile(r"(?!)")


@dataclass
class BodyItem:
    """A line with a mark (an option, a line to order or a pair), and its explanation."""

    line: int
    mark: re.Match[str]
    text: str
    why: list[SourceLine] = field(default_factory=list)


@dataclass
class QuestionBody:
    """A parsed question body: the prompt before the items, and the items."""

    prompt: list[SourceLine] = field(default_factory=list)
    why: list[SourceLine] = field(default_factory=list)
    items: list[BodyItem] = field(default_factory=list)
    hint: tuple[str, int] | None = None


def digest(directive: Directive) -> str:
    """Return a short hash of the directive's text, because an answer is about that exact text."""
    text = "\n".join(
        [repr(sorted(directive.attributes.items())), *(b.text for b in directive.body)]
    )
    return sha256(text.encode()).hexdigest()[:16]


def prompt(
    lines: Sequence[SourceLine], directive: Directive, renderer: Renderer
) -> tuple[Markup, RenderedText]:
    """Return the scene (all paragraphs but the last) and the question (the last one)."""
    paragraphs: list[list[SourceLine]] = [[]]
    for line in lines:
        if line.text.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    told = [paragraph for paragraph in paragraphs if paragraph]
    if not told:
        return Markup(), renderer.inline("", directive.line)
    blank = SourceLine(0, "")
    scene = [line for paragraph in told[:-1] for line in (*paragraph, blank)]
    asked = " ".join(line.text.strip() for line in told[-1])
    return renderer.block(scene), renderer.inline(asked, told[-1][0].number)


def note(lines: Sequence[SourceLine], renderer: Renderer) -> RenderedText | None:
    """Return explanation lines as one text, or None if there are none."""
    said = " ".join(line.text for line in lines).strip()
    return renderer.inline(said, lines[0].number) if said else None


def take_apart(lines: Sequence[SourceLine], marker: re.Pattern[str] = _NOTHING) -> QuestionBody:
    """Return the body as prompt, hint, explanation and items.

    ``marker`` matches the start of an item, with the groups ``mark`` and ``text``. Other lines
    continue the one before.
    """
    body = QuestionBody()
    for line in lines:
        if hint := _HINT.match(line.text):
            body.hint = (hint[1], line.number)
        elif why := _WHY.match(line.text):
            target = body.items[-1].why if body.items else body.why
            target.append(SourceLine(line.number, why[1]))
        elif item := marker.match(line.text):
            body.items.append(BodyItem(line.number, item, item["text"].strip()))
        elif not body.items:
            body.prompt.append(line)
        elif body.items[-1].why:
            body.items[-1].why.append(SourceLine(line.number, line.text.strip()))
        else:
            body.items[-1].text = f"{body.items[-1].text} {line.text.strip()}".strip()
    return body


def common(directive: Directive, body: QuestionBody, renderer: Renderer) -> dict[str, Any]:
    """Return the values of the fields that all types of question have."""
    scene, ask = prompt(body.prompt, directive, renderer)
    return {
        "id": directive.id,
        "line": directive.line,
        "kind": directive.attributes["type"],
        "concept": directive.attributes.get("concept", ""),
        "scene": scene,
        "ask": ask,
        "hint": renderer.inline(*body.hint) if body.hint else None,
        "why": note(body.why, renderer),
        "digest": digest(directive),
    }
