"""How often the verdict at a cycle's end is wrong, and what it finds: a developers' program.

    python -m coach.assessment.simulate

Two rules judge the same simulated people: the *plain* one (this cycle's mean against the last
one's, error from the spread within a principle, normal distribution) and *ours* (change.py: each
question against its own answers since the last real change, Student's t).

A simulated person answers whole cycles, eight questions a principle. An answer is the person's
level, plus what is particular to the question, plus error, brought to the nearest of the five
steps; its standard deviation around the level is the 22 points of the prior. Levels lie within 25
to 40, so that the ends of the scale cut nothing off a rise of 35. One principle out of eight
rises, at the last cycle's beginning, and stays up.

The people differ by row in what no rule knows: how unlike the questions are (``items``, the
standard deviation between them; all alike is the hardest case for false alarms, since nothing of
the measured spread cancels between cycles) and how unlike the people are (``people``: everybody's
own error drawn around the prior, as the prior itself says it is).
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, hypot, sqrt

import numpy as np

from coach.assessment.change import LEAST, Past, benjamini_hochberg, carry, close
from coach.assessment.scoring import PRIOR_DF, PRIOR_SD, Answer, Noise, cycle_noise, profile
from coach.assessment.window import Week
from coach.principles import PRINCIPLES

RISES = (0, 15, 20, 25, 30, 35)
QUESTIONS = 8  # of a principle in a cycle
STILL = 5  # times as many people where nothing rises: 5% is to be told from 5.5%
STEP = 25
ROUNDING = STEP**2 / 12  # the variance that answering in steps adds (Sheppard's correction)
WEEK = Week(2026, 1)
RAISED = 2  # the principle whose level rises, where one does

Cycles = Mapping[int, Sequence[Answer]]
Rule = Callable[[Cycles], set[int]]


@dataclass(frozen=True)
class World:
    """What people are like: standard deviation between questions, whether people's own errors
    differ, and how many cycles lie before the one that is judged."""

    items: float = 8.0  # points, below 20
    people: bool = False
    before: int = 1
    ago: int = 0  # the rise came so many cycles before the one that is judged


@dataclass(frozen=True)
class Rates:
    """Shares of cycles, 0 to 1."""

    found: float  # the raised principle is called a real change
    false: float  # any principle that did not change is called a real change


def plain(cycles: Cycles) -> set[int]:
    """The last cycle's real changes by the plain rule."""
    last = max(cycles)
    noise = sum((cycle_noise(answers) for answers in cycles.values()), Noise())
    old, new = profile(cycles[last - 1], noise), profile(cycles[last], noise)
    judged = [p for p in new if p in old and min(new[p].k, old[p].k) >= LEAST]
    zs = [(new[p].mean - old[p].mean) / hypot(old[p].se, new[p].se) for p in judged]
    adjusted = benjamini_hochberg([erfc(abs(z) / sqrt(2)) for z in zs])
    return {p for p, q in zip(judged, adjusted, strict=True) if q <= 0.05}


def ours(cycles: Cycles) -> set[int]:
    """The last cycle's real changes by the rule of the pages."""
    past, real = Past(), set[int]()
    for number in sorted(cycles):
        known, changes = close(past, cycles, number)
        past = carry(known, changes, number, number + 1)
        real = {p for p, change in changes.items() if change.real}
    return real


RULES: tuple[Rule, ...] = (plain, ours)


def rates(world: World, rise: int, people: int, seed: int) -> tuple[Rates, ...]:
    """The rates of each of ``RULES`` for one true rise in points (0 for none), by one sample."""
    random = np.random.default_rng([seed, rise, round(world.items), world.before])
    expected = {RAISED} if rise and not world.ago else set()
    found, false = [0] * len(RULES), [0] * len(RULES)
    for _ in range(people):
        cycles = _person(random, world, rise)
        for index, rule in enumerate(RULES):
            real = rule(cycles)
            found[index] += bool(real & expected)
            false[index] += bool(real - expected)
    return tuple(Rates(x / people, y / people) for x, y in zip(found, false, strict=True))


def _person(random: np.random.Generator, world: World, rise: int) -> Cycles:
    shape = len(PRINCIPLES), QUESTIONS
    level = np.clip(random.normal(32.5, 5, (shape[0], 1)), 25, 40)
    level = level + random.normal(0, world.items, shape)
    error = sqrt(PRIOR_SD**2 - ROUNDING - world.items**2)
    if world.people:
        error *= sqrt(PRIOR_DF / random.chisquare(PRIOR_DF))
    last = world.before + 1
    cycles = {}
    for number in range(1, last + 1):
        if number == last - world.ago:
            level[RAISED - 1] += rise
        felt = np.clip(level + random.normal(0, error, shape), 0, 100)
        cycles[number] = list(_answers(STEP * np.rint(felt / STEP).astype(int)))
    return cycles


def _answers(values: "np.ndarray[tuple[int, int], np.dtype[np.int_]]") -> Iterator[Answer]:
    for principle, row in enumerate(values.tolist(), 1):
        for item, value in enumerate(row):
            yield Answer(WEEK, principle, False, value, str(item))


WORLDS = (
    ("questions differ (sd 8), first verdict", World()),
    ("questions differ (sd 8), after three steady cycles", World(before=3)),
    ("questions differ (sd 12), first verdict", World(items=12)),
    ("questions all alike, first verdict", World(items=0)),
    ("questions all alike, after three steady cycles", World(items=0, before=3)),
    ("questions all alike, people differ, first verdict", World(items=0, people=True)),
    ("questions all alike, people differ, after six cycles", World(items=0, people=True, before=6)),
)
LATE = World(before=4, ago=1)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="False alarms and detection at a cycle's end.")
    parser.add_argument("--people", type=int, default=4000, help="people for each true rise")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = options.people
    print(f"{size} people a row, {STILL * size} where nothing rises, seed {options.seed}.")
    for title, world in WORLDS:
        print(f"\n{title}\n{'':>9}   found           any false alarm")
        print("true rise   plain    ours   plain    ours")
        for rise in RISES:
            both = rates(world, rise, size if rise else STILL * size, options.seed)
            found = " ".join(f"{each.found:7.1%}" if rise else "      -" for each in both)
            print(f"{rise:9} {found} " + " ".join(f"{each.false:7.1%}" for each in both))
    print("\na rise one cycle earlier (after three steady ones), called a change of this cycle")
    print("true rise   plain    ours")
    for rise in (15, 25, 35):
        both = rates(LATE, rise, size, options.seed)
        print(f"{rise:9} " + " ".join(f"{each.false:7.1%}" for each in both))


if __name__ == "__main__":
    main()
