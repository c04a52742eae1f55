"""Phrase a result in words. All results begin with them, and the first two have nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.assessment.phrases import CHOICES, NUMBERS, ResultSentence, judged, listed, name, when
from coach.assessment.result import LookBackResult
from coach.principles import PRINCIPLES, Principle

PICTURES_FROM = 3  # look-backs
FEWEST = 8  # of the week's sixteen answers; with fewer no finding is named
MOST_NAMED = 3


@dataclass(frozen=True)
class InWords:
    """The principles practised most often and least often, and all eight in words.

    ``most`` and ``least`` contain all principles with the same word. Both are empty if all have one
    word or there are too few answers. ``rows``: all eight with how often they were practised.
    """

    most: tuple[Principle, ...]
    least: tuple[Principle, ...]
    rows: tuple[tuple[Principle, str], ...]


def has_pictures(result: LookBackResult) -> bool:
    """Return whether there are enough look-backs for charts."""
    return len(result.sat) >= PICTURES_FROM


def in_words(result: LookBackResult) -> InWords:
    """Return the result without numbers."""
    most, least = ((), ()) if _is_too_few(result) else _ends(result)
    return InWords(most, least, rows(result))


def rows(result: LookBackResult) -> tuple[tuple[Principle, str], ...]:
    """Return all eight principles with how often they were practised."""
    return tuple((p, often(result, p.number)) for p in PRINCIPLES)


def often(result: LookBackResult, principle: int) -> str:
    """Return how often a principle was practised, in the words of the answers."""
    score = result.scores.get(principle)
    if score is None:
        return "It did not come up" if principle in result.asked else "Not asked yet"
    known = [(value, label) for value, label in CHOICES if value is not None]
    return min(known, key=lambda choice: abs(choice[0] - score.mean))[1]


def finding(result: LookBackResult, verdict_on: date) -> ResultSentence:
    """Return what a result says, as a heading and a few sentences.

    The heading is the verdict, if there is one, otherwise what was practised most often.
    ``verdict_on`` is the day of the next verdict.
    """
    if result.judged:
        verdict = judged(result)
        return ResultSentence(verdict.heading, f"{verdict.lede} {_both_ends(result)}".strip())
    if _is_too_few(result):
        count = f"{result.answered} of 16 questions answered."
        return ResultSentence(count, "That is too few to say what stands out.")
    if not result.scores:
        return ResultSentence("None of this came up this week.", "That is an answer, too.")
    caution = when(result, verdict_on) if has_pictures(result) else _caution(result)
    most, least = _ends(result)
    if min(len(most), len(least)) > MOST_NAMED or not most:
        heading, rest = "Your answers lie close together.", ""
    else:
        heading = _highest(most, _span(result))
        rest = _lowest(least, len(most) + len(least) == len(result.scores))
    return ResultSentence(heading, f"{rest}This is your own estimate. {caution}")


def _is_too_few(result: LookBackResult) -> bool:
    return sum(score.k for score in result.scores.values()) < FEWEST > result.answered


def _both_ends(result: LookBackResult) -> str:
    """Return what was practised most and least often, for the text under a verdict."""
    most, least = _ends(result)
    if not most or max(len(most), len(least)) > MOST_NAMED:
        return ""
    return f"Most often: {_names(most)}. {_lowest(least, False)}".strip()


def _span(result: LookBackResult) -> str:
    if result.closed:
        return "in these four weeks"
    if has_pictures(result):
        return "in the last four weeks"
    return "this week" if len(result.sat) == 1 else "so far"


def _highest(most: tuple[Principle, ...], span: str) -> str:
    if len(most) > MOST_NAMED:
        return f"You practised {NUMBERS[len(most)].lower()} of the eight about equally often."
    return f"Your strongest {span}: {_names(most)}."


def _lowest(least: tuple[Principle, ...], is_the_rest: bool) -> str:
    if len(least) <= MOST_NAMED:
        return f"Least often: {_names(least)}. "
    if not is_the_rest:
        return ""
    return f"You practised the other {NUMBERS[len(least)].lower()} about equally often. "


def _caution(result: LookBackResult) -> str:
    if len(result.sat) == 1:
        return (
            "Two questions on each principle say little about one week. "
            "The charts begin with your third look-back."
        )
    return "The charts begin with your next look-back."


def _ends(result: LookBackResult) -> tuple[tuple[Principle, ...], tuple[Principle, ...]]:
    """Return the principles with the highest and the lowest word, or two empty tuples."""
    order = [label for _, label in CHOICES]
    places = {p: order.index(often(result, p)) for p in sorted(result.scores)}
    if len(set(places.values())) < 2:
        return (), ()
    most, least = (
        tuple(PRINCIPLES[p - 1] for p, place in places.items() if place == end(places.values()))
        for end in (max, min)
    )
    return most, least


def _names(principles: Iterable[Principle]) -> str:
    return listed(name(principle.number) for principle in principles)
