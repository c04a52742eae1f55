"""Choose the questions of the warm-up before a lesson, on concepts that are due for review."""

from collections.abc import Mapping

from coach.content.model import Asked, Lesson

MOST = 3  # maximum number of questions before a lesson


def variants(
    lesson: Lesson, concepts: Mapping[str, tuple[Asked, ...]]
) -> dict[str, tuple[Asked, ...]]:
    """Return the questions of each concept outside this lesson, without concepts that have none.

    The lesson's own questions are left for the lesson.
    """
    elsewhere = {
        concept: tuple(each for each in asked if each.lesson.id != lesson.id)
        for concept, asked in concepts.items()
    }
    return {concept: asked for concept, asked in elsewhere.items() if asked}
