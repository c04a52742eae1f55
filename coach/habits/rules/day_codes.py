"""Days that are over, kept in a letter and a strength each: what pictures and tables draw.

The letters stand in the stored running states, so that a year is a dozen rows to read and no
walk. A capital letter says that something was recorded on the day.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coach.habits.rules.fold import Running
from coach.habits.rules.log import State
from coach.habits.rules.streak import DayMark
from coach.habits.rules.strength import percent_of, thousandths

RECENT = 40  # days every stored state tells one by one
LETTERS = {
    State.DONE: "d",
    State.PARTIAL: "p",
    State.REST: "r",
    State.AWAY: "a",
    State.TRAVEL: "t",
    State.MISSED: "m",
    State.SPARE: "s",
    State.FREE: "f",
    State.OPEN: "o",
}
LATE = "L"  # done, recorded more than a day after
ENDED = {State.MISSED: "e", State.PARTIAL: "q"}  # as above, and the streak ended with it
BESIDES = "h"  # partly done on a day that asked for nothing

SHOWN = {told: state for state, told in LETTERS.items()} | {
    LATE: State.DONE,
    "e": State.MISSED,
    "q": State.PARTIAL,
    BESIDES: State.PARTIAL,
}

# a slip that the next due day did not take up bridged nothing: it was missed
IN_VAIN = re.compile("s(?=[ratfh]*[eq])", re.IGNORECASE)


def letter(state: State, rule: str, late: bool, said: bool) -> str:
    """Return the letter of a day from what it was and the rule that decided."""
    if late and state == State.DONE:
        return LATE
    if rule == "ended":
        found = ENDED[state]
    elif rule == "free" and state == State.PARTIAL:
        found = BESIDES
    else:
        found = LETTERS[state]
    return found.upper() if said else found


@dataclass(frozen=True)
class CodedDays:
    """Days in a row up to ``last``: a letter each, and the strength after it in thousandths."""

    last: date
    letters: str = ""
    strengths: tuple[int, ...] = ()

    @property
    def first(self) -> date:
        """The first of the days; the day after ``last`` when there are none."""
        return self.last - timedelta(days=len(self.letters) - 1)

    def followed_by(self, later: "CodedDays") -> "CodedDays":
        """Return both in one; where they overlap the later one stands."""
        fresh = (later.last - self.last).days
        if fresh <= 0 or not later.letters:
            return self
        fresh = min(fresh, len(later.letters))
        return CodedDays(
            later.last,
            self.letters + later.letters[-fresh:],
            self.strengths + later.strengths[-fresh:],
        )

    def between(self, first: date, last: date) -> "CodedDays":
        """Return the days from first to last, as far as they are known."""
        begin = max(0, (first - self.first).days)
        end = len(self.letters) - max(0, (self.last - last).days)
        end = max(begin, end)
        return CodedDays(min(self.last, last), self.letters[begin:end], self.strengths[begin:end])

    def recorded(self) -> date | None:
        """Return the last day something was recorded on, or None."""
        for back, each in enumerate(reversed(self.letters)):
            if each.isupper():
                return self.last - timedelta(days=back)
        return None

    def strength_on(self, day: date) -> int:
        """Return the strength after a day in thousandths; that of the last known day after it."""
        if not self.strengths or day < self.first:
            return 0
        return self.strengths[min((day - self.first).days, len(self.strengths) - 1)]


def joined(parts: Iterable[CodedDays]) -> CodedDays | None:
    """Return parts in the order of their days as one, or None when there are none."""
    whole: CodedDays | None = None
    for part in parts:
        whole = whole.followed_by(part) if whole else part
    return whole


def settled(letters: str) -> str:
    """Return lower-case letters as they are shown: a slip that bridged nothing is missed."""
    return IN_VAIN.sub("m", letters).replace(LATE, "\0").lower().replace("\0", LATE)


def told_of(mark: DayMark, running: Running) -> CodedDays:
    """Return one day that is over in its letter and its strength."""
    told = letter(mark.state, mark.rule, mark.late, mark.said)
    return CodedDays(mark.day, told, (thousandths(running.strength.value or 0.0),))


@dataclass(frozen=True)
class MonthSummary:
    """How many days of a month were what, and the strength after its last day in thousandths."""

    first: date
    done: int
    partly: int
    spare: int
    missed: int
    strength: int

    @property
    def percent(self) -> int:
        """The strength as it is shown, 0 to 100."""
        return percent_of(self.strength)


def months(past: CodedDays) -> tuple[MonthSummary, ...]:
    """Return the months the days lie in, in order."""
    letters, found = settled(past.letters), []
    first, begin = past.first, 0
    while begin < len(letters):
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        end = min(len(letters), begin + (following - first).days)
        found.append(_month(first.replace(day=1), letters[begin:end], past.strengths[end - 1]))
        first, begin = following, end
    return tuple(found)


def _month(first: date, letters: str, strength: int) -> MonthSummary:
    def number(wanted: str) -> int:
        return sum(letters.count(each) for each in wanted)

    return MonthSummary(first, number("dL"), number("pqh"), number("s"), number("me"), strength)
