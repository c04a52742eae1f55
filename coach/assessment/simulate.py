"""How often the judgement at a cycle's end is wrong, and what it finds: a developers' program.

    python -m coach.assessment.simulate

Each simulated person answers two whole cycles, the same eight items of a principle in each. An
answer is the person's level, plus what is particular to the item, plus error, brought to the
nearest of the five steps; its standard deviation around the level is the 22 points of the prior.
Levels lie within 25 to 40, so that the ends of the scale cut nothing off a rise of 35. Items that
differ are the likely case; items all alike are the hardest one for false alarms, since then
nothing of the measured spread cancels between cycles. Both are printed.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

from coach.assessment.scoring import PRIOR_SD, Answer, cycle_noise, profile
from coach.assessment.trend import judge
from coach.assessment.window import CYCLE_WEEKS, Week, weeks_of
from coach.principles import PRINCIPLES

RISES = (0, 15, 20, 25, 30, 35)
STEP = 25
ROUNDING = STEP**2 / 12  # the variance that answering in steps adds (Sheppard's correction)
ITEMS = 8.0  # standard deviation between items of a principle, points
START = Week(2026, 1)
RAISED = 2  # the principle whose level rises, where one does

Key = tuple[int, int, bool]  # principle, week of the cycle from 0, reverse


@dataclass(frozen=True)
class Rates:
    """Shares of cycles, 0 to 1."""

    found: float  # the raised principle is called a real change
    false: float  # any principle that did not change is called a real change


def rates(rise: int, people: int, seed: int, items: float = ITEMS) -> Rates:
    """The rates for one true rise in points (0 for none) of one principle out of eight.

    ``items`` is the standard deviation between items, below 20 points.
    """
    random = Random(f"{seed}/{rise}/{items}")  # noqa: S311  not for secrets
    found = false = 0
    for _ in range(people):
        real = _real_changes(random, rise, items)
        expected = {RAISED} if rise else set()
        found += bool(real & expected)
        false += bool(real - expected)
    return Rates(found / people, false / people)


def _real_changes(random: Random, rise: int, items: float) -> set[int]:
    levels = {
        (principle.number, week, reverse): level + random.gauss(0, items)
        for principle in PRINCIPLES
        for level in [min(40.0, max(25.0, random.gauss(32.5, 5)))]
        for week in range(CYCLE_WEEKS)
        for reverse in (False, True)
    }
    raised = {key: x + rise * (key[0] == RAISED) for key, x in levels.items()}
    error = sqrt(PRIOR_SD**2 - ROUNDING - items**2)
    before = list(_cycle(random, levels, error, weeks_of(START, 1)))
    after = list(_cycle(random, raised, error, weeks_of(START, 2)))
    noise = cycle_noise(before) + cycle_noise(after)
    verdicts = judge(profile(before, noise), profile(after, noise))
    return {p for p, change in verdicts.items() if change.real}


def _cycle(
    random: Random, levels: Mapping[Key, float], error: float, weeks: Sequence[Week]
) -> Iterator[Answer]:
    for (principle, week, reverse), level in levels.items():
        felt = min(100.0, max(0.0, random.gauss(level, error)))
        value = STEP * round(felt / STEP)
        yield Answer(weeks[week], principle, reverse, 100 - value if reverse else value)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="False alarms and detection at a cycle's end.")
    parser.add_argument("--people", type=int, default=4000, help="simulated people for each row")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{options.people} people a row, seed {options.seed}")
    for items, title in ((ITEMS, f"items differ (sd {ITEMS:g})"), (0.0, "items all alike")):
        print(f"\n{title}\ntrue rise   found   any false real change")
        for rise in RISES:
            row = rates(rise, options.people, options.seed, items)
            found = f"{row.found:6.1%}" if rise else "     -"
            print(f"{rise:9}  {found}   {row.false:6.1%}")


if __name__ == "__main__":
    main()
