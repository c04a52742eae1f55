"""Compare the best options of a principle with the others: nothing else should tell them apart.

A learner should not find the best option by its warmth, a question mark, a number, the word "I" or
its length. The shares differ by at most TELLING points.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from coach.content.markdown import RenderedText
from coach.content.readability import words
from coach.questions.base import Option, Question
from coach.questions.choice import Choice

TELLING = 15  # points of 100
SHORT_OPENINGS = 10  # at most this many of 100 explanations open with one or two words and a stop
_WARM = re.compile(
    r"\b(sorry|thanks?|glad|congratulations|love|hope|please|kind|welcome|good luck|happy|pleased"
    r"|wonderful)\b",
    re.I,
)
_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december"  # no "may"
)
_NUMBERS = (
    "three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    "|hundred|thousand"
)
_NUMBER = re.compile(rf"\d|\b({_NUMBERS}|({_DAYS})days?|{_MONTHS})\b", re.I)
_I = re.compile(r"\bI\b(?!\.)")
_OPENING = re.compile(r"\S+(?:\s+\S+)?[.!?]\s+\S")
SIGNS: Mapping[str, Callable[[str], bool]] = {
    "warm word": lambda text: bool(_WARM.search(text)),
    "question": lambda text: "?" in text,
    "number or day": lambda text: bool(_NUMBER.search(text)),
    "“I”": lambda text: bool(_I.search(text)),
}
LENGTH = "length"


@dataclass(frozen=True)
class Tells:
    """The shares (0 to 100) of a principle's best and other options that have a sign.

    For ``length`` it is the mean rank among the options of a question, 0 for the shortest.
    ``short_openings`` is the share of explanations that open with one or two words and a stop.
    """

    best: int
    others: int
    shares: Mapping[str, tuple[float, float]]
    short_openings: float

    @property
    def beyond(self) -> tuple[str, ...]:
        """The signs by which the best options can be told."""
        return tuple(
            sign for sign, (best, others) in self.shares.items() if abs(best - others) > TELLING
        )


def tells(questions: Iterable[Question]) -> Tells:
    """Return what tells the best options of all choice questions from the others."""
    asked = [question for question in questions if isinstance(question, Choice)]
    ranked = [each for question in asked for each in _ranked(question)]
    shares = {sign: _shares(ranked, has) for sign, has in SIGNS.items()}
    best = [rank for _, is_best, rank in ranked if is_best]
    others = [rank for _, is_best, rank in ranked if not is_best]
    shares[LENGTH] = (100 * _mean(best), 100 * _mean(others))
    whys = [option.why for question in asked for option in question.options]
    return Tells(len(best), len(others), shares, _short_openings(whys))


def _ranked(question: Choice) -> Iterator[tuple[Option, bool, float]]:
    lengths = [len(option.text.source) for option in question.options]
    for option in question.options:
        shorter = sum(length < len(option.text.source) for length in lengths)
        yield option, option.key in question.best, shorter / max(1, len(lengths) - 1)


def _shares(
    ranked: list[tuple[Option, bool, float]], has: Callable[[str], bool]
) -> tuple[float, float]:
    best = [has(option.text.plain) for option, is_best, _ in ranked if is_best]
    others = [has(option.text.plain) for option, is_best, _ in ranked if not is_best]
    return 100 * _mean(best), 100 * _mean(others)


def _mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _short_openings(texts: Iterable[RenderedText | None]) -> float:
    found = [text.plain for text in texts if text and len(words(text.plain)) > 2]
    return 100 * _mean([bool(_OPENING.match(text)) for text in found])
