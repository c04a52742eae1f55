"""Which sixteen questions a week asks, and in which order.

A rank is the SHA-256 digest (FIPS 180-4) of ``user/cycle/item`` in UTF-8, as text in hexadecimal:
the same on every machine and for ever, which Python's ``hash`` and ``random`` do not promise.
Within a principle and a key the four items are sorted by rank, and week w asks the w-th: four
weeks use all eight items of a principle exactly once.
"""

import hashlib
from collections.abc import Iterable

from coach.assessment.calendar import CyclePlace
from coach.assessment.item_bank import Bank, Item
from coach.principles import PRINCIPLES


def rank(*parts: object) -> str:
    """64 hexadecimal digits that depend on nothing but the parts' text and order."""
    return hashlib.sha256("/".join(str(part) for part in parts).encode()).hexdigest()


def questions(bank: Bank, user: int, place: CyclePlace) -> tuple[Item, ...]:
    """The sixteen items of a week, in the order they are asked.

    Two rounds through the eight principles in one shuffled order: each round asks one item of
    a principle, so the two of a principle stand eight questions apart and neither round is all
    forward or all reverse.
    """
    week = (user, place.cycle, place.week)
    order = sorted(PRINCIPLES, key=lambda principle: rank(*week, principle.slug))
    first: list[Item] = []
    second: list[Item] = []
    for principle in order:
        pair = [
            _turn(bank.of(principle.number, reverse=reverse), user, place)
            for reverse in (False, True)
        ]
        pair.sort(key=lambda item: rank(*week, item.id))
        first.append(pair[0])
        second.append(pair[1])
    return (*first, *second)


def _turn(items: Iterable[Item], user: int, place: CyclePlace) -> Item:
    ranked = sorted(items, key=lambda item: rank(user, place.cycle, item.id))
    return ranked[place.week - 1]
