"""Limit the number of days in an account, so that a request can recompute them all."""

from datetime import date

from coach import bounds
from coach.habits import queries
from coach.habits.habit_log import HabitLog


class TooManyDays(Exception):
    """Raised when a check-in would give the account more days than one request can compute."""


def admit(track: HabitLog, day: date, today: date) -> None:
    """Raise TooManyDays if the habit would begin earlier and the account has no room for the days.

    Days from the habit's first day on are always accepted.
    """
    earlier = (track.history.first_day - day).days
    if earlier <= 0:
        return
    lived = sum((today - first).days + 1 for first in queries.first_days(track.user_id).values())
    if lived + earlier > bounds.LIVED:
        raise TooManyDays
