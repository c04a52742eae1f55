"""Read replies for the booklet, a bounded number. Nothing here commits."""

from collections.abc import Sequence

from sqlalchemy import select

from coach.db import db
from coach.listening.models import Reply

ANSWERED = ("say-back", "ask", "reply", "conversation")  # kinds in which the learner writes


def replies(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` of the user's replies that went well, the newest first."""
    query = select(Reply.text).where(
        Reply.user_id == user_id, Reply.went_well, Reply.kind.in_(ANSWERED)
    )
    return db.session.scalars(query.order_by(Reply.answered_at.desc()).limit(most)).all()
