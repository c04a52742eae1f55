"""Order what comes first today and what else waits. Pure: facts in, an ordered page out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from coach.assessment.calendar import Week
from coach.assessment.phrases import span
from coach.habits.presenters.row import HabitRow
from coach.habits.rules.log import State
from coach.review import phrases
from coach.review.session import Load
from coach.text import agree, in_words, isolated, plural, weekday

MOST_WAITING = 3
NEAR = {timedelta(0): "today", timedelta(days=1): "tomorrow"}


@dataclass(frozen=True)
class AgendaRow:
    """An item that waits: its title, how much of it there is, and its link.

    ``left`` is a sentence about it for the cover, ``act`` the text of the cover's button. Both are
    empty if the item asks for no action.
    """

    title: str
    meta: str
    href: str
    left: str = ""
    act: str = ""


@dataclass(frozen=True)
class LookBack:
    """The look-back's facts for Today.

    ``minutes`` is the time for all its questions. ``until`` is the local closing time, or None if
    it is closed.

    ``wrote`` is the week four weeks ago if the user wrote about it. ``day`` is the current calendar
    date in the user's time zone.
    """

    due: bool
    answered: int
    questions: int
    minutes: int
    first: bool
    until: datetime | None
    wrote: Week | None = None
    day: date | None = None


def waiting(
    look_back: LookBack,
    review: Load,
    habits: int,
    lesson_is_cover: bool,
    looks: int = 0,
    listening: bool = False,
    message: AgendaRow | None = None,
    promise: AgendaRow | None = None,
) -> Sequence[AgendaRow]:
    """Return up to three items that wait besides the cover, the most urgent first.

    ``looks``: number of graduated habits due for their monthly look; ``listening``: whether today's
    listening is offered (see ``listens``); ``message``: one to send (see ``owed``); ``promise``:
    one near its date (see ``near_promise``), which comes first.
    """
    rows = [promise] if promise else []
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
        sentence = "Today’s listening is still to do. It takes about five minutes."
        rows.append(AgendaRow("Today’s listening", meta, "/listening#today", sentence, "Listen"))
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


def promises(due: int) -> list[AgendaRow]:
    """Return an item for the promises that are due today or overdue, if there are any."""
    sentence = f"{in_words(due).capitalize()} {agree(due, 'promise is', 'promises are')} due."
    return [AgendaRow("Promised", "", "#promised", sentence, "See what is due")] if due else []


def near_promise(
    what: str, person: str, when: str, count: int, due: int, promise_id: int
) -> AgendaRow:
    """Return an item for promises to people that are near their date.

    ``count``: how many there are; ``due``: how many of them are due today or past their date, and
    ask for an action.
    """
    left = f"{in_words(due).capitalize()} {agree(due, 'promise is', 'promises are')} due."
    act = ("", "") if not due else (left, "See what is due")
    if count > 1:
        return AgendaRow(
            f"{count} promises are near their date", f"The first: {isolated(what)}",
            "/people/promises", *act,
        )  # fmt: skip
    meta = f"Promised to {person} for {when}"
    return AgendaRow(isolated(what), meta, f"/people/promises/{promise_id}", *act)


def unanswered(asks: bool) -> list[AgendaRow]:
    """Return an item for the question whether the user said what they had planned."""
    sentence = "One question is still open: did you say what you had planned?"
    return [AgendaRow("Did you say it?", "", "#said-it", sentence, "Answer it")] if asks else []


def owed(kind: str, person: str, due_on: date | None, today: date, href: str) -> AgendaRow:
    """Return an item for a message that is not sent yet, such as ``Anton: warn before the
    date``."""
    what = f"{kind[:1].lower()}{kind[1:]}"
    meta = f"{isolated(person)}: {what}" if person else kind
    if due_on is not None:
        meta += f", {_due_phrase(due_on, today)}"
    left = "You still have a message to send."
    return AgendaRow("A message you owe", meta, href, left, "Open it")


def _due_phrase(day: date, today: date) -> str:
    """Return a due day in words: ``by Friday``, ``due since 2 May``."""
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
    sentence = f"The monthly look at {habits} is still to do."
    return AgendaRow("A monthly look", meta, "/habits#graduated", sentence, "Look")


def listens(lessons_done: int, listened_on: date | None, today: date) -> bool:
    """Return whether today's listening is offered.

    It is offered to users who have finished a lesson or have listened before, until they listen
    today. ``listened_on`` is the day of the last reply.
    """
    return (lessons_done > 0 or listened_on is not None) and listened_on != today


def rests(card: HabitRow) -> bool:
    """Return whether a habit asks for nothing today and nothing was done."""
    return bool(card.rests) and card.today != State.DONE


def look_back_row(look_back: LookBack) -> AgendaRow:
    """Return the look-back as an item that waits."""
    remaining = look_back.questions - look_back.answered
    count = plural(remaining, "question")
    if look_back.answered:
        count += " left"
    day = look_back.day
    until = f", open until {closing(look_back.until, day)}" if look_back.until else ""
    if look_back.first:
        minutes = plural(ceil(look_back.minutes * remaining / look_back.questions), "minute")
        when = until if look_back.answered and until else ", on any day"
        return AgendaRow("First look-back", f"{count}, about {minutes}{when}", "/look-back")
    return AgendaRow("Weekly look-back", count + until, "/look-back")


def closing(moment: datetime, day: date | None) -> str:
    """Return a closing time in words, as seen from ``day``: ``Monday at 12:00``, ``12:00
    today``."""
    time = f"{moment.hour}:{moment.minute:02}"
    if day is not None and moment.date() - day in NEAR:
        return f"{time} {NEAR[moment.date() - day]}"
    return f"{weekday(moment)} at {time}"


def greeting(hour: int, name: str) -> str:
    """Return the greeting for this hour (0 to 23) in the user's time zone."""
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {isolated(name)}." if name else f"Good {part}."
