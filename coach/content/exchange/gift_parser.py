"""Parse a block of GIFT into the parts of a question, without a conversion.

The answers alone decide the type, as in Moodle: no braces make a description, empty braces an
essay, ``#`` a numerical question, a ``~`` a choice, arrows a matching question, T or F a true/false
question, and anything else a short answer. The gap is where the braces are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from coach.content.exchange import gift_tokens
from coach.content.exchange.gift_tokens import Block, Tokens, find, split
from coach.content.exchange.markup import Format

Kind = Literal["essay", "numerical", "choice", "match", "truth", "short"]
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,10})?)%")


class UnreadableQuestion(ValueError):
    """The block is not a readable question. The message completes "because ..."."""


@dataclass(frozen=True)
class GiftText:
    """A piece of text, its format and its line. ``text`` may be empty."""

    text: str
    format: Format
    line: int


@dataclass(frozen=True)
class GiftAnswer:
    """One answer.

    ``sign`` is ``=`` or ``~``; ``weight`` is a share of full marks, -1 to 1, or None; ``partner``
    is the text after an arrow.
    """

    sign: str
    weight: Fraction | None
    text: GiftText
    feedback: GiftText
    partner: GiftText | None = None


@dataclass(frozen=True)
class Parsed:
    """A GIFT question. ``after`` is the text that follows the braces, or empty."""

    line: int
    kind: Kind
    title: str
    before: GiftText
    after: GiftText
    answers: tuple[GiftAnswer, ...]
    general: GiftText


def question(block: Block) -> Parsed:
    """Return the question of a block. Raise UnreadableQuestion with the reason."""
    title, tokens = _titled(block.tokens)
    before, inside, after = _braced(tokens)
    form, before = _format(before, "moodle")
    inside, general = _general(inside)
    kind = _kind(inside)
    return Parsed(
        line=block.line,
        kind=kind,
        title=title,
        before=_raw(before, form, block.line),
        after=_raw(after, form, block.line),
        answers=tuple(_ANSWERS[kind](inside, form)),
        general=_phrase(general, form, block.line),
    )


def _titled(tokens: Tokens) -> tuple[str, Tokens]:
    if find(tokens[:2], "::") != 0 or (end := find(tokens[2:], "::")) is None:
        return "", tokens
    return gift_tokens.words(tokens[2 : end + 2]).strip(), tokens[end + 4 :]


def _braced(tokens: Tokens) -> tuple[Tokens, Tokens, Tokens]:
    """Return the tokens before, in and after the only pair of braces."""
    if find(tokens, "{") is None and find(tokens, "}") is None:
        raise UnreadableQuestion("it has no answers: GIFT takes it for a description")
    before, *more = split(tokens, "{", 1)
    if not more or find(before, "}") is not None:
        raise UnreadableQuestion("a brace closes that was never opened")
    inside, *after = split(more[0], "}", 1)
    if not after:
        raise UnreadableQuestion(
            "its braces are never closed; a blank line may stand among its answers"
        )
    if find(after[0], "{") is not None or find(after[0], "}") is not None:
        raise UnreadableQuestion(
            "it has braces more than once; write \\{ and \\} where letters are meant"
        )
    return before, inside, after[0]


def _general(inside: Tokens) -> tuple[Tokens, Tokens]:
    """Return the answers, and the general feedback after the last ``####``."""
    start = None
    for place in range(len(inside)):
        if find(inside[place : place + 4], "####") == 0:
            start = place
    return (inside, ()) if start is None else (inside[:start], inside[start + 4 :])


def _kind(inside: Tokens) -> Kind:
    inside = _stripped(inside)
    if not inside:
        return "essay"
    if inside[0].sign and inside[0].char == "#":
        return "numerical"
    if find(inside, "~") is not None:
        return "choice"
    if gift_tokens.words(split(inside, "#", 1)[0]).strip().upper() in TRUTH:
        return "truth"
    rights = [gift_tokens.words(split(part, "#", 1)[0]) for part in _listed(inside)[1]]
    if rights and any("->" in words for words in rights):
        return "match"
    return "short"


def _essay(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    yield from ()


def _truth(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    """Yield true and false, the right one with weight 1.

    The first comment belongs to the wrong answer.
    """
    word, *comments = split(inside, "#", 2)
    right = TRUTH[gift_tokens.words(word).strip().upper()]
    line = _stripped(inside)[0].line
    said = [_phrase(comment, form, line) for comment in (*comments, (), ())]
    for value, name in ((True, "True"), (False, "False")):
        feedback = said[1] if value == right else said[0]
        yield GiftAnswer("=", Fraction(value == right), GiftText(name, "plain", line), feedback)


def _numbers(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    listed = _stripped(inside)[1:]
    lead = split(listed, "=~", 1)[0]
    if gift_tokens.words(lead).strip():
        yield _answer("=", lead, form)
    yield from _marked(listed[len(lead) :], form)


def _choices(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    yield from _marked(inside, form)


def _short(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    if find(inside, "=") is None:  # Moodle treats {word} as the only accepted answer
        yield _answer("=", inside, form)
        return
    yield from _marked(inside, form)


def _pairs(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    lead, parts = _listed(inside)
    _nothing_before(lead)
    for part in parts:
        line = _line(part)
        left, arrow, right = _parted(part)
        if not arrow:
            raise UnreadableQuestion(f"in line {line} a pair has no arrow")
        nothing = GiftText("", "plain", line)
        yield GiftAnswer("=", None, _phrase(left, form, line), nothing, _raw(right, "plain", line))


_ANSWERS: Mapping[Kind, Callable[[Tokens, Format], Iterator[GiftAnswer]]] = {
    "essay": _essay,
    "truth": _truth,
    "numerical": _numbers,
    "choice": _choices,
    "short": _short,
    "match": _pairs,
}


def _marked(inside: Tokens, form: Format) -> Iterator[GiftAnswer]:
    """Yield answers that each begin with ``=`` or ``~``."""
    marks = [token.char for token in inside if token.sign and token.char in "=~"]
    lead, *parts = split(inside, "=~")
    _nothing_before(lead)
    for mark, part in zip(marks, parts, strict=True):
        yield _answer(mark, part, form)


def _listed(inside: Tokens) -> tuple[Tokens, list[Tokens]]:
    lead, *parts = split(inside, "=")
    return lead, parts


def _nothing_before(lead: Tokens) -> None:
    if words := gift_tokens.words(lead).strip():
        raise UnreadableQuestion(f"“{words[:40]}” stands before its first answer, without = or ~")


def _answer(sign: str, part: Tokens, form: Format) -> GiftAnswer:
    line = _line(part)
    told, *feedback = split(_stripped(part), "#", 1)
    weight = None
    if found := _WEIGHT.match(gift_tokens.words(told)):
        told = told[found.end() :]
        weight = gift_tokens.share(found[1])
        if abs(weight) > 1:
            raise UnreadableQuestion(f"in line {line} a weight is not from -100 to 100")
    text = _phrase(told, form, line)
    return GiftAnswer(sign, weight, text, _phrase(feedback[0] if feedback else (), form, line))


def _parted(part: Tokens) -> tuple[Tokens, bool, Tokens]:
    words = gift_tokens.words(part)
    place = words.find("->")
    return (part, False, ()) if place < 0 else (part[:place], True, part[place + 2 :])


def _phrase(tokens: Tokens, form: Format, line: int) -> GiftText:
    """Return a text that may begin with its own format."""
    form, told = _format(tokens, form)
    return _raw(told, form, line)


def _raw(tokens: Tokens, form: Format, line: int) -> GiftText:
    return GiftText(gift_tokens.words(tokens), form, _line(tokens, line))


def _format(tokens: Tokens, otherwise: Format) -> tuple[Format, Tokens]:
    """Return the format at the start, or ``otherwise``, and the tokens after it."""
    found = _FORMAT.match(gift_tokens.words(tokens))
    if not found:
        return otherwise, tokens
    return found[1], tokens[found.end() :]  # type: ignore[return-value]


def _stripped(tokens: Tokens) -> Tokens:
    places = [place for place, token in enumerate(tokens) if not token.char.isspace()]
    return tokens[places[0] : places[-1] + 1] if places else ()


def _line(tokens: Tokens, otherwise: int = 0) -> int:
    """Return the line of the first token that is not a space."""
    return next((t.line for t in tokens if not t.char.isspace()), 0) or (
        tokens[0].line if tokens else otherwise
    )
