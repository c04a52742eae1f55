"""What is said of cards and of when they return."""

from datetime import date

from coach.review.deck import CAP, Load, Session
from coach.review.mastery import Mastery


def returns(due: date, today: date) -> str:
    """When something comes back: ``tomorrow``, ``in 5 days``, ``in about 3 weeks``."""
    days = (due - today).days
    if days <= 1:
        return "tomorrow"
    if days < 14:
        return f"in {days} days"
    if days < 60:
        return f"in about {round(days / 7)} weeks"
    return f"in about {round(days / 30.4)} months"


def backlog(session: Session) -> str:
    """What is said when more waits than a day takes; nothing otherwise."""
    if not session.later:
        return ""
    if not session.cards:
        return f"{session.later} more {'waits' if session.later == 1 else 'wait'} until tomorrow."
    return f"{len(session.cards) + session.later} wait; today’s {_number(CAP)} come first."


def offer(load: Load) -> tuple[str, str]:
    """Today's cards as something that waits: a name, and how much of it there is."""
    count, minutes = load.cards, load.minutes
    more = "more " if load.done else ""
    title = f"Review {count} {more}{'card' if count == 1 else 'cards'}"
    meta = f"About {minutes} {'minute' if minutes == 1 else 'minutes'}"
    return title, f"{meta}, {load.later} more wait" if load.later else meta


def mastered(mastery: Mastery) -> str:
    """Return how well a principle is known, in a sentence."""
    moves = f"{mastery.known} of {mastery.moves} moves"
    return f"{moves} known; weighed by how fresh they are, {mastery.percent}%."


def _number(count: int) -> str:
    return {20: "twenty"}.get(count, str(count))
