"""Compute reminders in the calendar: whether a habit is due today, when its reminder comes, and on
which days it is silent (days away, the rest of a week or month whose goal is met)."""

from dataclasses import dataclass
from datetime import date, time

from coach.bounds import LAST_DAY
from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.presenters import phrases
from coach.habits.presenters.row import card
from coach.habits.reminders.icalendar_format import CalendarDay, CalendarReminder
from coach.habits.reminders.recurrence import Ringing, fades, ringing
from coach.habits.rules.log import State
from coach.habits.rules.plan import Periodic, Schedule, plan_on
from coach.habits.rules.time_zones import DAY
from coach.people.presenters.reminders import CalendarNote

SILENT_FOR = 60  # days ahead for which the calendar gets exceptions
ANSWERS = frozenset({State.DONE, State.MISSED, State.REST})


@dataclass(frozen=True)
class FeedHost:
    """The installation's data for calendar events.

    ``address`` is its URL without a slash at the end. ``key`` is its random id, which makes the
    events' UIDs unique (RFC 7986, 5.3) even if the address changes.
    """

    address: str
    key: str


@dataclass(frozen=True)
class DueHabit:
    """A habit as its reminder sees it today. ``strength`` is from 0 to 1.

    ``open``: it is due today and has no record yet. ``counted``: the user records a number.
    ``met_until``: the last day of a week or month whose goal is met, or None.
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
        """Return the recurring calendar event, or None if there is no reminder."""
        habit, begin = self.track, self._begin(today)
        if self.cue_time is None or self.ringing is None or begin is None:
            return None
        first = self.ringing.first(begin)
        if first is None:
            return None
        act = phrases.act(habit.act)
        return CalendarReminder(
            f"habit-{habit.id}@{host.key}",
            act[:1].upper() + act[1:],
            phrases.plan_sentence(habit.cue, habit.act),
            f"{host.address}/habits/{habit.id}",
            self.cue_time,
            self.ringing,
            first,
            self._silent(self.ringing, first, today),
        )

    def _begin(self, today: date) -> date | None:
        """Return the first day that is not away, or None if the habit is paused without an end."""
        aways = self.track.history.aways
        begin = max(today, self.track.history.start)
        for away in sorted(aways, key=lambda away: away.first):
            if away.covers(begin):
                if away.last is None or away.last >= LAST_DAY:
                    return None
                begin = away.last + DAY
        return begin

    def _silent(self, ringing: Ringing, first: date, today: date) -> tuple[date, ...]:
        """Return the next days on which the rule has a reminder but none is needed.

        Calendars read the feed once a day or less, so future days are included: days away, and the
        rest of a week or month whose goal is met.
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
    """Return the habit as its reminder sees it today. ``at`` is the reminder's time, or None."""
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
    """Return the weekly calendar event of a user's look-back, from ``day`` on.

    ``weekday``: the practice day of the reminder (ISO 8601). ``answered``: the last day of a week
    that is answered completely, or None. ``me``: the user's id.
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


def to_say(intention_id: int, day: date, host: FeedHost) -> CalendarDay:
    """Return the calendar's note for a day on which something is planned to be said.

    The words are about other people, and calendars are often shared, so they are left out.
    """
    return CalendarDay(
        f"intention-{intention_id}@{host.key}",
        "Say what you planned",
        "Your words are on Today.",
        f"{host.address}/today",
        day,
    )


def of_people(note: CalendarNote, host: FeedHost) -> CalendarDay:
    """Return a promise's date, or a day to remember, for the calendar."""
    return CalendarDay(
        f"{note.kind}-{note.id}@{host.key}",
        note.title,
        note.text,
        f"{host.address}{note.path}",
        note.day,
        note.rule,
        note.alarm,
    )
