"""Choose the lesson that comes next, with its reason, for Today, Learn and Progress.

Pure: it needs the user's places in lessons and aims.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from coach.content.model import Catalogue
from coach.lessons import progress
from coach.lessons.progress import LessonProgress, PlaceInLesson, Where
from coach.principles import PRINCIPLES, by_slug


class NextReason(Enum):
    """Why a lesson comes next."""

    BEGUN = auto()  # the user left it before its end
    CHOSEN = auto()  # it belongs to the focus that the user chose
    SUGGESTED = auto()  # it belongs to the focus suggested after a look-back
    MATTERS = auto()  # it belongs to a principle that matters most to the user
    ORDER = auto()  # it is the next one of the course


@dataclass(frozen=True)
class Aims:
    """The principles (1 to 8) that a user wants to work on.

    ``chosen`` is the focus they chose, ``suggested`` the one suggested after a look-back,
    ``matters`` the two that matter most to them now, or none.
    """

    chosen: int | None = None
    suggested: int | None = None
    matters: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """The wanted principles, the first one first.

        A suggestion outside ``matters`` comes last, because it was made before the user chose those
        two.
        """
        fits = not self.matters or self.suggested in self.matters
        suggested = (self.suggested, *self.matters) if fits else (*self.matters, self.suggested)
        return tuple(dict.fromkeys(p for p in (self.chosen, *suggested) if p is not None))

    @property
    def focus(self) -> int | None:
        """The principle to work on now, or None if there are no aims."""
        return next(iter(self.order), None)

    def why(self, principle: int) -> NextReason:
        """Return why a principle is wanted."""
        if principle == self.chosen:
            return NextReason.CHOSEN
        if principle in self.matters:
            return NextReason.MATTERS
        return NextReason.SUGGESTED if principle == self.suggested else NextReason.ORDER


@dataclass(frozen=True)
class NextUp:
    """The next lesson.

    ``lesson`` is None after the last one. ``then`` is the first lesson of the focus, if an
    unfinished lesson of another principle comes before it.
    """

    where: Where
    aims: Aims
    lesson: LessonProgress | None
    why: NextReason
    then: LessonProgress | None = None


def next_up(catalogue: Catalogue, places: Iterable[PlaceInLesson], aims: Aims) -> NextUp:
    """Return the next lesson: an unfinished one, or the first one of the wanted principles."""
    where = progress.where(catalogue, places, [_slug(principle) for principle in aims.order])
    if where.resume is not None:
        return NextUp(where, aims, where.resume, NextReason.BEGUN, _after(where, aims))
    why = aims.why(_number(where.next)) if where.next else NextReason.ORDER
    return NextUp(where, aims, where.next, why)


def reason(found: NextUp) -> str:
    """Return why this lesson comes next, or an empty string if no reason is needed."""
    if found.lesson is None or found.aims.focus is None:
        return ""
    if found.why == NextReason.BEGUN:
        return _begun(found, found.lesson.lesson.title)
    principle = _number(found.lesson)
    before = found.aims.order[: _place(found.aims, principle)]
    read = [p for p in before if _is_read(found.where, p)]
    if found.why == NextReason.ORDER:
        return _in_order(found, read)
    said = {
        NextReason.CHOSEN: "You chose {} as your focus.",
        NextReason.MATTERS: "You said that {} matters to you most now.",
        NextReason.SUGGESTED: "{} is suggested after your look-back.",
    }[found.why].format(_title(principle))
    return f"{_all_read(read)} {said}" if read else said


def _after(where: Where, aims: Aims) -> LessonProgress | None:
    if where.resume is None or where.next is None or aims.focus is None:
        return None
    other = _number(where.resume) != aims.focus
    return where.next if other and _number(where.next) == aims.focus else None


def _begun(found: NextUp, title: str) -> str:
    focus, then = found.aims.focus, found.then
    if then is not None:
        after = f"After it comes “{then.lesson.title}”, for {_title(_number(then))}."
        return f"First finish “{title}”. {after}"
    if focus is not None and _is_read(found.where, focus):
        return f"You have begun “{title}”. {_all_read([focus])}"
    return ""


def _in_order(found: NextUp, read: Collection[int]) -> str:
    if len(read) == len(found.aims.order):
        return f"{_all_read(read)} This is the next one in the course."
    locked = next(p for p in found.aims.order if p not in read)
    return f"The lessons of {_title(locked)} open after this one."


def _all_read(principles: Collection[int]) -> str:
    *others, last = map(_title, principles)
    names = f"{', '.join(others)} and {last}" if others else last
    return f"You have read every lesson of {names}."


def _is_read(where: Where, principle: int) -> bool:
    slug = _slug(principle)
    lessons = [one for one in where.standings.values() if one.lesson.principle == slug]
    return all(one.state == "done" for one in lessons)


def _place(aims: Aims, principle: int) -> int:
    return aims.order.index(principle) if principle in aims.order else len(aims.order)


def _number(standing: LessonProgress) -> int:
    principle = by_slug(standing.lesson.principle)
    return principle.number if principle else 0


def _slug(principle: int) -> str:
    return PRINCIPLES[principle - 1].slug


def _title(principle: int) -> str:
    return PRINCIPLES[principle - 1].title
