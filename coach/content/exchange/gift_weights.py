"""Convert weights: between Moodle's shares of full marks and whole points.

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
