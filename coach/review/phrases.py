"""Say how many cards there are and when they come back."""

from datetime import date

from coach.review.mastery import Mastery
from coach.review.session import CAP, Load, Session
from coach.text import agree, plural


def returns(due: date, today: date) -> str:
    """Return when a card comes back: ``tomorrow``, ``in 5 days``, ``in about 3 weeks``."""
    days = (due - today).days
    if days <= 1:
        return "tomorrow"
    if days < 14:
        return f"in {days} days"
    if days < 60:
        return f"in about {round(days / 7)} weeks"
    return f"in about {round(days / 30.4)} months"


def backlog(session: Session) -> str:
    """Return a sentence if more cards are due than a day takes, otherwise an empty string."""
    if not session.later:
        return ""
    if not session.cards:
        more = "more card waits" if session.later == 1 else "more cards wait"
        return f"{session.later} {more} until tomorrow."
    waiting = len(session.cards) + session.later
    return f"{waiting} cards are waiting. The {CAP} most urgent ones come today."


def offer(load: Load) -> tuple[str, str]:
    """Return today's cards as an item of a list: a title, and how much time they take."""
    count, minutes = load.cards, load.minutes
    more = "more " if load.done else ""
    title = f"Review {count} {more}{agree(count, 'card')}"
    meta = f"About {plural(minutes, 'minute')}"
    later = f", {load.later} more {agree(load.later, 'waits', 'wait')} for tomorrow"
    return title, meta + later if load.later else meta


def mastered(mastery: Mastery) -> str:
    """Return how much of a principle is remembered, in one or two sentences."""
    skills = f"{mastery.known} of {mastery.moves} {'skill' if mastery.moves == 1 else 'skills'}"
    less = "Skills that you have not used for a while count for less"
    return f"You remember {skills}. {less}, so this is {mastery.percent}%."
