"""Compute classical item analysis for a question.

*Facility* is the mean score of first answers. *Discrimination* is their correlation with the rest
score, the mean of the learner's other first answers (point-biserial if scores are 0 or 1). The
question itself is left out, because it would correlate with itself. See Nunnally & Bernstein 1994.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from coach.content.model import Asked
from coach.questions.base import Question, Response

ENOUGH = 30  # learners; the figures of fewer are too uncertain


@dataclass(frozen=True)
class Moments:
    """Sums over the first answers to a question.

    ``people`` and ``mean`` are their number and mean score. ``pairs`` counts learners who also
    answered another question; over them are the sums of score (x) and rest score (y).
    """

    people: int
    mean: float
    pairs: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    @property
    def correlation(self) -> float | None:
        """Pearson's r of score and rest score, -1 to 1, or None if either is constant."""
        if self.pairs < 2:
            return None
        spread_x = self.pairs * self.xx - self.x**2
        spread_y = self.pairs * self.yy - self.y**2
        if spread_x < 1e-9 or spread_y < 1e-9:
            return None
        r = (self.pairs * self.xy - self.x * self.y) / sqrt(spread_x * spread_y)
        return max(-1.0, min(1.0, r))


@dataclass(frozen=True)
class OptionShare:
    """The percentage of first answers that chose an option, or put a line in its right place."""

    words: str
    percent: int
    best: bool


@dataclass(frozen=True)
class Statistic:
    """One question's figures. Facility and discrimination are None if too few learners answered."""

    asked: Asked
    people: int
    facility: float | None
    discrimination: float | None
    shares: tuple[OptionShare, ...]

    @property
    def enough(self) -> bool:
        """Whether enough learners answered."""
        return self.people >= ENOUGH


def statistic(
    asked: Asked, moments: Moments | None, responses: Mapping[Response, int]
) -> Statistic:
    """Return the figures of a question. Below ``ENOUGH`` learners only their number is given."""
    people = moments.people if moments else 0
    if moments is None or people < ENOUGH:
        return Statistic(asked, people, None, None, ())
    shares = _shares(asked.question, responses)
    return Statistic(asked, people, moments.mean, moments.correlation, shares)


def _shares(question: Question, responses: Mapping[Response, int]) -> tuple[OptionShare, ...]:
    whole = sum(responses.values())
    return tuple(
        OptionShare(words, round(100 * n / whole), best)
        for words, n, best in question.counts(responses)
        if whole
    )
