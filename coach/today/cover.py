"""Choose the cover, the one card on top of Today: what to do next and why.

The words of the reason come from ``lessons/next_up.py``; what else waits is in ``agenda.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.lessons.progress import LessonProgress, Where
from coach.principles import Principle
from coach.text import plural
from coach.today.agenda import AgendaRow, LookBack, look_back_row


@dataclass(frozen=True)
class Cover:
    """The most prominent item of the page. ``principle`` is None for the neutral colours."""

    title: str
    meta: str
    button: str
    href: str
    principle: Principle | None = None
    quiet: str = ""  # the text of a second, less prominent link
    quiet_href: str = ""


def cover_of(
    where: Where,
    principles: dict[str, Principle],
    all_done: bool,
    look_back: LookBack,
    reason: str = "",
    rows: Sequence[AgendaRow] = (),
) -> Cover:
    """Return the cover: the next lesson, or on a day whose habits are done, that they are done.

    ``all_done`` is True if there are habits and none of them asks for anything more today;
    ``reason`` is why this lesson comes next (``next_up.reason``) or empty. The day is finished only
    if none of the ``rows`` asks for an action.
    """
    lesson = where.resume or where.next
    if all_done and not look_back.due and where.resume is None:
        return _finished_cover(lesson, [row for row in rows if row.left])
    if lesson is not None:
        return _lesson_cover(lesson, principles[lesson.lesson.principle], reason)
    if look_back.due:
        row = look_back_row(look_back)
        return Cover(row.title, row.meta, "Begin" if not look_back.answered else "Go on", row.href)
    return Cover(
        "You have read every lesson there is so far.",
        "The habits are where they become yours. New lessons appear on Learn.",
        "See your habits",
        "/habits",
    )


def _lesson_cover(progress: LessonProgress, principle: Principle, reason: str) -> Cover:
    minutes = f"About {plural(progress.minutes_left, 'minute')}"
    if progress.state == "new":
        meta = f"{plural(progress.steps, 'step')}. {minutes}."
        meta = f"{meta} {reason}".rstrip()
        return Cover(
            progress.lesson.title, meta, "Begin", f"/lessons/{progress.lesson.id}", principle
        )
    meta = f"Step {progress.step} of {progress.steps}. {minutes} left. {reason}".rstrip()
    return Cover(
        progress.lesson.title, meta, "Continue", f"/lessons/{progress.lesson.id}", principle
    )


def _finished_cover(lesson: LessonProgress | None, open_rows: Sequence[AgendaRow]) -> Cover:
    """Return the cover of a day whose habits are done. ``open_rows`` still ask for an action."""
    title, meta, act, href = "That’s everything for today.", "Every habit due is done.", "", ""
    if open_rows:
        title, meta, act, href = (
            "Your habits are done.",
            open_rows[0].left,
            open_rows[0].act,
            open_rows[0].href,
        )
    if lesson is None:
        return Cover(title, meta, act, href)
    if not open_rows:
        meta += " If you have a few minutes left over, the next lesson is there."
    name, address = f"Read “{lesson.lesson.title}”", f"/lessons/{lesson.lesson.id}"
    return Cover(title, meta, act, href, quiet=name, quiet_href=address)


def without(rows: Sequence[AgendaRow], cover: Cover) -> list[AgendaRow]:
    """Return the rows without the one that the cover links to."""
    return [row for row in rows if row.href != cover.href]
