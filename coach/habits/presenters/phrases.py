"""Phrase states, rules, schedules, goals and plans in words.

A plan is one sentence, ``When the kettle boils, I read one page.``, that contains each word once,
whatever was typed.
"""

import re

from coach.amounts import written
from coach.habits.rules.day_states import Cell
from coach.habits.rules.log import State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.streak import PeriodResult
from coach.text import WEEKDAYS, agree, isolated

STATES = {
    State.DONE: "Done",
    State.PARTIAL: "Partly done",
    State.REST: "Rest day",
    State.AWAY: "Away",
    State.TRAVEL: "Travel day",
    State.MISSED: "Missed",
    State.SPARE: "Spare day",
    State.OPEN: "Open",
    State.FREE: "Free",
}

RULES = {
    "counted": "It counts.",
    "empty, at most": "Nothing was recorded, and that stays below the limit, so it counts.",
    "neutral": "It neither helps nor harms.",
    "free": "This is not one of the planned days.",
    "nothing to bridge": "You missed it, and there was no streak to lose.",
    "bridged": "You missed none of the six due days before, so a spare day "
    "covers it: the streak goes on and does not count this day.",
    "bridged in vain": "A spare day would have covered it if you had kept the next due day.",
    "ended": "You missed it, and another of the six due days before, so the streak ended.",
    "towards the period": "It counts towards its week or month.",
    "neutral, asks less": "On this day you could not do it, so the week or month asks for less.",
    "any day will do": "You choose the days. Only how many there are counts.",
    "too soon to count again": "You did it, but less than half the interval after the last "
    "time, so it does not count again.",
    "neutral, moves the date": "It moves the next date by a day.",
    "no run yet": "A new streak begins the next time you do it.",
    "not due yet": "It was not due yet.",
    "date passed": "The date passed and you had not done it, so the streak ended.",
    "strength only": "This kind of habit has a strength and no streak.",
    "today": "Today is not over yet, so nothing has ended.",
    "as it stands": "This is how today stands so far.",
}

STREAK = {
    "days": "A streak counts due days kept. One missed day a week is forgiven: the streak goes on "
    "and does not count that day. Rest, away and travel days neither help nor harm.",
    "weeks": "A streak counts weeks that met their number. The week we are in counts as soon as "
    "it is met. A rest day or a day away lowers the number for that week.",
    "months": "A streak counts months that met their number. The month we are in counts as soon "
    "as it is met. A rest day or a day away lowers the number for that month.",
    "times": "A streak counts times in a row, each on time after the one before. Days of rest "
    "or away move the date.",
    "": "This kind of habit has a strength and no streak.",
}

KEPT = {"days": "due days", "weeks": "weeks", "months": "months", "times": "times", "": ""}
PERIODS = {"weeks": "week", "months": "month"}


def rule_sentence(cell: Cell) -> str:
    """Return the rule of a day in words, with the results of weeks or months that it ended."""
    said = [RULES[cell.rule], *(period(result) for result in cell.closed)]
    return " ".join(said)


def period(result: PeriodResult) -> str:
    """Return the result of a week or month: ``2 of 3 planned: met.``"""
    if result.state == "neutral":
        return "You were away or resting for all of it, so it neither helps nor harms."
    words = {"met": "met", "missed": "not met", "open": "still open"}[result.state]
    return f"{written(result.done)} of {written(result.asked)} planned: {words}."


def counted(number: int, unit: str) -> str:
    """Return a number with its unit: ``1 day``, ``12 weeks``."""
    return f"{number} {of_number(number, unit)}"


def of_number(number: int, unit: str) -> str:
    """Return the unit that follows a number: ``day`` after 1, otherwise ``days``."""
    return agree(number, unit[:-1], unit)


def rhythm(plan: Plan) -> str:
    """Return the schedule and goal of a plan in words: ``Twice a week, 20 pages or more``."""
    often = _often(plan.schedule)
    return f"{often}, {amount(plan.goal)}" if plan.goal else often


def amount(goal: Goal) -> str:
    """Return a goal in words: ``20 pages or more``."""
    more = "at most" if goal.at_most else "or more"
    number = f"{written(goal.target)} {isolated(goal.unit)}".strip()
    return f"{more} {number}" if goal.at_most else f"{number} {more}"


def _often(schedule: Schedule) -> str:
    match schedule:
        case Daily():
            return "Every day"
        case Weekdays(days=days):
            if days == frozenset(range(1, 6)):
                return "Monday to Friday"
            names = [WEEKDAYS[number - 1] for number in sorted(days)]
            return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        case TimesAWeek(times=times):
            return f"{_times(times)} a week"
        case TimesAMonth(times=times):
            return f"{_times(times)} a month"
        case EveryNDays(days=days):
            return "Every day" if days == 1 else f"Every {days} days"
        case Frequency(times=times, days=days):
            return f"{_times(times)} in {days} days"


def _times(number: int) -> str:
    return {1: "Once", 2: "Twice"}.get(number, f"{number} times")


# Users type the cue with or without "When" and the act with or without "I"; so do other trackers.
# a cue that begins with one of these words needs no "When"
OPENINGS = {"after", "at", "before", "by", "during", "each", "every", "first", "in", "on", "once",
            "right", "straight", "upon", "while"}  # fmt: skip
_WHEN = re.compile(r"(?:(?:when(?:ever)?|if)\b[\s,:]*)+", re.IGNORECASE)
_I = re.compile(r"I(?:\s+will|\s*[’']ll)?\s+(?=\S)", re.IGNORECASE)
_END = " \t.,;:"


def act(text: str) -> str:
    """Return the act as it follows "I": without its own subject and without a full stop."""
    bare = _I.sub("", text.strip(), count=1) if _I.match(text.strip()) else text.strip()
    bare = bare.rstrip(_END)
    word = bare.partition(" ")[0]
    is_plain = word[:1].isupper() and word[1:].islower()  # "Ask", but not "I" or "QA"
    return bare[:1].lower() + bare[1:] if is_plain else bare


def moment(text: str) -> tuple[str, str]:
    """Return the cue as its first word, capitalised, and the rest: ``("When", "I sit down")``."""
    bare = text.strip().rstrip(_END)
    if opening := _WHEN.match(bare):
        bare = bare[opening.end() :] or bare
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in OPENINGS:
        return first.capitalize(), rest
    return "When", bare


def cue(text: str) -> str:
    """Return the cue as a phrase: ``When I sit down``, ``After lunch``."""
    return " ".join(moment(text))


def plan_sentence(when: str, what: str) -> str:
    """Return the whole plan as a sentence: ``After lunch, I ask one question.``"""
    return f"{cue(when)}, I {act(what)}."
