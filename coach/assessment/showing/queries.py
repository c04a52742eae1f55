"""Where a person wants to go, and what was suggested to them. Nothing here commits."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from coach.assessment.focus import Suggestion
from coach.assessment.models import Advice, Direction
from coach.db import db


def direction(user_id: int) -> Direction | None:
    """What matters most to the person and the focus they chose; None before they said."""
    return db.session.get(Direction, user_id)


def keep_matters(user_id: int, principles: tuple[int, int], now: datetime) -> None:
    """Keep the two principles that matter most now."""
    row = _direction(user_id)
    row.first, row.second = sorted(principles)
    row.matters_at = now


def keep_focus(user_id: int, principle: int | None, now: datetime) -> None:
    """Keep the chosen focus; None goes back to the suggestion."""
    row = _direction(user_id)
    row.focus, row.focus_at = principle, now if principle else None


def keep_suggestions(user_id: int, suggestions: Mapping[datetime, Suggestion]) -> None:
    """Keep what is suggested from these instants on, in place of all that was before."""
    db.session.execute(delete(Advice).where(Advice.user_id == user_id))
    for since, each in suggestions.items():
        db.session.add(
            Advice(
                user_id=user_id,
                since=since,
                principle=each.principle,
                reason=each.reason.value,
                practised=each.practised,
            )
        )


def _direction(user_id: int) -> Direction:
    found = direction(user_id)
    if found is None:
        found = Direction(user_id=user_id)
        db.session.add(found)
    return found
