"""Define a habit with all its records, and compute its status on a day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from coach.habits.rules.day_states import Cell, CodedDays, Days, days
from coach.habits.rules.fold import HabitNumbers, Running, beginning, restored
from coach.habits.rules.log import DayEntry, HabitHistory
from coach.habits.rules.plan import Plan

NO_CUE = "its moment comes"  # cue of an imported habit, because other trackers have no cues


class Snapshot(NamedTuple):
    """A stored state from which a habit's days continue: columns of ``RunningState``, as JSON."""

    through: date
    state: str
    letters: str = ""
    strengths: str = "[]"


@dataclass(frozen=True, eq=False)
class HabitLog:
    """A habit with all its records.

    ``history`` has the days after the ``snapshot``, or all days without one. ``moments`` and
    ``notes``: the time of recording and the note, by day. ``begun``: the habit's own start, if it
    may be later than its first record. ``graduated`` and ``looked``: the days of graduation and of
    the last monthly check since. ``token`` identifies the habit in signed links, as ``id`` does in
    pages. ``message_kind`` is the writing room's kind of message that belongs to it, or empty.
    """

    id: int
    name: str
    principle: int
    cue: str
    history: HabitHistory
    snapshot: Snapshot | None = None
    moments: Mapping[date, datetime] = field(default_factory=dict)
    notes: Mapping[date, str] = field(default_factory=dict)
    act: str = ""
    smallest: str = ""
    message_kind: str = ""
    begun: date | None = None
    archived: bool = False
    rehearsed: bool = True
    graduated: date | None = None
    looked: date | None = None
    token: str = ""
    user_id: int = 0

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, sorted by start."""
        return self.history.plans

    @cached_property
    def running(self) -> Running:
        """The state from which the history continues."""
        return begun_at(self.history, self.snapshot)

    @cached_property
    def past(self) -> CodedDays:
        """The days up to the snapshot, encoded."""
        if self.snapshot is None:
            return CodedDays(self.running.through)
        _, _, letters, strengths = self.snapshot
        return CodedDays(self.snapshot.through, letters, tuple(json.loads(strengths)))

    def saying(
        self, day: date, check_in: DayEntry | None, moment: datetime, note: str
    ) -> "HabitLog":
        """Return the habit after one day was recorded, changed or cleared."""
        check_ins, moments = dict(self.history.check_ins), dict(self.moments)
        check_ins.pop(day, None)
        if check_in is not None:
            check_ins[day], moments[day] = check_in, moment
        # without a snapshot all days are loaded, and the first one can be computed again
        start = (self.begun if self.snapshot is None else None) or self.history.start
        history = replace(self.history, start=start, check_ins=check_ins)
        return replace(self, history=history, moments=moments, notes={**self.notes, day: note})


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


def begun_at(history: HabitHistory, snapshot: Snapshot | None) -> Running:
    """Return the state from which a history continues: a snapshot's, or that before any day."""
    if snapshot is None:
        return beginning(history)
    return restored(snapshot.through, json.loads(snapshot.state))


def status_on(track: HabitLog, today: date) -> HabitStatus:
    """Return the habit's status on ``today``."""
    return status_of(track, today, days(track.history, track.running, today))


def status_of(track: HabitLog, today: date, walked: Days) -> HabitStatus:
    """Return the habit's status on ``today``, given the days since its snapshot."""
    return HabitStatus(
        track, today, walked.cells, track.past.followed_by(walked.past), walked.reading
    )
