"""Graduation: a habit that has become second nature is retired with honour."""

from datetime import date, timedelta

from coach.habits.rules.fold import HabitNumbers

KEPT = 60  # days of unbroken strong strength after which a habit may graduate
MONTH = timedelta(days=30)  # from one look to the next


def ready(said: HabitNumbers, today: date) -> bool:
    """Return whether strength has been strong for about two months without a break."""
    return said.strong_since is not None and (today - said.strong_since).days >= KEPT


def next_look(graduated: date, looked: date | None) -> date:
    """Return the day on which a graduated habit is to be looked at again."""
    return (looked or graduated) + MONTH
