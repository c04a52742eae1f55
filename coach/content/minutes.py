"""Count how long a lesson takes: the words that a learner sees, and a time for each task."""

from collections.abc import Iterable
from math import ceil

from coach.content.readability import words
from coach.content.steps import (
    Activity,
    Example,
    HabitChoice,
    HabitOffer,
    IntentionStep,
    ReadingStep,
    Reflection,
    StudyNote,
)
from coach.questions.base import Question

WORDS_A_MINUTE = 200
OWN_CASE, MESSAGE = 20, 90  # seconds, besides the words
LONGEST = 8.0  # minutes of a lesson


def minutes(steps: Iterable[Activity]) -> float:
    """Return the minutes for these steps, by the words seen and the tasks.

    A closed question counts 20 seconds, a dialogue 60, a task in own words 90 (see
    ``Question.seconds``), and one's own case 20.
    """
    return sum(seconds(step) for step in steps) / 60


def rounded(steps: Iterable[Activity]) -> int:
    """Return the whole minutes that the head of a lesson says: at least as long as it takes."""
    return ceil(round(minutes(steps), 3))


def seconds(step: Activity) -> float:
    """Return the seconds for one step."""
    return words_seen(step) * 60 / WORDS_A_MINUTE + _task(step)


def words_seen(step: Activity) -> int:
    """Return the number of words that a learner sees: no evidence, no hint, no model."""
    return sum(len(words(text)) for text in texts(step))


def _task(step: Activity) -> float:
    match step:
        case Question():
            return step.seconds
        case ReadingStep() | HabitOffer() | HabitChoice():
            return 0
        case Reflection() | IntentionStep():
            return OWN_CASE
    return MESSAGE


def texts(step: Activity) -> Iterable[str]:
    """Return the texts of one step that a learner sees."""
    match step:
        case ReadingStep():
            return _read(step)
        case Question():
            return step.words_seen()
        case Reflection():
            examples = (each.example for each in step.prompts)
            return (step.prompt.plain, *step.labels, *(one.plain for one in examples if one))
        case IntentionStep():
            lines = (step.ask, step.day, step.words, step.example)
            return (step.title, *(line.plain for line in lines if line))
        case HabitOffer():
            return (step.title, *(text.plain for text in (step.cue, step.act) if text))
        case HabitChoice():
            return [text for offer in step.offers for text in texts(offer)]
    return ()


def _read(step: ReadingStep) -> Iterable[str]:
    yield step.heading.plain
    for part in step.parts:
        if isinstance(part, Example):
            yield from (turn.text.plain for turn in part.turns)
        elif not isinstance(part, StudyNote):
            yield part.striptags()
