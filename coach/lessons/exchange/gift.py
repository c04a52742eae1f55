r"""GIFT, Moodle's text format for questions (docs.moodle.org/en/GIFT_format).

One question stands between blank lines, ``::id::words { answers }``. A right answer begins with
``=``, a wrong one with ``~``, either may have a weight ``%50%`` and an explanation after ``#``;
``####`` explains the whole. ``\`` makes ``~ = # { } :`` and itself mean nothing special.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd

from coach.lessons.exchange.item import CannotCarry, Item, Line

_SPECIAL = "\\~=#{}:"
_HIDDEN = {char: chr(0xE000 + place) for place, char in enumerate(_SPECIAL)}  # private use
_BARE = {hidden: char for char, hidden in _HIDDEN.items()}
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
_ANSWER = re.compile(r"([=~])\s*(?:%(-?[\d.]+)%)?([^=~]*)")
_TAG = re.compile(r"\[(id|tag):([^\]]*)\]")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(frozen=True)
class Unread:
    """A question that was not taken over: its first words, and why not."""

    start: str
    why: str


def written(item: Item) -> str:
    """One question in GIFT. Raises CannotCarry for types that GIFT does not know."""
    told = _escaped("\n\n".join(item.told))
    rest = f" {_escaped(item.rest)}" if item.rest else ""
    tags = f"// [id:{item.id}] [tag:{item.concept}] [tag:type-{item.kind}]"
    general = [f"####{_escaped(item.why)}"] if item.why else []
    inside = "".join(f"{line}\n" for line in (*_answers(item), *general))
    return f"{tags}\n::{_escaped(item.id)}::{told} {{\n{inside}}}{rest}\n"


def _answers(item: Item) -> Iterator[str]:
    match item.kind:
        case "single" | "judgement":
            top = max(line.points for line in item.lines)
            for line in item.lines:
                share = _percent(line.points, top)
                mark = "=" if line.points == top else f"~%{share}%" if line.points else "~"
                yield mark + _said(line)
        case "multiple":
            whole = sum(max(0, line.points) for line in item.lines)
            for line in item.lines:
                yield f"~%{_percent(line.points, whole)}%" + _said(line)
        case "match":
            for line in item.lines:
                if "->" in line.text:
                    raise CannotCarry("an arrow in its words would split a pair")
                yield f"={_escaped(line.text)} -> {_escaped(line.partner)}"
        case "cloze":
            yield from (f"={_escaped(line.text)}" for line in item.lines)
        case "scale":
            answer, tolerance = item.number or (0.0, 0.0)
            yield f"#{answer:g}:{tolerance:g}"
        case "text":
            yield from ()
        case kind:
            raise CannotCarry(f"GIFT has no questions of type {kind}")


def _said(line: Line) -> str:
    return _escaped(line.text) + (f"#{_escaped(line.why)}" if line.why else "")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.5f}".rstrip("0").rstrip(".")


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """The questions of a GIFT file, and those that were not taken over."""
    items: list[Item] = []
    unread: list[Unread] = []
    masked = re.sub(r"\\([\\~=#{}:])", lambda found: _HIDDEN[found[1]], text.replace("\r", ""))
    for number, block in enumerate(re.split(r"\n\s*\n", masked), start=1):
        lines = [line for line in block.split("\n") if line.strip()]
        tags = [found for line in lines if line.startswith("//") for found in _TAG.findall(line)]
        words = "\n".join(line for line in lines if not line.startswith(("//", "$CATEGORY")))
        if not words.strip():
            continue
        try:
            items.append(_item(words.strip(), tags, number))
        except CannotCarry as error:
            unread.append(Unread(_plain(words)[:60], str(error)))
    return items, unread


def _item(words: str, tags: Sequence[tuple[str, str]], number: int) -> Item:
    title = _TITLE.match(words)
    body = _FORMAT.sub("", words[title.end() :].strip() if title else words)
    if "{" not in body or "}" not in body:
        raise CannotCarry("it has no answers")
    before, _, more = body.partition("{")
    inside, _, after = more.partition("}")
    inside, _, general = inside.partition("####")
    name = dict(tags).get("id") or _name(_plain(title[1]) if title else f"question {number}")
    found = [tag for key, tag in tags if key == "tag" and not tag.startswith("type-")]
    kind, lines, numeric = _parsed(inside.strip(), bool(after.strip()), tags)
    return Item(
        id=name,
        kind=kind,
        concept=_name(found[0]) if found and found[0] else "",
        told=tuple(p.strip() for p in _text(before).strip("\n ").split("\n\n")),
        lines=lines,
        rest=_plain(after),
        why=_plain(general),
        number=numeric,
    )


def _parsed(
    inside: str, words_follow: bool, tags: Sequence[tuple[str, str]]
) -> tuple[str, tuple[Line, ...], tuple[float, float] | None]:
    """The type, its lines, and for a number the answer and the tolerance."""
    if not inside:
        return "text", (), None
    if inside.startswith("#"):
        return "scale", (), _number(inside.lstrip("#="))
    if inside.partition("#")[0].strip().upper() in _TRUTH:
        return "single", _truth(inside), None
    answers = [(mark, weight, words) for mark, weight, words in _ANSWER.findall(inside)]
    if not answers:
        raise CannotCarry("its answers cannot be told apart")
    if all(mark == "=" and "->" in words for mark, _, words in answers):
        return "match", tuple(_pair(words) for *_, words in answers), None
    if words_follow or all(mark == "=" for mark, *_ in answers):
        right = tuple(_line(words, 0) for mark, _, words in answers if mark == "=")
        return "cloze", tuple(Line(line.text) for line in right), None
    return *_choice(answers, ("tag", "type-judgement") in tags), None


def _choice(answers: Sequence[tuple[str, str, str]], judged: bool) -> tuple[str, tuple[Line, ...]]:
    shares = [
        Fraction(weight or (100 if mark == "=" else 0)).limit_denominator(10_000) / 100
        for mark, weight, _ in answers
    ]
    points = _whole(shares)
    lines = tuple(_line(words, p) for (*_, words), p in zip(answers, points, strict=True))
    if not any(mark == "=" for mark, *_ in answers):
        return "multiple", lines
    return "judgement" if judged or any(0 < s < 1 for s in shares) else "single", lines


def _whole(shares: Sequence[Fraction]) -> list[int]:
    """The smallest whole numbers in these proportions; shares are rounded to twelfths, sevenths
    and the like, since GIFT writes a third as 33.33333."""
    near = [share.limit_denominator(20) for share in shares]
    common = reduce(lambda a, b: a * b // gcd(a, b), (share.denominator for share in near), 1)
    whole = [int(share * common) for share in near]
    divisor = reduce(gcd, whole, 0) or 1
    return [number // divisor for number in whole]


def _number(inside: str) -> tuple[float, float]:
    value = inside.partition("#")[0].strip()
    try:
        if ".." in value:
            low, high = (float(_plain(end)) for end in value.split(".."))
            return (low + high) / 2, (high - low) / 2
        answer, _, tolerance = value.partition(":")
        return float(_plain(answer)), float(_plain(tolerance) or 0)
    except ValueError:
        raise CannotCarry("its number cannot be read") from None


def _truth(inside: str) -> tuple[Line, ...]:
    word, *whys = inside.split("#")
    right = _TRUTH[word.strip().upper()]
    wrong_why, right_why = (*(_plain(why) for why in whys[:2]), "", "")[:2]
    return tuple(
        Line(name, right_why if value == right else wrong_why, int(value == right))
        for name, value in (("True", True), ("False", False))
    )


def _pair(words: str) -> Line:
    left, _, right = words.partition("->")
    return Line(_plain(left), partner=_plain(right))


def _line(words: str, points: int) -> Line:
    text, _, why = words.partition("#")
    return Line(_plain(_FORMAT.sub("", text.strip())), _plain(why), points)


def _escaped(text: str) -> str:
    kept = "".join(f"\\{char}" if char in _SPECIAL else char for char in text)
    return kept.replace("\n", "\\n")


def _text(masked: str) -> str:
    bare = "".join(_BARE.get(char, char) for char in re.sub(r"\s*\\n\s*\\n\s*", "\n\n", masked))
    return re.sub(r"(?<!\n)\n(?!\n)", " ", bare.replace("\\n", " "))


def _plain(masked: str) -> str:
    return " ".join(_text(masked).split())


def _name(words: str) -> str:
    """Words as an id: kebab-case."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "question"
