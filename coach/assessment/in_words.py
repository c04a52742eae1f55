"""The result of the first look-backs in words: two of them are too little for a picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.assessment.result import Result
from coach.assessment.scoring import Estimate
from coach.assessment.words import CHOICES, Finding, listed, name
from coach.principles import PRINCIPLES, Principle

PICTURES_FROM = 3  # look-backs
FEWEST = 8  # answers to a week's sixteen questions from which something may stand out
MOST_NAMED = 3


@dataclass(frozen=True)
class InWords:
    """The principles done most and least often, maybe none, and all eight with how often."""

    strongest: tuple[Principle, ...]
    thinnest: tuple[Principle, ...]
    rows: tuple[tuple[Principle, str], ...]


def has_pictures(result: Result) -> bool:
    """Whether there are look-backs enough for charts."""
    return len(result.sat) >= PICTURES_FROM


def in_words(result: Result) -> InWords:
    """Return the result without a number."""
    strongest, thinnest = _ends(result) if result.answered >= FEWEST else ((), ())
    return InWords(
        strongest,
        thinnest,
        tuple((p, often(result, p.number)) for p in PRINCIPLES),
    )


def often(result: Result, principle: int) -> str:
    """Return how often a principle was practised, in the words of the answers."""
    score = result.scores.get(principle)
    if score is None:
        return "It did not come up" if principle in result.asked else "Not asked yet"
    known = [(value, label) for value, label in CHOICES if value is not None]
    return min(known, key=lambda choice: abs(choice[0] - score.mean))[1]


def finding(result: Result) -> Finding:
    """Return what the first look-backs say, in a heading and one or two sentences."""
    count = f"{result.answered} of 16 questions answered."
    if result.answered < FEWEST:
        return Finding(count, "That is too few to say what stands out.")
    if not result.scores:
        return Finding("Nothing of it came up this week.", "That is an answer, too.")
    first = len(result.sat) == 1
    strongest, thinnest = _ends(result)
    if not strongest:
        heading, least = "Your answers lie close together.", ""
    else:
        heading = f"Your strongest {'this week' if first else 'so far'}: {_names(strongest)}."
        least = f"Your thinnest: {_names(thinnest)}. "
    return Finding(heading, f"{least}This is your own estimate. {_caution(first)}")


def _caution(first: bool) -> str:
    if first:
        return (
            "Two questions on each principle say little about one week. "
            "The charts begin with your third look-back."
        )
    return "The charts begin with your next look-back."


def _ends(result: Result) -> tuple[tuple[Principle, ...], tuple[Principle, ...]]:
    """The principles done most and least often; none where they cannot be told apart."""
    means = {p: score.mean for p, score in result.scores.items()}
    if len(set(means.values())) < 2:
        return (), ()
    most, least = (_at(result.scores, end(means.values())) for end in (max, min))
    if max(len(most), len(least)) > MOST_NAMED:
        return (), ()
    return most, least


def _at(scores: Mapping[int, Estimate], mean: float) -> tuple[Principle, ...]:
    return tuple(PRINCIPLES[p - 1] for p, score in sorted(scores.items()) if score.mean == mean)


def _names(principles: Iterable[Principle]) -> str:
    return listed(name(principle.number) for principle in principles)
