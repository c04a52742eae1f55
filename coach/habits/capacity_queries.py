"""How much an account holds: as much as can be worked out anew while somebody waits."""

from datetime import date

from coach import bounds
from coach.habits import queries
from coach.habits.habit_log import HabitLog


class TooManyDays(Exception):
    """With this day the habits of the account would have more days than can be worked out."""


def admit(track: HabitLog, day: date, today: date) -> None:
    """Raise TooManyDays for a day before the habit's first, where the account has no room for it.

    Days that are there already, and those that come by waiting, are never refused.
    """
    earlier = (track.history.first_day - day).days
    if earlier <= 0:
        return
    lived = sum((today - first).days + 1 for first in queries.first_days(track.user_id).values())
    if lived + earlier > bounds.LIVED:
        raise TooManyDays
