r"""Split a GIFT file into blocks of tokens, without comments and escapes.

Blank lines separate the blocks. A line that begins with ``//`` is a comment anywhere; ``[id:...]``
and ``[tag:...]`` in a comment belong to the question below it. ``\`` before one of ``~ = # { } :``
or itself makes that character plain text, and ``\n`` is a line break. Before any other character it
is a backslash. One pass from left to right decides all of this.

It also converts weights: between Moodle's shares of full marks and whole points. Moodle refuses a
question with a weight that is not on its list (question/engine/bank.php).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from coach import bounds
from coach.content.exchange.plain_question import CannotCarry

SIGNS = frozenset("~=#{}:")
_ESCAPES = {**{char: char for char in (*SIGNS, "\\")}, "n": "\n"}
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")


@dataclass(frozen=True)
class Token:
    """One character of a question. A ``sign`` is GIFT syntax, other characters are text.

    Only an escaped ``\\n`` is a line break; the end of a line in the file is a space.
    """

    char: str
    line: int
    sign: bool = False


Tokens = Sequence[Token]


@dataclass(frozen=True)
class Block:
    """The tokens between two blank lines, and the labels of their comments."""

    line: int
    tokens: tuple[Token, ...]
    name: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Category:
    """A line that puts the following questions in a category of Moodle."""

    line: int
    path: str


def blocks(text: str) -> Iterator[Block | Category]:
    """Yield the blocks and categories of a file, in order, without blocks that are only comments.

    Lines end with LF, CR or both. They are counted from 1.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        bare = bounds.one_line(line).strip()
        if category := _CATEGORY.match(bare):
            yield Category(number, category[1].strip())
        elif bare:
            waiting.append((number, bare))
        elif waiting:
            yield from _block(waiting)
            waiting = []


def words(tokens: Tokens) -> str:
    """Return the tokens as text."""
    return "".join(token.char for token in tokens)


def split(tokens: Tokens, signs: str, most: int = -1) -> list[Tokens]:
    """Return the tokens split at these signs, at most ``most`` times. The signs are dropped."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.sign and token.char in signs and (most < 0 or len(parts) <= most):
            parts.append([])
        else:
            parts[-1].append(token)
    return list(parts)


def find(tokens: Tokens, signs: str) -> int | None:
    """Return the index of the first run of these signs, or None."""
    wanted = [(char, True) for char in signs]
    for place in range(len(tokens) - len(signs) + 1):
        if [(t.char, t.sign) for t in tokens[place : place + len(signs)]] == wanted:
            return place
    return None


def _block(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    labels = [found for _, line in lines if line.startswith("//") for found in _LABEL.findall(line)]
    told = [(number, line) for number, line in lines if not line.startswith("//")]
    if not told:
        return
    names = [_unescaped(value) for key, value in labels if key == "id"]
    tags = tuple(_unescaped(value) for key, value in labels if key == "tag")
    tokens = [token for number, line in told for token in (*_tokens(line, number), _space(number))]
    yield Block(told[0][0], tuple(tokens), next(iter(names), ""), tags)


def _tokens(line: str, number: int) -> Iterator[Token]:
    chars = iter(enumerate(line))
    for place, char in chars:
        after = line[place + 1 : place + 2]
        if char == "\\" and after in _ESCAPES:
            next(chars)
            yield Token(_ESCAPES[after], number)
        else:
            yield Token(char, number, char in SIGNS)


def _space(number: int) -> Token:
    return Token(" ", number)


def _unescaped(label: str) -> str:
    return re.sub(r"\\(.)", r"\1", label).strip()


LIST = tuple(
    Fraction(part, whole)
    for part, whole in (
        *((0, 1), (1, 1), (9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (3, 5), (1, 2), (2, 5)),
        *((1, 3), (3, 10), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10), (1, 20)),
    )
)
NEAR = Fraction(5, 10_000)  # 33.3 and 33.33333 both mean a third


def percent(part: int, whole: int) -> str:
    """Return a share of full marks in per cent, as Moodle writes it. ``part`` may be negative.

    Raise CannotCarry for a share that is not on Moodle's list.
    """
    share = Fraction(part, whole)
    if abs(share) not in LIST:
        raise CannotCarry(f"Moodle has no weight of {told(share)}%")
    return told(share)


def told(share: Fraction) -> str:
    """Return a share in per cent, with up to five decimals as in Moodle: ``50``, ``33.33333``."""
    return f"{float(100 * share):.5f}".rstrip("0").rstrip(".")


def share(written: str) -> Fraction:
    """Return the share of a weight in per cent: the nearest one of Moodle's list, if close."""
    exact = Fraction(written) / 100
    near = min(LIST, key=lambda known: abs(known - abs(exact)))
    if abs(near - abs(exact)) > NEAR:
        return exact
    return near if exact > 0 else -near


def points(shares: Sequence[Fraction]) -> list[int]:
    """Return the smallest whole numbers in these proportions."""
    common = lcm(*(share.denominator for share in shares))
    whole = [int(share * common) for share in shares]
    divisor = reduce(gcd, whole, 0) or 1
    return [number // divisor for number in whole]
