"""Define the grammar of a lesson's directives, and parse the simple ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive, Grammar
from coach.content.source import SourceLine
from coach.content.steps import (
    Example,
    HabitOffer,
    IntentionStep,
    Reflection,
    ReflectionPrompt,
    Speech,
    StudyNote,
)
from coach.questions import types
from coach.questions.types import TYPES
from coach.writing.engine.kinds import KINDS

PERIODS = ("day", "weekdays", "week", "month", "days")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GRAMMARS: Mapping[str, Grammar] = {
    "example": Grammar(("id", "kind"), {"kind": ("contrast", "script")}),
    "question": Grammar(
        ("id", "type", "concept", *types.attributes()),
        {"type": TYPES},
        ("id", "type"),
    ),
    "dialogue": Grammar(("id", "concept", "long"), {"long": ("yes",)}),
    "evidence": Grammar(("id",)),
    "reflect": Grammar(("id", "name")),
    "intention": Grammar(("id", "name")),
    "habit": Grammar(
        ("id", "name", "principle", "per", "target", "days", "message"),
        {"per": PERIODS, "message": KINDS},
        ("id", "principle", "per"),
    ),
    "write": Grammar(("id", "kind", "case", "checks"), {}, ("id", "kind", "case")),
    "listen": Grammar(("id", "message", "checks"), {}, ("id", "message", "checks")),
}

_LABELLED = re.compile(r"([^\W\d_][^:\"“]{0,60}):(?:\s+(.*)|$)")
_ROLES: Mapping[str, Literal["weak", "strong", "why"]] = {
    "weak": "weak",
    "strong": "strong",
    "why": "why",
}


def example(directive: Directive, renderer: Renderer) -> Example:
    """Parse an exchange in ``Name: words`` lines. Weak, Strong and Why are special names."""
    turns = tuple(
        Speech(_ROLES.get(name.lower(), "speaker"), name, renderer.inline(text, line))
        for line, name, text in labelled(directive.body)
    )
    kind = directive.attributes.get("kind", "contrast")
    return Example(directive.id, directive.line, kind, turns)


def evidence(directive: Directive, renderer: Renderer) -> StudyNote:
    """Return what is said about a study."""
    return StudyNote(directive.id, directive.line, renderer.block(directive.body))


def reflection(directive: Directive, renderer: Renderer) -> Reflection:
    """Parse a reflection.

    ``name`` is the heading of ``- `` questions, each with an example on the ``> `` lines below it.
    Without such questions the whole body is the prompt.
    """
    name = directive.attributes.get("name", "")
    prompts = tuple(_prompts(directive.body, renderer))
    if name and prompts:
        heading = renderer.inline(name, directive.line)
    else:
        heading = joined(directive.body, directive, renderer)
    return Reflection(directive.id, directive.line, heading, prompts)


def _prompts(lines: Sequence[SourceLine], renderer: Renderer) -> Iterator[ReflectionPrompt]:
    found: list[tuple[int, list[str], list[str]]] = []
    for line in lines:
        words = line.text.strip()
        if words.startswith("- "):
            found.append((line.number, [words[2:].strip()], []))
        elif found and words.startswith(">"):
            found[-1][2].append(words[1:].strip())
        elif found and words:
            (found[-1][2] or found[-1][1]).append(words)
    for number, ask, example in found:
        shown = renderer.inline(" ".join(example), number) if example else None
        yield ReflectionPrompt(renderer.inline(" ".join(ask), number), shown)


INTENTION_LINES = ("ask", "day", "words", "example", "else")


def intention(directive: Directive, renderer: Renderer) -> IntentionStep:
    """Parse an intention. A line with any other label continues the one before."""
    found: dict[str, tuple[str, int]] = {}
    last = ""
    for line, name, text in labelled(directive.body):
        if name in INTENTION_LINES:
            found[name], last = (text, line), name
        elif last:
            before, first = found[last]
            found[last] = (f"{before} {name}: {text}", first)
    shown = {name: renderer.inline(text, line) for name, (text, line) in found.items() if text}
    return IntentionStep(
        directive.id,
        directive.line,
        directive.attributes.get("name", ""),
        *(shown.get(name) for name in INTENTION_LINES),
    )


def habit(directive: Directive, renderer: Renderer) -> HabitOffer:
    """Parse a habit: ``if:`` is the cue, ``then:`` the act.

    Invalid numbers and days are left out.
    """
    parts = {name.lower(): (text, line) for line, name, text in labelled(directive.body)}
    target = directive.attributes.get("target", "")
    names = re.split(r"[,\s]+", directive.attributes.get("days", "").lower())
    return HabitOffer(
        id=directive.id,
        line=directive.line,
        title=directive.attributes.get("name", ""),
        principle=directive.attributes.get("principle", ""),
        per=directive.attributes.get("per", ""),
        target=int(target) if target.isdecimal() else None,
        days=tuple(i for i, day in enumerate(WEEKDAYS, start=1) if day in names),
        cue=renderer.inline(*parts["if"]) if "if" in parts else None,
        act=renderer.inline(*parts["then"]) if "then" in parts else None,
        message_kind=directive.attributes.get("message", ""),
    )


def labelled(lines: Sequence[SourceLine]) -> list[tuple[int, str, str]]:
    """Return (line, label, text) of ``Label: text`` lines. Other lines continue the one before."""
    found: list[tuple[int, str, str]] = []
    for line in lines:
        if match := _LABELLED.match(line.text.strip()):
            found.append((line.number, match[1], match[2] or ""))
        elif found and line.text.strip():
            number, label, text = found[-1]
            found[-1] = (number, label, f"{text} {line.text.strip()}".strip())
    return found


def joined(lines: Sequence[SourceLine], directive: Directive, renderer: Renderer) -> RenderedText:
    """Return the lines as one text, which may be empty."""
    written = [line for line in lines if line.text.strip()]
    number = written[0].number if written else directive.line
    return renderer.inline("\n".join(line.text for line in lines).strip(), number)
