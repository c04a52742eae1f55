"""Decide when a habit has become automatic and may graduate, and when to look at it again."""

from datetime import date, timedelta

from coach.habits.rules.fold import HabitNumbers

KEPT = 60  # days of unbroken strong strength before a habit may graduate
MONTH = timedelta(days=30)  # from one check of a graduated habit to the next


def ready(said: HabitNumbers, today: date) -> bool:
    """Return whether strength has been strong for at least KEPT days without a break."""
    return said.strong_since is not None and (today - said.strong_since).days >= KEPT


def next_look(graduated: date, looked: date | None) -> date:
    """Return the day of the next monthly check of a graduated habit."""
    return (looked or graduated) + MONTH
