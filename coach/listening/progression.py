"""The path through the seven kinds, and today's five minutes. Pure: the same facts, the same set.

A kind opens when three of the last four answers of the kind before it went well, or when it has
been tried by hand. One micro-skill at a time, later mixed: deliberate practice as in Hill & Lent
2006 (doi 10.1037/0033-3204.43.2.154).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coach.listening.exercise import KINDS, Drill
from coach.listening.room import Room, items

LAST, NEEDED = 4, 3  # of the last four answers three go well
HIGHEST = 3
MINUTES = 5.0
SPOT_MINUTES, LINE_MINUTES, MESSAGE_MINUTES = 0.75, 1.0, 3.0
MESSAGE_KINDS = ("catch", "say-back", "ask", "reply")
KIND_OF_SKILL = {
    "spot": "spot",
    "feeling": "catch",
    "say-back": "say-back",
    "ask": "ask",
    "no-advice": "reply",
}

T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    """An answer that counts on the path: of an exercise of this level (1 to 3)."""

    level: int
    well: bool


History = Mapping[str, Sequence[Answered]]  # by kind, the last four or fewer, oldest first


@dataclass(frozen=True)
class KindProgress:
    """How one kind stands: ``well`` of the last ``of`` answers (four at most) went well."""

    kind: str
    open: bool
    well: int
    of: int

    @property
    def settled(self) -> bool:
        """Whether three of the last four went well."""
        return self.well >= NEEDED


def settled(answers: Sequence[Answered]) -> bool:
    """Whether three of the last four answers went well."""
    return sum(each.well for each in answers[-LAST:]) >= NEEDED


def standings(history: History) -> tuple[KindProgress, ...]:
    """How all seven kinds stand, the easiest first. The first one is always open."""
    found = []
    before = True
    for kind in KINDS:
        last = tuple(history.get(kind, ()))[-LAST:]
        found.append(KindProgress(kind, before or bool(last), sum(a.well for a in last), len(last)))
        before = settled(last)
    return tuple(found)


def open_kinds(history: History) -> tuple[str, ...]:
    """The kinds that are open, the easiest first."""
    return tuple(standing.kind for standing in standings(history) if standing.open)


def level(answers: Sequence[Answered]) -> int:
    """The level (1 to 3) to go on with: one up after three of four, one down after none or one."""
    last = answers[-LAST:]
    if not last:
        return 1
    well, here = sum(each.well for each in last), last[-1].level
    if well >= NEEDED:
        return min(HIGHEST, here + 1)
    return max(1, here - 1) if len(last) == LAST and well <= 1 else here


# ------------------------------------------------------------------ today's five minutes


@dataclass(frozen=True)
class SetItem:
    """One thing of today's set. ``part`` is a line of a drill, empty for a message."""

    kind: str
    exercise_id: str
    part: str
    minutes: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What an answer to it is kept under."""
        return self.kind, self.exercise_id, self.part


def five_minutes(room: Room, before: History, seed: str, day: date) -> tuple[SetItem, ...]:
    """Return today's set: a voice first, then short lines of the open kinds, five minutes in all.

    ``before`` is the history up to the day before, so that the set stays the same all day; somebody
    who has none gets the room's first voice and one line. ``seed`` is one for each person. All
    messages of a kind come before one of them returns.
    """
    kinds = open_kinds(before)
    turn = day.toordinal()
    voice = _voice(room, before, seed, turn)
    short = [_lines(room, kind, before, f"{seed} {day}") for kind in kinds]
    short = [pool for pool in short if pool]
    start = turn % len(short) if short else 0
    lines = tuple(_filled([*short[start:], *short[:start]], MINUTES - _minutes(voice)))
    return (*voice, *(lines if before or not voice else lines[:1]))


def _voice(room: Room, before: History, seed: str, turn: int) -> list[SetItem]:
    """Return the message of this day: of an open way of answering, or of the easiest one."""
    kinds = [kind for kind in MESSAGE_KINDS if kind in open_kinds(before)] or MESSAGE_KINDS[:1]
    pools = [_messages(room, kind, before, seed) for kind in kinds]
    pools = [pool for pool in pools if pool]
    if not pools:
        return []
    if not before:
        return pools[0][:1]
    return [_turn(_turn(pools, turn), turn // len(pools))]


def _filled(pools: Sequence[Sequence[SetItem]], left: float) -> Iterator[SetItem]:
    """A line of each pool in turn, as long as there is time; the easiest kinds first."""
    chosen: list[SetItem] = []
    for number in range(max((len(pool) for pool in pools), default=0)):
        for pool in pools:
            if number < len(pool) and pool[number].minutes <= left - _minutes(chosen):
                chosen.append(pool[number])
    yield from sorted(chosen, key=lambda item: KINDS.index(item.kind))


def _minutes(found: Sequence[SetItem]) -> float:
    return sum(item.minutes for item in found)


def _turn(pool: Sequence[T], number: int) -> T:
    return pool[number % len(pool)]


def _messages(room: Room, kind: str, before: History, seed: str) -> list[SetItem]:
    """Return the messages of the level that fits, spoken ones if there are any, in an order of this
    seed's own; in the room's order for somebody who begins."""
    ceiling = level(before.get(kind, ()))
    spoken = [each for each in room.messages.values() if each.id in room.sounds]
    every = spoken or list(room.messages.values())
    ids = [each.id for each in every if each.level <= ceiling] or [each.id for each in every]
    order = _shuffled(ids, f"{seed} {kind}") if before else ids
    return [SetItem(kind, name, "", MESSAGE_MINUTES) for name in order]


def _lines(room: Room, kind: str, before: History, seed: str) -> list[SetItem]:
    ceiling = level(before.get(kind, ()))
    drills = [each for each in room.drills.values() if KIND_OF_SKILL.get(each.skill) == kind]
    fit = [each for each in drills if each.level <= ceiling] or drills
    of: dict[str, Drill] = {item.id: drill for drill in fit for item in items(drill)}
    minutes = SPOT_MINUTES if kind == "spot" else LINE_MINUTES
    shuffled = _shuffled(list(of), f"{seed} {kind}")
    return [SetItem(kind, of[name].id, name, minutes) for name in shuffled]


def _shuffled(ids: Sequence[str], seed: str) -> list[str]:
    """The ids in an order of this seed's own, the same on every machine."""
    return sorted(ids, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())


# ------------------------------------------------------------------ inside a drill


def next_line(drill: Drill, answered: Sequence[str]) -> str:
    """The line to go on with: the one answered least often, in the order of the file.

    ``answered`` are the lines answered so far, oldest first; the last one does not come again
    at once.
    """
    names = [item.id for item in items(drill)]
    last = answered[-1] if answered else ""
    candidates = [name for name in names if name != last] or names
    return min(candidates, key=lambda name: (answered.count(name), names.index(name)))
