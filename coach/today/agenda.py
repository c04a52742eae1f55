"""What comes first today, and what else waits. Pure: facts in, an ordered page out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coach.assessment.window import Week
from coach.assessment.words import span
from coach.direction import isolated
from coach.habits.rules.history import State
from coach.habits.rules.strength import percent, percent_of
from coach.habits.showing.card import Card
from coach.habits.track import Seen
from coach.lessons.path import Standing, Where
from coach.principles import Principle
from coach.review import words
from coach.review.deck import Load

MOST_WAITING = 3
AWAY_DAYS = 3  # shorter absences are nobody's business
LONGEST_AWAY = 40  # after longer ones the numbers say little
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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
class Row:
    """One thing that waits: where it leads, and how much of it there is."""

    title: str
    meta: str
    href: str


@dataclass(frozen=True)
class LookBack:
    """The look-back as Today needs it. ``until`` is a local wall-clock time, if it is open.

    ``wrote`` is the week four weeks ago, if the person wrote about it.
    """

    due: bool
    answered: int
    questions: int
    first: bool
    until: datetime | None
    wrote: Week | None = None


def cover(
    where: Where,
    principles: dict[str, Principle],
    all_done: bool,
    look_back: LookBack,
    reason: str = "",
) -> Cover:
    """Return the next step of a lesson; on a finished day, that it is finished.

    ``all_done`` is true when there are habits and none of them asks for anything more today;
    ``reason`` is why this lesson comes next (``next_up.reason``), maybe empty.
    """
    lesson = where.resume or where.next
    if all_done and not look_back.due and where.resume is None:
        return _finished(lesson)
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
) -> Sequence[Row]:
    """Return up to three things that wait besides the cover, the most urgent first.

    ``looks``: how many graduated habits wait for their monthly look; ``listening``: whether
    today's listening is offered (see ``listens``).
    """
    rows = []
    if look_back.due and lesson_is_cover:
        rows.append(look_back_row(look_back))
    if review.cards:
        rows.append(Row(*words.offer(review), "/review"))
    if looks:
        meta = "Does a graduated habit still hold?" if looks == 1 else f"{looks} graduated habits"
        rows.append(Row("A monthly look", meta, "/habits#graduated"))
    if listening:
        meta = "Hear a colleague out, about 5 minutes"
        rows.append(Row("Today’s listening", meta, "/listening#today"))
    if habits == 0 and not look_back.first:
        rows.append(Row("Choose a habit", "One small act, tied to a moment of your day", "/habits"))
    if look_back.wrote:
        about = f"About {span(look_back.wrote)}"
        rows.append(Row("Four weeks ago you wrote", about, f"/look-back/{look_back.wrote}#wrote"))
    return rows[:MOST_WAITING]


def listens(lessons_done: int, listened_on: date | None, today: date) -> bool:
    """Return whether today's listening is offered: to everybody who has finished a lesson or has
    listened before, until they listen today. ``listened_on`` is the day of the last reply."""
    return (lessons_done > 0 or listened_on is not None) and listened_on != today


def rests(card: Card) -> bool:
    """Whether a habit asks for nothing today and nothing was done."""
    return bool(card.rests) and card.today != State.DONE


def look_back_row(look_back: LookBack) -> Row:
    """Return the look-back as something that waits."""
    left = look_back.questions - look_back.answered
    count = f"{left} questions" if left != 1 else "1 question"
    if look_back.answered:
        count += " left"
    if look_back.first:
        return Row("First look-back", f"{count}, about 4 minutes, on any day", "/look-back")
    until = f", open until {closing(look_back.until)}" if look_back.until else ""
    return Row("Weekly look-back", count + until, "/look-back")


def closing(moment: datetime) -> str:
    """Return a closing time in words: ``Monday at 12:00``."""
    return f"{moment:%A} at {moment.hour}:{moment.minute:02}"


def greeting(hour: int, name: str) -> str:
    """Return the words for this hour (0-23) of the person's wall clock."""
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {isolated(name)}." if name else f"Good {part}."


def welcome_back(habits: Sequence[Seen], today: date) -> str:
    """Return what to say after days without any check-in, or an empty string.

    Said of the habit that was strongest on the last day recorded; strength is 0 to 100.
    """
    last = max((seen.whole.recorded() or date.min for seen in habits), default=date.min)
    away = (today - last).days - 1
    if not AWAY_DAYS <= away <= LONGEST_AWAY:
        return ""
    before, now, name = max(_strengths(seen, last) for seen in habits)
    eased = (
        f"The strength of “{isolated(name)}” eased from {before} to {now}. " if now < before else ""
    )
    days = NUMBERS[away] if away < len(NUMBERS) else str(away)
    return f"You have been away for {days} days. {eased}Today is a good day to begin again."


def _strengths(seen: Seen, last: date) -> tuple[int, int, str]:
    """Return a habit's strength on the last day recorded and today, and its name."""
    then, now = seen.whole.strength_on(last), seen.reading.strength
    return percent_of(then), percent(now), seen.track.name


def _lesson(found: Standing, principle: Principle, reason: str) -> Cover:
    minutes = f"About {found.minutes_left} minutes"
    if found.state == "new":
        meta = f"{found.steps} steps. {minutes}."
        meta = f"{meta} {reason}".rstrip()
        return Cover(found.lesson.title, meta, "Begin", f"/lessons/{found.lesson.id}", principle)
    meta = f"Step {found.step} of {found.steps}. {minutes} left. {reason}".rstrip()
    return Cover(found.lesson.title, meta, "Continue", f"/lessons/{found.lesson.id}", principle)


def _finished(lesson: Standing | None) -> Cover:
    words = Cover("That’s everything for today.", "Every habit due is done.", "", "")
    if lesson is None:
        return words
    return Cover(
        words.title,
        "Every habit due is done. If you have a few minutes left over, the next lesson is there.",
        "",
        "",
        quiet=f"Read “{lesson.lesson.title}”",
        quiet_href=f"/lessons/{lesson.lesson.id}",
    )
