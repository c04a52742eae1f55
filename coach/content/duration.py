"""How long a lesson takes, from its words and from what it asks."""

from collections.abc import Iterable

from coach.content.steps import (
    Activity,
    Dialogue,
    Question,
    ReadingStep,
    Reflection,
    WritingTask,
)

WORDS_A_MINUTE = 200
A_QUESTION, A_DIALOGUE, A_REFLECTION, A_MESSAGE = 0.5, 2.0, 1.0, 3.0  # minutes


def minutes(steps: Iterable[Activity]) -> float:
    """Minutes for reading, answering, talking, reflecting and writing a message."""
    return sum(_minutes(step) for step in steps)


def _minutes(step: Activity) -> float:
    match step:
        case ReadingStep():
            return step.words / WORDS_A_MINUTE
        case Dialogue():
            return A_DIALOGUE
        case Question():
            return A_QUESTION
        case Reflection():
            return A_REFLECTION
        case WritingTask():
            return A_MESSAGE
    return 0.0
