"""Compute the progress through the seven kinds, and today's five minutes. Pure and deterministic.

A kind opens when three of the last four answers of the kind before it went well, or when the
learner has tried it. The learner practises one micro-skill at a time, and later mixes them:
deliberate practice as in Hill & Lent 2006 (doi 10.1037/0033-3204.43.2.154).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coach.listening.exercise import KINDS, Drill
from coach.listening.room import Room, items

LAST, NEEDED = 4, 3  # of the last four answers, three must go well
HIGHEST = 3
MINUTES = 5.0
SPOT_MINUTES, LINE_MINUTES, MESSAGE_MINUTES = 0.75, 1.0, 3.0
RECALL_MINUTES, WAIT_MINUTES = 1.0, 2.0
WAIT_EVERY = 5  # every fifth day the voice is one to wait for
WAIT, RECALL = "wait", "recall"  # kinds that stand beside the path
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
    """An answer that counts for the progression. ``level`` is that of its exercise, 1 to 3."""

    level: int
    well: bool


History = Mapping[str, Sequence[Answered]]  # by kind, the last four answers at most, oldest first


@dataclass(frozen=True)
class KindProgress:
    """The progress in one kind: ``well`` of the last ``of`` answers (four at most) went well."""

    kind: str
    open: bool
    well: int
    of: int

    @property
    def settled(self) -> bool:
        """Whether three of the last four answers went well."""
        return self.well >= NEEDED


def settled(answers: Sequence[Answered]) -> bool:
    """Return whether three of the last four answers went well."""
    return sum(each.well for each in answers[-LAST:]) >= NEEDED


def standings(history: History) -> tuple[KindProgress, ...]:
    """Return the progress in all seven kinds, the easiest first. The first one is always open."""
    kinds = []
    before = True
    for kind in KINDS:
        last = tuple(history.get(kind, ()))[-LAST:]
        kinds.append(KindProgress(kind, before or bool(last), sum(a.well for a in last), len(last)))
        before = settled(last)
    return tuple(kinds)


def open_kinds(history: History) -> tuple[str, ...]:
    """Return the kinds that are open, the easiest first."""
    return tuple(standing.kind for standing in standings(history) if standing.open)


def level(answers: Sequence[Answered]) -> int:
    """Return the next level, 1 to 3.

    It rises by one if three of the last four answers went well, and falls by one if at most one
    did.
    """
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
    """One exercise of today's set. ``part`` is a line of a drill, empty for a message."""

    kind: str
    exercise_id: str
    part: str
    minutes: float

    @property
    def key(self) -> tuple[str, str, str]:
        """The key of an answer to it: kind, exercise and part."""
        return self.kind, self.exercise_id, self.part


def five_minutes(
    room: Room, before: History, seed: str, day: date, recalls: Sequence[str] = ()
) -> tuple[SetItem, ...]:
    """Return today's set: a message first, then short lines of the open kinds, five minutes in all.

    ``recalls`` are the messages that come back today; they come before all others. Every fifth day
    the voice is one to wait for. ``before`` is the history up to the day before, so that the set
    stays the same all day. A user without a history gets the first message of the room and one
    line. ``seed`` is unique per user.
    No message of a kind returns before all others of that kind have had a turn.
    """
    kinds = open_kinds(before)
    turn = day.toordinal()
    voice = _voice(room, before, seed, turn, kinds)
    short = [_lines(room, kind, before, f"{seed} {day}") for kind in kinds]
    short = [pool for pool in short if pool]
    start = turn % len(short) if short else 0
    again = [SetItem(RECALL, name, "", RECALL_MINUTES) for name in recalls]
    left = MINUTES - _minutes(again) - _minutes(voice)
    lines = tuple(_filled([*short[start:], *short[:start]], left))
    return (*again, *voice, *(lines if before or not voice else lines[:1]))


def _voice(
    room: Room, before: History, seed: str, turn: int, kinds: Sequence[str]
) -> list[SetItem]:
    """Return today's message: of one of the open ``kinds`` in turn, or of the easiest one."""
    if not room.messages:
        return []
    voiced = [kind for kind in MESSAGE_KINDS if kind in kinds] or MESSAGE_KINDS[:1]
    if not before:
        return _messages(room, voiced[0], before, seed)[:1]
    waits = [name for name, sound in room.sounds.items() if sound.timing]
    if waits and turn % WAIT_EVERY == 0:
        name = _turn(_shuffled(waits, f"{seed} {WAIT}"), turn // WAIT_EVERY)
        return [SetItem(WAIT, name, "", WAIT_MINUTES)]
    turn -= turn // WAIT_EVERY if waits else 0  # so that no message is left out
    pool = _messages(room, _turn(voiced, turn), before, seed)
    return [_turn(pool, turn // len(voiced))]


def _filled(pools: Sequence[Sequence[SetItem]], left: float) -> Iterator[SetItem]:
    """Yield lines of each pool in turn while there is time.

    They are sorted by kind, easiest first.
    """
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
    """Return the messages of a suitable level, only spoken ones if there are any.

    They are shuffled by the seed. A new user gets them in the order of the room.
    """
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
    """Return the ids, shuffled by the seed. The order is the same on every machine."""
    return sorted(ids, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())


# ------------------------------------------------------------------ inside a drill


def next_line(drill: Drill, answered: Sequence[str]) -> str:
    """Return the next line: the one with the fewest answers, in the order of the file.

    ``answered`` are the lines answered so far, oldest first. The last one does not come again at
    once.
    """
    names = [item.id for item in items(drill)]
    last = answered[-1] if answered else ""
    candidates = [name for name in names if name != last] or names
    return min(candidates, key=lambda name: (answered.count(name), names.index(name)))
