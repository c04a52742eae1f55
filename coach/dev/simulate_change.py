"""How often the verdict at a cycle's end is wrong, and what it finds: a developers' program.

    python -m coach.dev.simulate_change --people 400

The rule of the pages (change.py) judges simulated people. A person answers eight questions of each
principle in each cycle, two a week, in an order drawn anew for each cycle. An answer is the
person's level, plus the movement of that week, plus what is particular to the question, plus
error, brought to the nearest of the five steps. Nobody's level changes for good, but where the
table says so: then one principle (or several) rises at the beginning of a cycle.

The worlds differ in what no rule knows beforehand: how unlike the questions are, how large the
answering error is, and how a person's own level moves. A swing is an autoregressive process of
first order by week, of each principle for itself; a mood is one for all eight principles; a
season is a sine of one year for all eight. In these three the level does move, only not for good.
A world may also change its questions: from one cycle on, some are replaced by others, which are as
unlike as the old ones. RENEWED says how many of each principle the second edition of the item bank
replaced.

Levels lie within 35 to 60 where nothing rises, and within 25 to 40 where something does, so that
the ends of the scale cut nothing off a rise of 35.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.random import Generator

from coach.assessment.calendar import CYCLE_WEEKS, Week
from coach.assessment.reliable_change import ClosedCycles, close, next_baseline
from coach.assessment.scoring import PRIOR_DF, PRIOR_SD, ItemAnswer
from coach.principles import PRINCIPLES

Array = np.ndarray[Any, np.dtype[Any]]

P = len(PRINCIPLES)
QUESTIONS = 8  # of a principle in a cycle
CYCLES = 8  # judged from the second on
STEP = 25
ROUNDING = STEP**2 / 12  # the variance that answering in steps adds (Sheppard's correction)
YEAR = 52  # weeks
RENEWED = (4, 2, 2, 8, 2, 6, 4, 7)  # questions of each principle that are new in edition 2
STEADY = 3  # cycles before questions are replaced
WEEK = Week(2026, 1)


@dataclass(frozen=True)
class World:
    """What people are like; all in points, shares 0 to 1."""

    items: float = 8.0  # standard deviation between questions
    sd: float = PRIOR_SD  # of an answer around the level, questions and steps included
    differ: bool = False  # everybody's own error, drawn around ``sd`` as the prior says
    swing: tuple[float, float] = (0.0, 0.0)  # autocorrelation by week, standard deviation
    mood: tuple[float, float] = (0.0, 0.0)
    season: float = 0.0  # amplitude
    anytime: bool = False  # the first cycle lies anywhere in the year, not where it turns upwards
    drift: float = 0.0  # a week
    missed: float = 0.0  # share of weeks without a sitting
    no_occasion: float = 0.0  # share of answers
    levels: tuple[float, float] = (35.0, 60.0)
    renewed: tuple[int, ...] = ()  # questions of each principle that are replaced after STEADY
    harder: float = 0.0  # how much lower people answer the new questions, with the same acts


@dataclass(frozen=True)
class Rise:
    """A rise of the first ``many`` principles; ``lasts`` in cycles, 0 for good."""

    points: float
    before: int  # steady cycles before it
    lasts: int = 0
    many: int = 1


@dataclass(frozen=True)
class Verdicts:
    """The signs (-1, 0, 1) and whether there was a verdict, by person, cycle and principle."""

    signs: Array
    judged: Array


def answers(random: Generator, world: World, people: int, cycles: int, rise: Rise | None) -> Array:
    """Return people x cycles x principles x questions; NaN where there is no answer."""
    shape = people, cycles, P, QUESTIONS
    low, high = world.levels
    level = np.clip(random.normal((low + high) / 2, 5, (people, 1, P, 1)), low, high)
    level = level + random.normal(0, world.items, (people, 1, P, QUESTIONS))
    if world.renewed:
        level = _replaced(random, world, level, cycles)
    error = np.full((people, 1, 1, 1), sqrt(world.sd**2 - ROUNDING - world.items**2))
    if world.differ:
        error *= np.sqrt(PRIOR_DF / random.chisquare(PRIOR_DF, error.shape))
    week = _weeks(random, people, cycles)
    person, principle = np.ogrid[:people, :1, :P, :1][0::2]
    felt = level + _movement(random, world, people, cycles * CYCLE_WEEKS)[person, week, principle]
    felt = felt + error * random.normal(0, 1, shape)
    if rise:
        end = rise.before + rise.lasts if rise.lasts else cycles
        felt[:, rise.before : end, : rise.many] += rise.points
    values = STEP * np.rint(np.clip(felt, 0, 100) / STEP)
    sat = random.random((people, cycles * CYCLE_WEEKS)) >= world.missed
    sat[:, 0] = True  # the first sitting is what begins the first cycle
    values[~sat[person, week]] = np.nan
    values[random.random(shape) < world.no_occasion] = np.nan
    return values


def _replaced(random: Generator, world: World, level: Array, cycles: int) -> Array:
    """The level of each question by cycle, where some questions are replaced after STEADY."""
    found = np.repeat(level, cycles, 1)
    people = len(found)
    for principle, many in enumerate(world.renewed):
        middle = level[:, :, principle].mean(2, keepdims=True)
        new = random.normal(-world.harder, world.items, (people, 1, many))
        found[:, STEADY:, principle, :many] = middle + new
    return found


def _weeks(random: Generator, people: int, cycles: int) -> Array:
    """The week in which each question is asked: one of each four keyed alike in every week."""
    halves = [random.random((people, cycles, P, CYCLE_WEEKS)).argsort(-1) for _ in range(2)]
    first = CYCLE_WEEKS * np.arange(cycles)[None, :, None, None]
    return np.concatenate(halves, -1) + first


def _movement(random: Generator, world: World, people: int, weeks: int) -> Array:
    """How far each principle's level lies from its mean: people x weeks x principles."""
    week = np.arange(weeks)[None, :, None]
    start = random.uniform(0, 2 * np.pi, (people, 1, 1)) if world.anytime else 0.0
    found = _process(random, world.swing, (people, weeks, P))
    found += _process(random, world.mood, (people, weeks, 1))
    return found + world.season * np.sin(2 * np.pi * week / YEAR + start) + world.drift * week


def _process(random: Generator, like: tuple[float, float], shape: tuple[int, int, int]) -> Array:
    """An autoregressive process of first order along the second axis."""
    r, sd = like
    found = random.normal(0, sd, shape)
    for n in range(1, shape[1]):
        found[:, n] = r * found[:, n - 1] + sqrt(1 - r * r) * found[:, n]
    return found


def judge(values: Array, renewed: tuple[int, ...] = ()) -> Verdicts:
    """Return what the rule of the pages says of every person's cycles, one after the other.

    ``renewed`` are the numbers of questions that have another id after STEADY cycles.
    """
    signs = np.zeros(values.shape[:3], int)
    judged = np.zeros(values.shape[:3], bool)
    for n, person in enumerate(values):
        past = ClosedCycles()
        new = [renewed if c > STEADY else () for c in range(1, len(person) + 1)]
        cycles = {c: list(_answers(rows, new[c - 1])) for c, rows in enumerate(person, 1)}
        for c in cycles:
            known, changes = close(past, cycles, c)
            past = next_baseline(known, changes, c, c + 1)
            for p, change in changes.items():
                judged[n, c - 1, p - 1] = True
                signs[n, c - 1, p - 1] = ("-", "=", "+").index(change.sign) - 1
    return Verdicts(signs, judged)


def _answers(rows: Array, renewed: tuple[int, ...]) -> Iterator[ItemAnswer]:
    for principle, row in enumerate(rows.tolist(), 1):
        new = renewed[principle - 1] if renewed else 0
        for item, value in enumerate(row):
            if value == value:  # not NaN
                name = f"{item}, new" if item < new else str(item)
                yield ItemAnswer(WEEK, principle, False, int(value), name)


def false_alarms(random: Generator, world: World, people: int) -> Array:
    """Return the share of people with any real change, for each cycle from the second on."""
    values = answers(random, world, people, CYCLES, None)
    found = judge(values, world.renewed).signs[:, 1:]
    rates: Array = (found != 0).any(2).mean(0)
    return rates


def detection(random: Generator, world: World, people: int, rise: Rise) -> tuple[float, ...]:
    """Return how often a rise is found at once and within three verdicts, and how often any
    other principle is called changed in a cycle after it.

    Left out is who was told of a change of the rising principle before it rose.
    """
    world = replace(world, levels=(25.0, 40.0))
    values = answers(random, world, people, rise.before + 3, rise)
    signs = judge(values, world.renewed).signs
    signs = signs[~(signs[:, : rise.before, : rise.many] != 0).any((1, 2)), rise.before :]
    up = signs[:, :, : rise.many] == 1
    others = (signs[:, :, rise.many :] != 0).any(2).mean() if rise.many < P else 0.0
    return float(up[:, 0].mean()), float(up.any(1).mean()), float(others)


def lost_again(random: Generator, world: World, people: int, lasts: int) -> tuple[float, ...]:
    """Return how often the fall is said, at once and within three verdicts, of a rise of 35 after
    three steady cycles that was found at once and is lost again after ``lasts`` cycles."""
    world = replace(world, levels=(25.0, 40.0))
    rise = Rise(35, before=3, lasts=lasts)
    signs = judge(answers(random, world, people, 6 + lasts, rise)).signs[:, :, 0]
    down = signs[signs[:, 3] == 1, 3 + lasts :] == -1
    return float(down[:, 0].mean()), float(down.any(1).mean())


def judged(random: Generator, world: World, people: int) -> tuple[float, float]:
    """Return the share of principles judged at the first verdict, and over the first five."""
    found = judge(answers(random, world, people, 6, None)).judged[:, 1:]
    return float(found[:, 0].mean()), float(found.mean())


PLAIN = World()
SWING = World(swing=(0.6, 8))
WIDE = World(sd=28)
THIRD = World(missed=0.3)
RARE = World(no_occasion=0.3)

STILL = (  # nothing changes for good; the share of cycles with a false alarm that is allowed
    ("plain: questions differ (sd 8)", PLAIN, 0.05),
    ("questions all alike", World(items=0), 0.05),
    ("all alike, people's errors differ", World(items=0, differ=True), 0.05),
    ("residual sd 28", WIDE, 0.05),
    ("swing of each principle, r .6 sd 8", SWING, 0.08),
    ("swing of each principle, r .8 sd 12", World(swing=(0.8, 12)), 0.15),
    ("common mood, r .6 sd 8", World(mood=(0.6, 8)), 0.08),
    ("season of 8, from its upward turn", World(season=8), 0.08),
    ("season of 8, begun at any time", World(season=8, anytime=True), 0.08),
    ("drift of 0.5 a week", World(drift=0.5), 0.08),
    ("3 of 10 weeks missing", THIRD, 0.05),
    ("half of the weeks missing", World(missed=0.5), 0.05),
    ("no occasion 60%", World(no_occasion=0.6), 0.05),
    ("questions of edition 2 from cycle 4", World(renewed=RENEWED), 0.05),
    ("all questions new from cycle 4", World(renewed=(QUESTIONS,) * P), 0.05),
    ("edition 2, answered 5 points lower", World(renewed=RENEWED, harder=5), 0.05),
)
RISING = (
    ("plain", PLAIN),
    ("questions all alike", World(items=0)),
    ("swing r .6 sd 8", SWING),
    ("residual sd 28", WIDE),
    ("3 of 10 weeks missing", THIRD),
    ("no occasion 30%", RARE),
    ("all questions new", World(renewed=(QUESTIONS,) * P)),
)
SPARSE = (  # the share of principles that must be judged at the first verdict
    ("one week in four missing", World(missed=0.25), 0.85),
    ("half of the weeks missing", World(missed=0.5), 0.45),
    ("no occasion 30%", RARE, 0.80),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="False alarms and detection at a cycle's end.")
    parser.add_argument("--people", type=int, default=400, help="people in each row")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = np.random.default_rng(options.seed)
    print(f"{options.people} people a row, seed {options.seed}.")
    _print_still(random, options.people)
    _print_rising(random, options.people)
    _print_rest(random, options.people)


def _print_still(random: Generator, people: int) -> None:
    print("\nany false alarm in a cycle, cycles 2 to 8")
    print(f"{'':36}   all allowed  first  worst")
    for title, world, most in STILL:
        rates = false_alarms(random, world, people)
        print(f"{title:36}{rates.mean():6.1%} {most:7.0%} {rates[0]:6.1%} {rates.max():6.1%}")


def _print_rising(random: Generator, people: int) -> None:
    print("\na rise is found: at once / within three verdicts (others falsely called, a cycle)")
    rises = [Rise(points, before) for points in (35, 25) for before in (1, 3)]
    heads = "".join(f"{f'{r.points:.0f} points, {r.before} before':>22}" for r in rises)
    print(f"{'':22}{heads}")
    for title, world in RISING:
        rows = (detection(random, world, people, rise) for rise in rises)
        cells = "".join(f"{at:10.0%}/{three:4.0%} ({others:4.1%})" for at, three, others in rows)
        print(f"{title:22}{cells}")
    for many in (3, P):
        at, three, _ = detection(random, PLAIN, people, Rise(25, before=3, many=many))
        print(f"{many} rise by 25 together, after three steady cycles: {at:.0%}/{three:.0%}")


def _print_rest(random: Generator, people: int) -> None:
    print("\na rise of 35 that was found is lost again: said at once / within three verdicts")
    for title, world in (("plain", PLAIN), ("swing r .6 sd 8", SWING)):
        for lasts in (1, 2):
            at, three = lost_again(random, world, people, lasts)
            print(f"{title:22} after {lasts} cycle{'s' * (lasts > 1):1} {at:5.0%}/{three:4.0%}")
    print("\nprinciples judged at the first verdict (at least) / over the first five")
    for title, world, least in SPARSE:
        first, five = judged(random, world, people)
        print(f"{title:28}{first:5.0%} ({least:.0%}) /{five:4.0%}")


if __name__ == "__main__":
    main()
