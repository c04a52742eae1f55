"""Say what groups and ties show, and place people on a map. Nobody is ranked.

Weaker ties carry news between groups (Granovetter 1973; Rajkumar et al. 2022), and ties between
groups fade first (Burt 2002). Both are findings about averages, for jobs and for one bank.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import cos, pi, sin
from typing import NamedTuple

from coach.people.rules.names import fold
from coach.people.rules.rhythm import WEEK

MOST_FINDINGS = 3
PLACED_FOR_MOSTLY, PLACED_FOR_BRIDGE = 8, 6  # people with a group
SILENT = timedelta(days=365)
SIDE = 640  # of the picture, with the user in the middle
CENTRE = SIDE / 2
# the longest rhythm of a ring in days, and its radius; people without a rhythm stand outside
RINGS = ((45, 110), (120, 180), (1_095, 250))
OUTSIDE = 300


class MapPerson(NamedTuple):
    """Somebody on the map. ``every`` is the rhythm in days."""

    id: int
    name: str
    world: str = ""
    every: int | None = None
    last_touch: date | None = None
    tags: tuple[str, ...] = ()


class GroupFact(NamedTuple):
    """A group: how many people are of it, and who, if it is only one."""

    world: str
    people: int
    only: MapPerson | None = None


class SharedInterest(NamedTuple):
    """Two people of different groups who share a tag and are not tied."""

    first: int
    second: int
    tag: str


@dataclass(frozen=True)
class Finding:
    """What the map shows.

    ``mostly``: most people are of the group ``world``. ``bridge``: that group hangs on one person.
    ``wanted``: a group wished for has nobody in it. ``meet``: two people share the tag.
    """

    kind: str
    world: str = ""
    ids: tuple[int, ...] = ()
    tag: str = ""
    since: date | None = None  # of a bridge: the last touch


def findings(
    people: Collection[MapPerson],
    ties: Collection[tuple[int, int]],
    wanted: Sequence[str],
    today: date,
) -> list[Finding]:
    """Return up to three findings. ``ties`` are pairs that know each other or were thought of."""
    return findings_of(groups(people), shared(people, ties), wanted, today)


def findings_of(
    facts: Collection[GroupFact],
    pairs: Sequence[SharedInterest],
    wanted: Sequence[str],
    today: date,
) -> list[Finding]:
    """Return the same from the groups and the pairs who share an interest."""
    found = [*_mostly(facts), *_bridges(facts, today), *_wanted(facts, wanted)]
    if pairs:
        first, second, tag = pairs[((today.toordinal() - 1) // WEEK) % len(pairs)]
        found.append(Finding("meet", ids=(first, second), tag=tag))
    return found[:MOST_FINDINGS]


def groups(people: Iterable[MapPerson]) -> list[GroupFact]:
    """Return the groups of these people, A to Z. People without a group are left out."""
    return joined(GroupFact(each.world, 1, each) for each in people if each.world)


def joined(facts: Iterable[GroupFact]) -> list[GroupFact]:
    """Return groups whose names differ in case or accents only as one, A to Z."""
    whole: dict[str, GroupFact] = {}
    for fact in facts:
        there = whole.get(fold(fact.world))
        number = fact.people + (there.people if there else 0)
        name = min(there.world, fact.world) if there else fact.world
        whole[fold(fact.world)] = GroupFact(name, number, fact.only if number == 1 else None)
    return [whole[key] for key in sorted(whole)]


def shared(people: Iterable[MapPerson], ties: Collection[tuple[int, int]]) -> list[SharedInterest]:
    """Return the pairs who share a tag, are of different groups and are not tied, by id."""
    tied = {frozenset(pair) for pair in ties}
    placed = sorted((each for each in people if each.world and each.tags), key=lambda one: one.id)
    pairs = []
    for one, other in combinations(placed, 2):
        common = {fold(tag) for tag in one.tags} & {fold(tag) for tag in other.tags}
        apart = fold(one.world) != fold(other.world)
        if common and apart and frozenset((one.id, other.id)) not in tied:
            pairs.append(SharedInterest(one.id, other.id, min(common)))
    return pairs


def _mostly(facts: Collection[GroupFact]) -> Iterator[Finding]:
    placed = sum(each.people for each in facts)
    largest = max(facts, key=lambda each: each.people, default=None)
    if largest and placed >= PLACED_FOR_MOSTLY and 3 * largest.people > 2 * placed:
        yield Finding("mostly", largest.world)


def _bridges(facts: Collection[GroupFact], today: date) -> Iterator[Finding]:
    if sum(each.people for each in facts) < PLACED_FOR_BRIDGE:
        return
    for world, _, only in facts:
        if only is None or only.every is not None:
            continue
        if only.last_touch is None or only.last_touch <= today - SILENT:
            yield Finding("bridge", world, (only.id,), since=only.last_touch)


def _wanted(facts: Collection[GroupFact], wanted: Sequence[str]) -> Iterator[Finding]:
    there = {fold(each.world) for each in facts}
    for world in wanted:
        if fold(world) not in there:
            yield Finding("wanted", world)


def radius(every: int | None) -> int:
    """Return how far from the middle somebody with this rhythm stands."""
    return next((far for longest, far in RINGS if every and every <= longest), OUTSIDE)


def around(people: Iterable[MapPerson]) -> list[MapPerson]:
    """Return people in their order around the map: groups A to Z, those without a group last."""
    return sorted(people, key=lambda each: (not each.world, fold(each.world), each.id))


def places(people: Iterable[MapPerson]) -> dict[int, tuple[float, float]]:
    """Return where each person stands, clockwise from the top; a group is as wide as it is many."""
    ordered = around(people)
    return {
        each.id: at((n + 0.5) / len(ordered), radius(each.every)) for n, each in enumerate(ordered)
    }


def at(turn: float, far: float) -> tuple[float, float]:
    """Return the point at a part of the circle (0 to 1, clockwise from the top)."""
    angle = 2 * pi * turn
    return round(CENTRE + far * sin(angle), 1), round(CENTRE - far * cos(angle), 1)
