"""The warm-up before a lesson: a few questions from other lessons, on what is due for review."""

from collections.abc import Mapping

from coach.content.model import Asked, Lesson

MOST = 3  # questions before a lesson


def variants(
    lesson: Lesson, concepts: Mapping[str, tuple[Asked, ...]]
) -> dict[str, tuple[Asked, ...]]:
    """The questions that each concept has outside this lesson; concepts without one are left out.

    The lesson's own questions are kept for it.
    """
    elsewhere = {
        concept: tuple(each for each in asked if each.lesson.id != lesson.id)
        for concept, asked in concepts.items()
    }
    return {concept: asked for concept, asked in elsewhere.items() if asked}
