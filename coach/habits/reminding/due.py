"""A habit as its reminder sees it today: whether it is open, and how it rings from now on."""

from dataclasses import dataclass
from datetime import date, time

from coach.habits import plan_words
from coach.habits.reminding.feed import Bell
from coach.habits.reminding.ringing import Ringing, fades, ringing
from coach.habits.rules.history import State
from coach.habits.rules.schedule import plan_on
from coach.habits.rules.zones import DAY
from coach.habits.showing.card import card
from coach.habits.track import Track, see

SILENT_FOR = 60  # days ahead for which days away are told to the calendar


@dataclass(frozen=True)
class Due:
    """A habit as its reminder sees it today. ``strength`` runs from 0 to 1.

    ``open``: it is asked for today and nothing was said yet. ``counted``: a number is recorded.
    """

    track: Track
    cue_time: time | None
    ringing: Ringing | None
    strength: float
    open: bool
    counted: bool

    @property
    def fades(self) -> str:
        """How far its reminder has thinned out, in words."""
        return fades(self.strength)

    def bell(self, today: date, address: str) -> Bell | None:
        """Return its recurring event, or None where nothing rings."""
        habit, begin = self.track, self._begin(today)
        if self.cue_time is None or self.ringing is None or begin is None:
            return None
        first = self.ringing.first(begin)
        if first is None:
            return None
        act = plan_words.act(habit.act)
        return Bell(
            f"habit-{habit.id}@{address.partition('://')[2]}",
            act[:1].upper() + act[1:],
            plan_words.sentence(habit.cue, habit.act),
            f"{address}/habits/{habit.id}",
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
                if away.last is None:
                    return None
                begin = away.last + DAY
        return begin

    def _silent(self, ringing: Ringing, first: date, today: date) -> tuple[date, ...]:
        """Return the next days on which it would ring and does not."""
        aways = self.track.history.aways
        rung = (today + DAY * ahead for ahead in range(SILENT_FOR))
        return tuple(
            day
            for day in rung
            if day >= first
            and ringing.rings(day)
            and ((day == today and not self.open) or any(away.covers(day) for away in aways))
        )


def due(track: Track, at: time | None, today: date) -> Due:
    """Return the habit as its reminder, set to ring at ``at``, sees it today."""
    seen = see(track, today)
    strength, plan = seen.reading.strength, plan_on(track.history.plans, today)
    rings = ringing(plan.schedule, strength, seen.reading.standing.due_by, today)
    shown = card(seen)
    waiting = shown.asked and shown.today not in (State.DONE, State.MISSED, State.REST)
    return Due(track, at, rings, strength, waiting, plan.goal is not None)
