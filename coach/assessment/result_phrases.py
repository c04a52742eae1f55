"""The result of the first look-backs in words: two of them are too little for a picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.assessment.phrases import CHOICES, NUMBERS, ResultSentence, listed, name
from coach.assessment.result import LookBackResult
from coach.principles import PRINCIPLES, Principle

PICTURES_FROM = 3  # look-backs
FEWEST = 8  # answers to a week's sixteen questions from which something may stand out
MOST_NAMED = 3


@dataclass(frozen=True)
class InWords:
    """The principles practised most and least often, each with everything that has the same
    word; both empty where all have the same one or too few questions were answered. ``rows``
    are all eight with how often."""

    most: tuple[Principle, ...]
    least: tuple[Principle, ...]
    rows: tuple[tuple[Principle, str], ...]


def has_pictures(result: LookBackResult) -> bool:
    """Whether there are look-backs enough for charts."""
    return len(result.sat) >= PICTURES_FROM


def in_words(result: LookBackResult) -> InWords:
    """Return the result without a number."""
    most, least = _ends(result) if result.answered >= FEWEST else ((), ())
    return InWords(most, least, rows(result))


def rows(result: LookBackResult) -> tuple[tuple[Principle, str], ...]:
    """Return all eight principles, each with how often it was practised."""
    return tuple((p, often(result, p.number)) for p in PRINCIPLES)


def often(result: LookBackResult, principle: int) -> str:
    """Return how often a principle was practised, in the words of the answers."""
    score = result.scores.get(principle)
    if score is None:
        return "It did not come up" if principle in result.asked else "Not asked yet"
    known = [(value, label) for value, label in CHOICES if value is not None]
    return min(known, key=lambda choice: abs(choice[0] - score.mean))[1]


def finding(result: LookBackResult) -> ResultSentence:
    """Return what the first look-backs say, in a heading and one or two sentences."""
    count = f"{result.answered} of 16 questions answered."
    if result.answered < FEWEST:
        return ResultSentence(count, "That is too few to say what stands out.")
    if not result.scores:
        return ResultSentence("None of this came up this week.", "That is an answer, too.")
    first = len(result.sat) == 1
    most, least = _ends(result)
    if min(len(most), len(least)) > MOST_NAMED or not most:
        heading, rest = "Your answers lie close together.", ""
    else:
        heading = _highest(most, "this week" if first else "so far")
        rest = _lowest(least, len(most) + len(least) == len(result.scores))
    return ResultSentence(heading, f"{rest}This is your own estimate. {_caution(first)}")


def _highest(most: tuple[Principle, ...], when: str) -> str:
    if len(most) > MOST_NAMED:
        return f"You practised {NUMBERS[len(most)].lower()} of the eight about equally often."
    return f"Your strongest {when}: {_names(most)}."


def _lowest(least: tuple[Principle, ...], is_the_rest: bool) -> str:
    if len(least) <= MOST_NAMED:
        return f"Least often: {_names(least)}. "
    if not is_the_rest:
        return ""
    return f"You practised the other {NUMBERS[len(least)].lower()} about equally often. "


def _caution(first: bool) -> str:
    if first:
        return (
            "Two questions on each principle say little about one week. "
            "The charts begin with your third look-back."
        )
    return "The charts begin with your next look-back."


def _ends(result: LookBackResult) -> tuple[tuple[Principle, ...], tuple[Principle, ...]]:
    """Return the principles with the highest and with the lowest word; none where all have one."""
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
