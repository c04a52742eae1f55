"""What answers say about a question (classical item analysis).

*Facility* is the mean score of first answers. *Discrimination* is their correlation with the rest
score: the mean of the person's other first answers (point-biserial where scores are 0 or 1; the
question itself is left out, since it would correlate with itself). See Nunnally & Bernstein 1994.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from coach.content.model import Asked
from coach.questions.base import Question, Response

ENOUGH = 30  # people, below which figures say more about chance than about the question


@dataclass(frozen=True)
class Moments:
    """Of the first answers to a question: their number and mean score; and over those ``pairs``
    whose person answered something else too, the sums of score (x) and rest score (y)."""

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
        """Pearson's r of score and rest score, -1 to 1; None where either does not vary."""
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
    """How many per cent of first answers chose an option, or put a line where it belongs."""

    words: str
    percent: int
    best: bool


@dataclass(frozen=True)
class Statistic:
    """One question's figures; facility and discrimination are None while too few answered."""

    asked: Asked
    people: int
    facility: float | None
    discrimination: float | None
    shares: tuple[OptionShare, ...]

    @property
    def enough(self) -> bool:
        """Whether enough people answered."""
        return self.people >= ENOUGH


def statistic(
    asked: Asked, moments: Moments | None, responses: Mapping[Response, int]
) -> Statistic:
    """The figures of a question from its first answers; nothing but n below ``ENOUGH`` people."""
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
