"""Select the sixteen questions of a week, and their order.

An item's rank is the SHA-256 digest (FIPS 180-4) of ``user/cycle/item`` in UTF-8, in hexadecimal.
Unlike Python's ``hash`` and ``random``, it is the same on every machine and in every version. The
four items of a principle and key are sorted by rank, and week w asks the w-th, so that four weeks
use all eight items of a principle exactly once.
"""

import hashlib
from collections.abc import Iterable

from coach.assessment.calendar import CyclePlace
from coach.assessment.item_bank import Bank, Item
from coach.principles import PRINCIPLES


def rank(*parts: object) -> str:
    """Return 64 hexadecimal digits that depend only on the text and order of the parts."""
    return hashlib.sha256("/".join(str(part) for part in parts).encode()).hexdigest()


def questions(bank: Bank, user: int, place: CyclePlace) -> tuple[Item, ...]:
    """Return the sixteen items of a week, in the order in which they are asked.

    There are two rounds through the eight principles, in one shuffled order. Each round asks one
    item of a principle, so that its two items are eight questions apart, and the keys are mixed in
    each round.
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
