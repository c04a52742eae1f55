"""Write a question in GIFT, so that Moodle imports it with the same type."""

import re
from collections.abc import Iterator

from coach import amounts
from coach.content.exchange import gift_tokens
from coach.content.exchange.gift_tokens import SIGNS
from coach.content.exchange.plain_question import CannotCarry, PlainOption, PlainQuestion

_MEANT = re.compile(r"[\[%]")  # at the start of an answer these mean a format or a weight


def written(item: PlainQuestion) -> str:
    """Return one question in GIFT. Raise CannotCarry if GIFT or Moodle cannot express it."""
    answers = [*_answers(item), *([f"####{_text(item.why)}"] if item.why else [])]
    tags = [f"[id:{item.id}]", *([f"[tag:{item.concept}]"] if item.concept else [])]
    head = f"// {' '.join(tags)} [tag:type-{item.kind}]\n::{_escaped(item.id)}::[plain]"
    before, after = _around(item)
    inside = "".join(f"{line}\n" for line in answers)
    return f"{head}{before}{{\n{inside}}}{after}\n"


def _around(item: PlainQuestion) -> tuple[str, str]:
    """Return the text before and after the braces. It is plain, so paragraphs are line breaks."""
    before = "\n\n".join(item.told)
    close_before, close_after = item.glued
    space = "" if close_before or before.endswith("\n") else " "
    return _escaped(before) + space, (("" if close_after else " ") + _escaped(item.rest)).rstrip()


def _answers(item: PlainQuestion) -> Iterator[str]:
    match item.kind:
        case "single" | "judgement":
            top = max(line.points for line in item.lines)
            for line in item.lines:
                mark = "=" if line.points == top else f"~{_weight(line.points, top)}"
                yield mark + _said(line)
        case "multiple":
            whole = sum(max(0, line.points) for line in item.lines)
            for line in item.lines:
                yield f"~{_weight(line.points, whole)}" + _said(line)
        case "match":
            yield from map(_pair, item.lines)
        case "cloze":
            yield from map(_accepted, item.lines)
        case "scale":
            assert item.number is not None  # noqa: S101  a scale has its number
            yield "#" + ":".join(map(amounts.written, item.number))
        case "text":
            return
        case kind:
            raise CannotCarry(f"GIFT has no questions of type {kind}")


def _weight(points: int, whole: int) -> str:
    return f"%{gift_tokens.percent(points, whole)}%" if points else ""


def _said(line: PlainOption) -> str:
    return _text(line.text) + (f"#{_text(line.why)}" if line.why else "")


def _pair(line: PlainOption) -> str:
    if "->" in line.text:
        raise CannotCarry("an arrow in its words would split a pair")
    return f"={_text(line.text)} -> {_escaped(line.partner)}"


def _accepted(line: PlainOption) -> str:
    if "->" in line.text:
        raise CannotCarry("an arrow in its answer would make Moodle look for pairs")
    return f"={_text(line.text.replace('*', chr(92) + '*'))}"  # a bare * would match any letters


def _text(words: str) -> str:
    """Return an answer or comment.

    ``[plain]`` keeps its start from being read as a weight or format.
    """
    return ("[plain]" if _MEANT.match(words) else "") + _escaped(words)


def _escaped(words: str) -> str:
    escaped = "".join(f"\\{char}" if char in SIGNS or char == "\\" else char for char in words)
    return escaped.replace("\n", "\\n")
