"""Question directives read into questions. What cannot be read is left out; the rules say so."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from html import unescape
from typing import Any

from markupsafe import Markup

from coach.content.markdown import Renderer
from coach.content.scanner import Directive
from coach.content.source import SourceLine
from coach.content.steps import (
    Choice,
    Cloze,
    FreeText,
    Match,
    Option,
    Order,
    Pair,
    Question,
    RenderedText,
    Scale,
)
from coach.questions import scale

GAP = re.compile(r"\{\{(.*?)\}\}")
_WHY = re.compile(r"\s*>\s?(.*)$")
_HINT = re.compile(r"hint:\s*(.*)$")
_MARKERS: Mapping[str, re.Pattern[str]] = {
    "single": re.compile(r"\((?P<mark>[xX ])\)\s+(?P<text>.+)$"),
    "multiple": re.compile(r"\[(?P<mark>[xX ])\s*(?P<weight>\d*)\]\s+(?P<text>.+)$"),
    "judgement": re.compile(r"\((?P<mark>\d+)\)\s+(?P<text>.+)$"),
    "order": re.compile(r"(?P<mark>\d+)\.\s+(?P<text>.+)$"),
    "match": re.compile(r"(?P<text>.*\S)\s*(?<![=<>])=(?P<mark>(?!=).*)$"),
}
_NOTHING = re.compile(r"(?!)")


@dataclass
class _Item:
    line: int
    mark: re.Match[str]
    text: str
    why: list[SourceLine] = field(default_factory=list)


@dataclass
class _Body:
    """A question's body taken apart: what stands before the items, and the items."""

    prompt: list[SourceLine] = field(default_factory=list)
    why: list[SourceLine] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    hint: tuple[str, int] | None = None


def question(directive: Directive, renderer: Renderer) -> Question | None:
    """The question a directive holds, or None when its type is unknown."""
    kind = directive.attributes.get("type", "")
    build = _BUILDERS.get(kind)
    if build is None:
        return None
    body = _take_apart(directive.body, _MARKERS.get(kind, _NOTHING))
    return build(directive, body, renderer)


def digest(directive: Directive) -> str:
    """A short hash of the directive's text: an answer is about these very words."""
    text = "\n".join(
        [repr(sorted(directive.attributes.items())), *(b.text for b in directive.body)]
    )
    return sha256(text.encode()).hexdigest()[:16]


def prompt(
    lines: Sequence[SourceLine], directive: Directive, renderer: Renderer
) -> tuple[Markup, RenderedText]:
    """The scene (all paragraphs but the last) and what is asked (the last one)."""
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
    """Explanation lines as one text, or None when there are none."""
    said = " ".join(line.text for line in lines).strip()
    return renderer.inline(said, lines[0].number) if said else None


def _take_apart(lines: Sequence[SourceLine], marker: re.Pattern[str]) -> _Body:
    body = _Body()
    for line in lines:
        if hint := _HINT.match(line.text):
            body.hint = (hint[1], line.number)
        elif why := _WHY.match(line.text):
            target = body.items[-1].why if body.items else body.why
            target.append(SourceLine(line.number, why[1]))
        elif item := marker.match(line.text):
            body.items.append(_Item(line.number, item, item["text"].strip()))
        elif not body.items:
            body.prompt.append(line)
        elif body.items[-1].why:
            body.items[-1].why.append(SourceLine(line.number, line.text.strip()))
        else:
            body.items[-1].text = f"{body.items[-1].text} {line.text.strip()}".strip()
    return body


def _common(directive: Directive, body: _Body, renderer: Renderer) -> dict[str, Any]:
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


def _points(kind: str, mark: re.Match[str]) -> int:
    if kind == "judgement":
        return int(mark["mark"])
    right = mark["mark"] in "xX"
    if kind == "single":
        return int(right)
    weight = int(mark["weight"] or 1)
    return weight if right else -weight


def _option(item: _Item, points: int, renderer: Renderer) -> Option:
    return Option(renderer.inline(item.text, item.line), note(item.why, renderer), points)


def _choice(directive: Directive, body: _Body, renderer: Renderer) -> Choice:
    kind = directive.attributes["type"]
    options = tuple(_option(item, _points(kind, item.mark), renderer) for item in body.items)
    return Choice(**_common(directive, body, renderer), options=options)


def _order(directive: Directive, body: _Body, renderer: Renderer) -> Order:
    ranked = sorted(body.items, key=lambda item: int(item.mark["mark"]))
    options = tuple(_option(item, 0, renderer) for item in ranked)
    return Order(**_common(directive, body, renderer), options=options)


def _match(directive: Directive, body: _Body, renderer: Renderer) -> Match:
    pairs = tuple(
        Pair(
            renderer.inline(item.text, item.line),
            renderer.inline(item.mark["mark"].strip(), item.line),
            note(item.why, renderer),
        )
        for item in body.items
    )
    return Match(**_common(directive, body, renderer), pairs=pairs)


def _cloze(directive: Directive, body: _Body, renderer: Renderer) -> Cloze:
    gapped = [line for line in body.prompt if GAP.search(line.text)]
    text = " ".join(line.text.strip() for line in gapped)
    body.prompt = [line for line in body.prompt if line not in gapped]
    parts = GAP.split(text)
    gaps = tuple(
        tuple(unescape(word.strip()) for word in part.split("|") if word.strip())
        for part in parts[1::2]
    )
    pieces = tuple(map(unescape, parts[::2]))
    return Cloze(**_common(directive, body, renderer), pieces=pieces, gaps=gaps)


def _scale(directive: Directive, body: _Body, renderer: Renderer) -> Scale:
    def number(key: str, otherwise: str) -> Decimal:
        try:
            return scale.exact(directive.attributes.get(key, otherwise))
        except ValueError:
            return Decimal("nan")

    return Scale(
        **_common(directive, body, renderer),
        low=number("min", ""),
        high=number("max", ""),
        answer=number("answer", ""),
        tolerance=number("tolerance", "0"),
    )


def _free_text(directive: Directive, body: _Body, renderer: Renderer) -> FreeText:
    texts = [line.text.strip() for line in body.prompt]
    start = next((i for i, text in enumerate(texts) if text.startswith("model:")), len(texts))
    listed = next((i for i, text in enumerate(texts) if text == "check:"), len(texts))
    model = " ".join(texts[start:listed]).removeprefix("model:").strip()
    checks = tuple(
        renderer.inline(line.text.strip().removeprefix("- "), line.number)
        for line in body.prompt[listed + 1 :]
        if line.text.strip().startswith("- ")
    )
    line = body.prompt[start].number if model else directive.line
    body.prompt = body.prompt[: min(start, listed)]
    return FreeText(
        **_common(directive, body, renderer),
        model=renderer.inline(model, line) if model else None,
        checks=checks,
    )


_BUILDERS: Mapping[str, Callable[[Directive, _Body, Renderer], Question]] = {
    "single": _choice,
    "multiple": _choice,
    "judgement": _choice,
    "order": _order,
    "match": _match,
    "cloze": _cloze,
    "scale": _scale,
    "text": _free_text,
}
