"""The rules in words: why a number is what it is."""

from coach.amounts import written
from coach.direction import isolated
from coach.habits.rules.calendar import Cell
from coach.habits.rules.history import State
from coach.habits.rules.schedule import (
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
    "empty, at most": "Nothing recorded keeps an at-most goal, so it counts.",
    "neutral": "Neither helps nor harms.",
    "free": "Not one of the planned days.",
    "nothing to bridge": "Missed, with no streak to lose.",
    "bridged": "None of the six due days before was missed, so the streak goes on without "
    "counting it.",
    "bridged in vain": "A spare day would have covered it, had the next due day been kept.",
    "ended": "Missed, and another of the six due days before was too: the streak ended.",
    "towards the period": "Counts towards its week or month.",
    "neutral, asks less": "Not a free day: its week or month asks for less.",
    "any day will do": "You choose the days. Only how many there are counts.",
    "too soon to count again": "Kept, but less than half the interval after the last one, so it "
    "does not count again.",
    "neutral, moves the date": "Moves the date of the next time by a day.",
    "no run yet": "Waiting for the first time of a new run.",
    "not due yet": "Not due yet.",
    "date passed": "The date passed without it: the run ended.",
    "strength only": "This kind of habit has a strength and no streak.",
    "today": "Today is not over, so it ends nothing.",
    "as it stands": "Today as it stands.",
}

STREAK = {
    "days": "A streak counts due days kept. One missed day a week is forgiven: it bridges and "
    "is not counted. Rest, away and travel days neither help nor harm.",
    "weeks": "A streak counts weeks that met their number. The week we are in counts as soon as "
    "it is met. Days of rest or away make the week ask for less.",
    "months": "A streak counts months that met their number. The month we are in counts as soon "
    "as it is met. Days of rest or away make the month ask for less.",
    "times": "A streak counts times in a row, each on time after the one before. Days of rest "
    "or away move the date.",
    "": "This kind of habit has a strength and no streak.",
}

KEPT = {"days": "due days", "weeks": "weeks", "months": "months", "times": "times", "": ""}
PERIODS = {"weeks": "week", "months": "month"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sentence(cell: Cell) -> str:
    """Return the rule used for a day, with what its week or month came to."""
    said = [RULES[cell.rule], *(period(result) for result in cell.closed)]
    return " ".join(said)


def period(result: PeriodResult) -> str:
    """Return how a week or month came out: ``2 of 3 asked for: met.``"""
    if result.state == "neutral":
        return "No free day in it: it neither helps nor harms."
    words = {"met": "met", "missed": "not met", "open": "still open"}[result.state]
    return f"{written(result.done)} of {written(result.asked)} asked for: {words}."


def counted(number: int, unit: str) -> str:
    """Return a number with its unit: ``1 day``, ``12 weeks``."""
    return f"{number} {of_number(number, unit)}"


def of_number(number: int, unit: str) -> str:
    """Return a unit as it follows a number: ``day`` after 1, else ``days``."""
    return unit[:-1] if number == 1 else unit


def rhythm(plan: Plan) -> str:
    """Return what a plan asks, in words: ``Three times a week, 20 pages or more``."""
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
