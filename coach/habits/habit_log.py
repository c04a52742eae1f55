"""Define a habit with all its records, and compute its status on a day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from coach.habits.rules.day_codes import CodedDays
from coach.habits.rules.day_states import Cell, Days, days
from coach.habits.rules.fold import HabitNumbers, Running, beginning, restored
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory
from coach.habits.rules.plan import Plan

NO_CUE = "its moment comes"  # cue of an imported habit, because other trackers have no cues


class Facts(NamedTuple):
    """The data from which streak and strength follow. It contains no text written by the user.

    Only this is cached between requests: names, cues and notes are not kept in memory. ``begun``:
    the start of the habit. ``first``: the first day with a record about the act. ``through``,
    ``state``, ``letters`` and ``strengths``: the columns of the snapshot from which the days
    continue. ``through`` is None if there is no snapshot.
    """

    begun: date
    plans: tuple[Plan, ...]
    made: tuple[tuple[date, DayEntry], ...] = ()
    aways: tuple[AwayRange, ...] = ()
    travel: frozenset[date] = frozenset()
    first: date | None = None
    through: date | None = None
    state: str = ""
    letters: str = ""
    strengths: str = "[]"


class LoggedFacts(NamedTuple):
    """Facts decoded for the rules: the history, the snapshot, and the days up to the snapshot."""

    history: HabitHistory
    running: Running
    past: CodedDays


@lru_cache(maxsize=1024)  # the rows are read for each request, but decoded once
def known(facts: Facts) -> LoggedFacts:
    """Decode the facts for the rules."""
    start = min(facts.begun, facts.first or facts.begun)
    history = HabitHistory(start, facts.plans, dict(facts.made), facts.aways, facts.travel)
    if facts.through is None:
        running = beginning(history)
    else:
        running = restored(facts.through, json.loads(facts.state))
    strengths = tuple(json.loads(facts.strengths))
    return LoggedFacts(history, running, CodedDays(running.through, facts.letters, strengths))


@lru_cache(maxsize=1024)
def _walked(facts: Facts, today: date) -> Days:
    told = known(facts)
    return days(told.history, told.running, today)


@dataclass(frozen=True, eq=False)
class HabitLog:
    """A habit with all its records.

    ``moments`` and ``notes``: the time of recording and the note, by day. ``units``: the units of
    the goals, by the start of the plan. ``graduated`` and ``looked``: the days of graduation and of
    the last monthly check since. ``token`` identifies the habit in signed links, as ``id`` does in
    pages. ``message_kind`` is the writing room's kind of message that belongs to it, or empty.
    """

    id: int
    name: str
    principle: int
    cue: str
    facts: Facts
    moments: Mapping[date, datetime] = field(default_factory=dict)
    notes: Mapping[date, str] = field(default_factory=dict)
    units: Mapping[date, str] = field(default_factory=dict)
    act: str = ""
    smallest: str = ""
    message_kind: str = ""
    archived: bool = False
    rehearsed: bool = True
    graduated: date | None = None
    looked: date | None = None
    token: str = ""
    user_id: int = 0

    @cached_property
    def _known(self) -> LoggedFacts:
        return known(self.facts)  # the cache hashes all facts on each call

    @property
    def history(self) -> HabitHistory:
        """The days as the rules read them."""
        return self._known.history

    @property
    def running(self) -> Running:
        """The snapshot from which the history continues."""
        return self._known.running

    @property
    def past(self) -> CodedDays:
        """The days up to the snapshot, encoded."""
        return self._known.past

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, with the units of their goals."""
        return tuple(
            replace(plan, goal=replace(plan.goal, unit=self.units.get(plan.start, "")))
            if plan.goal
            else plan
            for plan in self.facts.plans
        )

    def saying(
        self, day: date, check_in: DayEntry | None, moment: datetime, note: str
    ) -> "HabitLog":
        """Return the habit after one day was recorded, changed or cleared."""
        facts, made = self.facts, dict(self.facts.made)
        moments, notes = dict(self.moments), dict(self.notes)
        made.pop(day, None)
        if check_in is not None:
            made[day], moments[day] = check_in, moment
        notes[day] = note
        # without a snapshot all days are loaded, and the first one can be computed again
        first = facts.first if facts.through else None
        facts = facts._replace(made=tuple(made.items()), first=first)
        return replace(self, facts=facts, moments=moments, notes=notes)


@dataclass(frozen=True)
class HabitStatus:
    """A habit's status on a day, computed in one walk for everything that is shown.

    ``cells``: the days since the snapshot. ``whole``: all days, encoded, including those before it.
    """

    track: HabitLog
    today: date
    cells: tuple[Cell, ...]
    whole: CodedDays
    reading: HabitNumbers


def status_on(track: HabitLog, today: date) -> HabitStatus:
    """Return the habit's status on ``today``."""
    walked = _walked(track.facts, today)
    return HabitStatus(
        track, today, walked.cells, track.past.followed_by(walked.past), walked.reading
    )


def without_unit(plan: Plan) -> Plan:
    """Return the plan without the unit of its goal, because the unit is the user's own text."""
    return replace(plan, goal=replace(plan.goal, unit="")) if plan.goal else plan
