"""A habit with everything that happened to it, and how it is seen on a day."""

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

NO_CUE = "its moment comes"  # of an imported habit: other trackers know no cues


class Facts(NamedTuple):
    """What streak and strength follow from. Nothing in it was written by a person.

    Only this is kept between requests: no name, cue or note stays in memory after its answer.
    ``begun`` is the day the habit was planned from, ``first`` the first day about which
    something was said. ``through``, ``state``, ``letters`` and ``strengths`` are the stored
    state the days go on from, as it stands in its row; ``through`` is None where there is none.
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
    """Facts as the rules read them: the days, the state they go on from, the days before it."""

    history: HabitHistory
    running: Running
    past: CodedDays


@lru_cache(maxsize=1024)  # the rows are read each time; what follows from them is worked out once
def known(facts: Facts) -> LoggedFacts:
    """Return the facts as the rules read them."""
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
    """A habit with everything that happened to it.

    ``moments`` and ``notes`` tell when each day was recorded, and what was written with it.
    ``units`` are those of the plans' goals, by the day the plan starts. ``graduated`` and
    ``looked`` are the days it was retired with honour, and last looked at since. ``token`` names
    the habit in links, as ``id`` does in pages.
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
    archived: bool = False
    rehearsed: bool = True
    graduated: date | None = None
    looked: date | None = None
    token: str = ""
    user_id: int = 0

    @cached_property
    def _known(self) -> LoggedFacts:
        return known(self.facts)  # to look facts up, all of them are read

    @property
    def history(self) -> HabitHistory:
        """Its days as the rules read them."""
        return self._known.history

    @property
    def running(self) -> Running:
        """The stored state that the history goes on from."""
        return self._known.running

    @property
    def past(self) -> CodedDays:
        """The days up to the stored state, told one by one."""
        return self._known.past

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Its plans, with the units of their goals."""
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
        # without a stored state all days are there, and the first of them is found anew
        first = facts.first if facts.through else None
        facts = facts._replace(made=tuple(made.items()), first=first)
        return replace(self, facts=facts, moments=moments, notes=notes)


@dataclass(frozen=True)
class HabitStatus:
    """A habit as it is seen on a day: one walk, from which all that is shown is read.

    ``cells`` are the days since the stored state, ``whole`` those and the ones before it.
    """

    track: HabitLog
    today: date
    cells: tuple[Cell, ...]
    whole: CodedDays
    reading: HabitNumbers


def status_on(track: HabitLog, today: date) -> HabitStatus:
    """Return the habit as it is seen on ``today``."""
    walked = _walked(track.facts, today)
    return HabitStatus(
        track, today, walked.cells, track.past.followed_by(walked.past), walked.reading
    )


def without_unit(plan: Plan) -> Plan:
    """Return a plan whose goal says nothing about its unit, which is a person's own word."""
    return replace(plan, goal=replace(plan.goal, unit="")) if plan.goal else plan
