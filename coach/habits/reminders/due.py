"""A habit as its reminder sees it today: whether it is open, and how it rings from now on."""

from dataclasses import dataclass
from datetime import date, time

from coach.bounds import LAST_DAY
from coach.habits import plan_phrases
from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.presenters.row import card
from coach.habits.reminders.icalendar_feed import CalendarReminder
from coach.habits.reminders.recurrence import Ringing, fades, ringing
from coach.habits.rules.log import State
from coach.habits.rules.plan import Periodic, Schedule, plan_on
from coach.habits.rules.time_zones import DAY

SILENT_FOR = 60  # days ahead for which silent days are told to the calendar
ANSWERS = frozenset({State.DONE, State.MISSED, State.REST})


@dataclass(frozen=True)
class FeedHost:
    """What the calendar's events need of the installation.

    ``address`` is where it is reached, without a slash at the end. ``key`` is its random id: it
    makes the events' identities unique (RFC 7986, 5.3), whatever the address.
    """

    address: str
    key: str


@dataclass(frozen=True)
class DueHabit:
    """A habit as its reminder sees it today. ``strength`` runs from 0 to 1.

    ``open``: it is asked for today and nothing was said yet. ``counted``: a number is recorded.
    ``met_until`` is the last day of the week or month that has its number already, or None.
    """

    track: HabitLog
    cue_time: time | None
    ringing: Ringing | None
    strength: float
    open: bool
    counted: bool
    met_until: date | None = None

    @property
    def fades(self) -> str:
        """How often its reminder comes now, in words."""
        return fades(self.strength)

    def bell(self, today: date, host: FeedHost) -> CalendarReminder | None:
        """Return its recurring event, or None where nothing rings."""
        habit, begin = self.track, self._begin(today)
        if self.cue_time is None or self.ringing is None or begin is None:
            return None
        first = self.ringing.first(begin)
        if first is None:
            return None
        act = plan_phrases.act(habit.act)
        return CalendarReminder(
            f"habit-{habit.id}@{host.key}",
            act[:1].upper() + act[1:],
            plan_phrases.sentence(habit.cue, habit.act),
            f"{host.address}/habits/{habit.id}",
            self.cue_time,
            self.ringing,
            first,
            self._silent(self.ringing, first, today),
        )

    def _begin(self, today: date) -> date | None:
        """Return the first day that is not away, or None while the habit is paused."""
        aways = self.track.history.aways
        begin = max(today, self.track.history.start)
        for away in sorted(aways, key=lambda away: away.first):
            if away.covers(begin):
                if away.last is None or away.last >= LAST_DAY:
                    return None
                begin = away.last + DAY
        return begin

    def _silent(self, ringing: Ringing, first: date, today: date) -> tuple[date, ...]:
        """Return the next days on which it would ring and does not.

        Calendars read the feed once a day or less, so days ahead are told as well: those away,
        and the rest of a week or month that has its number.
        """
        ahead = (today + DAY * n for n in range(SILENT_FOR))
        return tuple(
            day
            for day in ahead
            if day >= first and ringing.rings(day) and self._is_silent(day, today)
        )

    def _is_silent(self, day: date, today: date) -> bool:
        if day == today and not self.open:
            return True
        if self.met_until is not None and day <= self.met_until:
            return True
        return any(away.covers(day) for away in self.track.history.aways)


def due(track: HabitLog, at: time | None, today: date) -> DueHabit:
    """Return the habit as its reminder, set to ring at ``at``, sees it today."""
    seen = status_on(track, today)
    strength, plan = seen.reading.strength, plan_on(track.history.plans, today)
    rings = ringing(plan.schedule, strength, seen.reading.standing.due_by, today)
    said = track.history.check_ins.get(today)
    waiting = card(seen).asked and (said is None or said.state not in ANSWERS)
    return DueHabit(
        track, at, rings, strength, waiting, plan.goal is not None, _met_until(seen, plan.schedule)
    )


def _met_until(seen: HabitStatus, schedule: Schedule) -> date | None:
    running = seen.reading.standing.running
    if running is None or running.state != "met" or not isinstance(schedule, Periodic):
        return None
    return schedule.period(seen.today)[1]


def look_back(
    at: time, weekday: int, day: date, answered: date | None, host: FeedHost, me: int
) -> CalendarReminder:
    """Return the weekly event of a person's look-back, from ``day`` on.

    ``weekday`` is the practice day it rings on (ISO 8601); ``answered`` the last day of the week
    that is answered in full already, ``me`` the person's id.
    """
    rings = Ringing("weekly", 1, (weekday,))
    first = rings.first(day) or day
    return CalendarReminder(
        f"look-back-{me}@{host.key}",
        "Look back on your week",
        "Sixteen short questions. It stays open until Monday noon.",
        f"{host.address}/look-back",
        at,
        rings,
        first,
        (first,) if answered is not None and first <= answered else (),
    )
