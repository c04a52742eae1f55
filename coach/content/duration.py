"""Estimate how long a lesson takes, from its words and activities."""

from collections.abc import Iterable

from coach.content.steps import (
    Activity,
    ReadingStep,
    Reflection,
    WritingTask,
)
from coach.questions.base import Question

WORDS_A_MINUTE = 200
A_REFLECTION, A_MESSAGE = 1.0, 3.0  # minutes


def minutes(steps: Iterable[Activity]) -> float:
    """Return the minutes for reading, answering, reflecting and writing."""
    return sum(_minutes(step) for step in steps)


def _minutes(step: Activity) -> float:
    match step:
        case ReadingStep():
            return step.words / WORDS_A_MINUTE
        case Question():
            return step.minutes
        case Reflection():
            return A_REFLECTION
        case WritingTask():
            return A_MESSAGE
    return 0.0
