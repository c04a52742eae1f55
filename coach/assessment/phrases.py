"""Phrase results in words: the finding first, without praise or blame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from coach.assessment.calendar import CYCLE_WEEKS, Week, weeks_of
from coach.assessment.recommendation import Reason, Suggestion
from coach.assessment.reliable_change import Change, ClosedCycles, least
from coach.assessment.response_quality import HASTE, Doubt, Exclusion
from coach.assessment.result import Comparison, LookBackResult
from coach.principles import PRINCIPLES
from coach.text import day_of_month, long_day, month

CHOICES = (  # the stored value is the percentage of occasions
    (0, "Never"),
    (25, "Rarely"),
    (50, "About half the time"),
    (75, "Mostly"),
    (100, "Nearly always"),
    (None, "It did not come up"),
)
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
LONG = 3  # steady cycles, in the explanation of the rule


@dataclass(frozen=True)
class ResultSentence:
    """The result in one sentence, and one or two more sentences about it."""

    heading: str
    lede: str


def span(week: Week) -> str:
    """Return the days of a week: ``23 to 29 November``, ``30 November to 6 December``."""
    first, last = week.monday, week.sunday
    if first.month == last.month:
        return f"{first.day} to {day_of_month(last)}"
    return f"{day_of_month(first)} to {day_of_month(last)}"


def stretch(weeks: Sequence[Week]) -> str:
    """Return the days of a cycle: ``23 Nov to 20 Dec 2026``."""
    first, last = weeks[0].monday, weeks[-1].sunday
    return f"{first.day} {month(first)[:3]} to {last.day} {month(last)[:3]} {last.year}"


def reflection_keys(week: Week) -> dict[str, str]:
    """Return the journal's keys of a week's two free texts, ``well`` and ``next``."""
    return {name: f"look-back/{week}/{name}" for name in ("well", "next")}


def name(principle: int) -> str:
    """Return the name of a principle, as all pages show it."""
    return PRINCIPLES[principle - 1].title


def judged(result: LookBackResult) -> ResultSentence:
    """Return the verdict of a closed cycle."""
    unjudged = sum(p not in result.changes for p in result.otherwise)
    rest = _rest(result.changes, unjudged)
    said = (_began_before(result.changes), rest, _otherwise(result))
    return ResultSentence(_verdict(result.changes, "this cycle"), " ".join(filter(None, said)))


def compared(comparison: Comparison) -> ResultSentence:
    """Return the verdict of the comparison of two cycles."""
    where = f"between cycles {comparison.first} and {comparison.second}"
    changes = comparison.changes
    return ResultSentence(_verdict(changes, where), _rest(changes, 0))


def _verdict(changes: dict[int, Change], where: str) -> str:
    real = {p: change for p, change in changes.items() if change.real}
    if not changes:
        return f"Too few answers to compare {where.removeprefix('between ')}."
    if not real:
        return "Steady: no principle moved further than your answers usually vary."
    moves = listed(f"{name(p)} {'up' if c.sign == '+' else 'down'}" for p, c in real.items())
    noun = "change" if len(real) == 1 else "changes"
    return f"{NUMBERS[len(real)]} real {noun} {where}: {moves}."


def _began_before(changes: dict[int, Change]) -> str:
    """Return a sentence about real changes that began one cycle earlier, or an empty string."""
    names = [name(p) for p, change in changes.items() if change.real and change.cycles > 1]
    if not names:
        return ""
    verb = "shows" if len(names) == 1 else "show"
    return f"{listed(names)} {verb} it over the last two cycles together."


def _rest(changes: dict[int, Change], unjudged: int) -> str:
    steady = sum(not change.real for change in changes.values())
    missing = len(PRINCIPLES) - len(changes) - unjudged
    said = []
    if steady == len(PRINCIPLES):
        said.append("As far as the questions can tell, none of the eight scores has changed.")
    elif steady:
        noun, call = ("one", "it") if steady == 1 else (NUMBERS[steady].lower(), "them")
        said.append(
            f"{noun.capitalize()} moved no further than your answers usually vary, "
            f"so we call {call} steady."
        )
    if missing:
        verb = "has" if missing == 1 else "have"
        said.append(f"{NUMBERS[missing]} {verb} too few answers to compare.")
    return " ".join(said)


READ = {"+": "a real rise", "-": "a real fall", "=": "steady", ".": "too few answers"}


def _otherwise(result: LookBackResult) -> str:
    """Return a note if today's rule judges the cycle differently, or an empty string."""
    if not result.otherwise:
        return ""
    read = listed(f"{name(p)} ({READ[sign]})" for p, sign in result.otherwise.items())
    return (
        "This is what we said when the cycle closed. "
        f"Our rule has changed since then. Today it would say otherwise about {read}."
    )


def when(result: LookBackResult, verdict_on: date) -> str:
    """Return when the next verdict comes, for a cycle that has none yet."""
    place = result.place
    if result.closed:
        return "Your first four weeks are complete. Four more, and we can say what really changed."
    here = f"Week {place.week} of {CYCLE_WEEKS}."
    if place.cycle == 1:
        return f"{here} These first four are what later weeks are compared with."
    if place.week == 1:
        began = weeks_of(result.baseline, place.cycle)[0].monday
        here = f"A new cycle of four weeks began on {day_of_month(began)}."
    return f"{here} On {long_day(verdict_on)} we can say what really changed."


def mean_of(result: LookBackResult) -> str:
    """Return which look-backs are averaged: ``Mean of your two look-backs since 14 December``."""
    if not result.counted:
        return "No look-back yet"
    count, first = len(result.counted), day_of_month(result.counted[-1].monday)
    if count == 1:
        return f"Your look-back for the week from {first}"
    return f"Mean of your {NUMBERS[count].lower()} look-backs since {first}"


def earlier(result: LookBackResult) -> str:
    """Return the verdict of the cycle before an open one, or an empty string."""
    verdict = dict(enumerate(result.past.verdict, 1))
    if result.closed or not set(verdict.values()) - {"."}:
        return ""
    real = {p: sign for p, sign in verdict.items() if sign in "+-"}
    if not real:
        return "The last cycle ended without a real change."
    moves = listed(f"{name(p)} {'up' if sign == '+' else 'down'}" for p, sign in real.items())
    noun = "a real change" if len(real) == 1 else "real changes"
    return f"The last cycle ended with {noun}: {moves}."


def doubted(doubts: Sequence[Doubt]) -> str:
    """Return one sentence for each quality flag of a week, or an empty string."""
    apart = [name(doubt.principle) for doubt in doubts if doubt.principle]
    marks = {doubt.mark for doubt in doubts}
    said = []
    if apart:
        said.append(f"Your two answers do not fit together for {listed(apart)}.")
    if Exclusion.EQUAL in marks:
        said.append(
            "All your answers are the same, although half of the questions are about slips."
        )
    if Exclusion.HASTE in marks:
        said.append(f"You answered quickly: in less than {HASTE} seconds a question.")
    return " ".join([*said, "Your answers count as you gave them."]) if said else ""


def moved(change: Change) -> str:
    """Return ``up 24`` or ``down 24``, in whole points, or ``by 0`` below half a point."""
    points = round(change.points)
    return f"{'up' if points > 0 else 'down'} {abs(points)}" if points else "by 0"


def row(result: LookBackResult, principle: int) -> str:
    """Return the short text beside a principle's score."""
    score = result.scores.get(principle)
    if score is None:
        return "It did not come up" if principle in result.asked else "Not asked yet"
    if result.judged:
        change = result.changes.get(principle)
        return "Not judged" if change is None and principle in result.otherwise else verdict(change)
    return f"{score.k} {'answer' if score.k == 1 else 'answers'}"


def verdict(change: Change | None) -> str:
    """Return one principle's verdict in a few words."""
    if change is None:
        return "Too few answers"
    return f"{moved(change).capitalize()}, real" if change.real else "Steady"


def reason(suggestion: Suggestion, of_today: bool = True) -> str:
    """Return why this principle is suggested.

    ``of_today``: the same principle would be suggested now. If not, the counts of the older
    suggestion may have changed.
    """
    first = _first_reason(suggestion)
    if not of_today:
        which = "one of those" if Reason.EQUAL in suggestion.reason else "the one"
        return f"{first} When you last looked back, it was {which} you had practised least."
    if Reason.UNTRIED in suggestion.reason:
        return f"{first} In the last four weeks you recorded no check-in, lesson or tool for it."
    count = "once" if suggestion.practised == 1 else f"{suggestion.practised} times"
    if Reason.EQUAL in suggestion.reason:
        return f"{first} {_equally(suggestion.reason, count)}"
    of = "Of the two, it is the one" if Reason.MATTERS in suggestion.reason else "It is the one"
    return f"{first} {of} you practised least: {count} in the last four weeks."


def _equally(reason: Reason, count: str) -> str:
    if Reason.MATTERS in reason:
        return f"You practised both equally often in the last four weeks: {count} each."
    return f"It is one of those you practised least: {count} in the last four weeks."


def _first_reason(suggestion: Suggestion) -> str:
    which, why = name(suggestion.principle), suggestion.reason
    if Reason.MATTERS | Reason.LOW in why:
        return (
            f"You said that {which} matters to you now, "
            "and its score lies clearly below your own average."
        )
    if Reason.MATTERS in why:
        return f"You said that {which} matters to you now."
    if Reason.LOW in why:
        return f"Your score for {which} lies clearly below your own average."
    return f"No score lies clearly below your own average, so we suggest {which}."


@dataclass(frozen=True)
class Measure:
    """The user's own numbers behind a verdict, in whole points."""

    sd: int  # standard deviation of one answer
    week: int  # half a band: one principle in one week, two answers
    cycle: int  # half a band: one principle in one cycle, eight answers
    move: int  # of a level between two steady cycles, without answering error
    alone: int  # the least real change if one principle is judged
    most: int  # the least real change if eight are judged and one has moved
    long: int  # the same, compared with three earlier cycles
    df: int  # degrees of freedom from closed cycles
    moved: bool  # whether steady cycles contribute to ``move``


def measure(past: ClosedCycles) -> Measure:
    """Return the numbers for "How we tell change from noise"."""
    return Measure(
        sd=round(past.noise.se(1)),
        week=round(1.96 * past.noise.se(2)),
        cycle=round(1.96 * past.noise.se(8)),
        move=round(sqrt(past.movement.variance)),
        alone=round(least(past, 1, 1)),
        most=round(least(past, 1, len(PRINCIPLES))),
        long=round(least(past, LONG, len(PRINCIPLES))),
        df=past.noise.df,
        moved=past.movement.weight > 0,
    )


def listed(words: Iterable[str]) -> str:
    """Return words as a list: ``one``, ``one and two``, ``one, two and three``."""
    *rest, last = words
    return f"{', '.join(rest)} and {last}" if rest else last
