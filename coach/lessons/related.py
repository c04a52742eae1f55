"""Find lessons that are related to a lesson."""

from collections.abc import Iterable

from coach.content.model import Lesson

MOST = 3


def lessons(lesson: Lesson, others: Iterable[Lesson]) -> list[Lesson]:
    """Return up to three other lessons, the closest first, then in the course's order.

    Each shared concept counts 3, each shared source 1; a lesson that requires this one, or that it
    requires, gets 2 more. Lessons without any of these are left out.
    """
    closeness = {other.id: _closeness(lesson, other) for other in others if other.id != lesson.id}
    close = [other for other in others if closeness.get(other.id)]
    return sorted(close, key=lambda other: -closeness[other.id])[:MOST]


def _closeness(one: Lesson, other: Lesson) -> int:
    concepts = one.concepts & other.concepts
    sources = set(one.sources) & set(other.sources)
    bound = one.id in other.requires or other.id in one.requires
    return 3 * len(concepts) + len(sources) + 2 * bound
