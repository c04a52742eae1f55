"""Count replies by month. Nothing here commits or reads a clock."""

from typing import NamedTuple

from sqlalchemy import case, extract, func, select

from coach.db import db
from coach.listening.models import Reply

MONTHS = 24


class MonthCounts(NamedTuple):
    """Counts of one month.

    ``asked_of`` are replies that practise a question; ``points`` are the key points of the
    messages; ``spoken`` are replies said aloud.
    """

    year: int
    month: int
    replies: int
    advised: int
    asked_of: int
    asked_open: int
    points: int
    points_found: int
    spoken: int = 0


def months(user_id: int) -> list[MonthCounts]:
    """Return the counts of the last MONTHS months with replies, oldest first."""
    year, month = extract("year", Reply.practice_day), extract("month", Reply.practice_day)
    asks = Reply.kind.in_(("ask", "reply", "conversation"))
    query = (
        select(
            year,
            month,
            func.count(),
            func.sum(case((Reply.advised, 1), else_=0)),
            func.sum(case((asks, 1), else_=0)),
            func.sum(case((asks & Reply.asked_open, 1), else_=0)),
            func.sum(case((Reply.kind != "ask", Reply.points), else_=0)),
            func.sum(case((Reply.kind != "ask", Reply.points_found), else_=0)),
            func.sum(case((Reply.spoken_seconds.is_not(None), 1), else_=0)),
        )
        .where(Reply.user_id == user_id, Reply.kind != "spot")
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
        .limit(MONTHS)
    )
    return [MonthCounts(*map(int, row)) for row in db.session.execute(query)][::-1]
