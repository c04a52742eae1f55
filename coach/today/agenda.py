"""What comes first today, and what else waits. Pure: facts in, an ordered page out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from coach.assessment.calendar import Week
from coach.assessment.phrases import span
from coach.habits.presenters.row import HabitRow
from coach.habits.rules.log import State
from coach.lessons.progress import LessonProgress, Where
from coach.principles import Principle
from coach.review import phrases
from coach.review.session import Load
from coach.text import agree, in_words, isolated, plural, weekday

MOST_WAITING = 3
NEAR = {timedelta(0): "today", timedelta(days=1): "tomorrow"}


@dataclass(frozen=True)
class Cover:
    """The one loud thing of the page. ``principle`` is None for house colours."""

    title: str
    meta: str
    button: str
    href: str
    principle: Principle | None = None
    quiet: str = ""  # a second, quieter way on: its words
    quiet_href: str = ""


@dataclass(frozen=True)
class AgendaRow:
    """One thing that waits: where it leads, and how much of it there is.

    ``left`` says it as what is left of the day and ``act`` is the button that leads to it; both
    are empty where nothing is asked.
    """

    title: str
    meta: str
    href: str
    left: str = ""
    act: str = ""


@dataclass(frozen=True)
class LookBack:
    """The look-back as Today needs it.

    ``minutes`` are what all its questions take. ``until`` is a local wall-clock time, if it is
    open.

    ``wrote`` is the week four weeks ago, if the person wrote about it. ``day`` is the date on
    the person's calendar now.
    """

    due: bool
    answered: int
    questions: int
    minutes: int
    first: bool
    until: datetime | None
    wrote: Week | None = None
    day: date | None = None


def cover(
    where: Where,
    principles: dict[str, Principle],
    all_done: bool,
    look_back: LookBack,
    reason: str = "",
    rows: Sequence[AgendaRow] = (),
) -> Cover:
    """Return the next step of a lesson; on a day whose habits are done, that they are.

    ``all_done`` is true when there are habits and none of them asks for anything more today;
    ``reason`` is why this lesson comes next (``next_up.reason``), maybe empty. The day is
    finished only when none of the ``rows`` that wait asks for something.
    """
    lesson = where.resume or where.next
    if all_done and not look_back.due and where.resume is None:
        return _finished(lesson, [row for row in rows if row.left])
    if lesson is not None:
        return _lesson(lesson, principles[lesson.lesson.principle], reason)
    if look_back.due:
        row = look_back_row(look_back)
        return Cover(row.title, row.meta, "Begin" if not look_back.answered else "Go on", row.href)
    return Cover(
        "You have read every lesson there is so far.",
        "The habits are where they become yours. New lessons appear on Learn.",
        "See your habits",
        "/habits",
    )


def waiting(
    look_back: LookBack,
    review: Load,
    habits: int,
    lesson_is_cover: bool,
    looks: int = 0,
    listening: bool = False,
    message: AgendaRow | None = None,
) -> Sequence[AgendaRow]:
    """Return up to three things that wait besides the cover, the most urgent first.

    ``looks``: how many graduated habits wait for their monthly look; ``listening``: whether
    today's listening is offered (see ``listens``); ``message``: one that is owed (see ``owed``).
    """
    rows = []
    if look_back.due and lesson_is_cover:
        rows.append(look_back_row(look_back))
    if review.cards:
        rows.append(
            AgendaRow(*phrases.offer(review), "/review", _cards_left(review), "Review them")
        )
    if looks:
        rows.append(_monthly_look(looks))
    if message:
        rows.append(message)
    if listening:
        meta = "Hear a colleague out, about 5 minutes"
        left = "Today’s listening is left, about five minutes."
        rows.append(AgendaRow("Today’s listening", meta, "/listening#today", left, "Listen"))
    if habits == 0 and not look_back.first:
        rows.append(
            AgendaRow("Choose a habit", "One small act, tied to a moment of your day", "/habits")
        )
    if look_back.wrote:
        about = f"About {span(look_back.wrote)}"
        rows.append(
            AgendaRow("Four weeks ago you wrote", about, f"/look-back/{look_back.wrote}#wrote")
        )
    return rows[:MOST_WAITING]


def without(rows: Sequence[AgendaRow], cover: Cover) -> list[AgendaRow]:
    """Return the rows that wait besides the cover: what it leads to is not said twice."""
    return [row for row in rows if row.href != cover.href]


def promises(due: int) -> list[AgendaRow]:
    """Return what is left of the promises whose day is today or past."""
    left = f"{in_words(due).capitalize()} {agree(due, 'promise is', 'promises are')} due."
    return [AgendaRow("Promised", "", "#promised", left, "See what is due")] if due else []


def owed(kind: str, person: str, due_on: date | None, today: date, href: str) -> AgendaRow:
    """Return a message that was begun or kept and not sent: ``Anton: warn before the date``."""
    what = f"{kind[:1].lower()}{kind[1:]}"
    meta = f"{isolated(person)}: {what}" if person else kind
    if due_on is not None:
        meta += f", {_by(due_on, today)}"
    return AgendaRow("A message you owe", meta, href, "A message is left to send.", "Open it")


def _by(day: date, today: date) -> str:
    """Return a day as one by which something is due: ``by Friday``, ``due since 2 May``."""
    if day < today:
        return f"due since {day.day} {day:%B}"
    if day - today in NEAR:
        return f"by {NEAR[day - today]}"
    return f"by {day:%A}" if day - today < timedelta(days=7) else f"by {day.day} {day:%B}"


def _cards_left(review: Load) -> str:
    cards = f"{in_words(review.cards).capitalize()} {agree(review.cards, 'card is', 'cards are')}"
    minutes = f"{in_words(review.minutes)} {agree(review.minutes, 'minute')}"
    return f"{cards} left, about {minutes}."


def _monthly_look(looks: int) -> AgendaRow:
    habits = plural(looks, "graduated habit")
    meta = f"{agree(looks, 'Does', 'Do')} {habits} still hold?"
    if looks == 1:
        meta = "Does a graduated habit still hold?"
    left = f"The monthly look at {habits} is left."
    return AgendaRow("A monthly look", meta, "/habits#graduated", left, "Look")


def listens(lessons_done: int, listened_on: date | None, today: date) -> bool:
    """Return whether today's listening is offered: to everybody who has finished a lesson or has
    listened before, until they listen today. ``listened_on`` is the day of the last reply."""
    return (lessons_done > 0 or listened_on is not None) and listened_on != today


def rests(card: HabitRow) -> bool:
    """Whether a habit asks for nothing today and nothing was done."""
    return bool(card.rests) and card.today != State.DONE


def look_back_row(look_back: LookBack) -> AgendaRow:
    """Return the look-back as something that waits."""
    left = look_back.questions - look_back.answered
    count = plural(left, "question")
    if look_back.answered:
        count += " left"
    if look_back.first:
        minutes = plural(ceil(look_back.minutes * left / look_back.questions), "minute")
        return AgendaRow("First look-back", f"{count}, about {minutes}, on any day", "/look-back")
    day = look_back.day
    until = f", open until {closing(look_back.until, day)}" if look_back.until else ""
    return AgendaRow("Weekly look-back", count + until, "/look-back")


def closing(moment: datetime, day: date | None) -> str:
    """Return a closing time in words as said on a day: ``Monday at 12:00``, ``12:00 today``."""
    time = f"{moment.hour}:{moment.minute:02}"
    if day is not None and moment.date() - day in NEAR:
        return f"{time} {NEAR[moment.date() - day]}"
    return f"{weekday(moment)} at {time}"


def greeting(hour: int, name: str) -> str:
    """Return the words for this hour (0-23) of the person's wall clock."""
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {isolated(name)}." if name else f"Good {part}."


def _lesson(found: LessonProgress, principle: Principle, reason: str) -> Cover:
    minutes = f"About {plural(found.minutes_left, 'minute')}"
    if found.state == "new":
        meta = f"{plural(found.steps, 'step')}. {minutes}."
        meta = f"{meta} {reason}".rstrip()
        return Cover(found.lesson.title, meta, "Begin", f"/lessons/{found.lesson.id}", principle)
    meta = f"Step {found.step} of {found.steps}. {minutes} left. {reason}".rstrip()
    return Cover(found.lesson.title, meta, "Continue", f"/lessons/{found.lesson.id}", principle)


def _finished(lesson: LessonProgress | None, left: Sequence[AgendaRow]) -> Cover:
    """Return the cover of a day whose habits are done. ``left``: what still asks something."""
    title, meta, act, href = "That’s everything for today.", "Every habit due is done.", "", ""
    if left:
        title, meta, act, href = "Your habits are done.", left[0].left, left[0].act, left[0].href
    if lesson is None:
        return Cover(title, meta, act, href)
    if not left:
        meta += " If you have a few minutes left over, the next lesson is there."
    name, address = f"Read “{lesson.lesson.title}”", f"/lessons/{lesson.lesson.id}"
    return Cover(title, meta, act, href, quiet=name, quiet_href=address)
