"""Weights of answers: the shares of full marks that Moodle knows, and whole points in proportion.

Moodle refuses a question with a weight that is not on its list (question/engine/bank.php).
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from coach.content.exchange.plain_question import CannotCarry

LIST = tuple(
    Fraction(part, whole)
    for part, whole in (
        *((0, 1), (1, 1), (9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (3, 5), (1, 2), (2, 5)),
        *((1, 3), (3, 10), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10), (1, 20)),
    )
)
NEAR = Fraction(5, 10_000)  # 33.3 and 33.33333 both mean a third


def percent(part: int, whole: int) -> str:
    """A share of full marks in per cent, as Moodle writes it. Raises CannotCarry for a share that
    is not on its list; ``part`` may be below 0."""
    share = Fraction(part, whole)
    if abs(share) not in LIST:
        raise CannotCarry(f"Moodle has no weight of {told(share)}%")
    return told(share)


def told(share: Fraction) -> str:
    """A share in per cent, to the five places that Moodle writes: ``50``, ``33.33333``."""
    return f"{float(100 * share):.5f}".rstrip("0").rstrip(".")


def share(written: str) -> Fraction:
    """The share that a weight in per cent means: that of Moodle's list, where one is near."""
    exact = Fraction(written) / 100
    near = min(LIST, key=lambda known: abs(known - abs(exact)))
    if abs(near - abs(exact)) > NEAR:
        return exact
    return near if exact > 0 else -near


def points(shares: Sequence[Fraction]) -> list[int]:
    """The smallest whole numbers in these proportions."""
    common = lcm(*(share.denominator for share in shares))
    whole = [int(share * common) for share in shares]
    divisor = reduce(gcd, whole, 0) or 1
    return [number // divisor for number in whole]
