"""Compute figures over all users in SQL, so that no individual answer is ever loaded.

Only the last twelve weeks count, and each user counts once: for reliability with the last complete
sitting without quality flags, for all other figures as one user, however many answers there are.
"""

from dataclasses import dataclass

from sqlalchemy import Executable, case, distinct, func, select
from sqlalchemy.orm import aliased

from coach.assessment.calendar import Week
from coach.assessment.models import Response, Sitting
from coach.assessment.response_quality import FEWEST, Reliability, Sums, reliability
from coach.db import db
from coach.principles import PRINCIPLES

WEEKS = 12


@dataclass(frozen=True)
class Facility:
    """How an item is answered.

    ``mean``: 0 to 100, where high means that the user often does what the principle asks.
    ``missing``: the share of "It did not come up", 0 to 1. ``people``: the number of users.
    """

    item: str
    mean: float | None
    missing: float
    people: int


def people(first: Week, last: Week) -> int:
    """Return the number of users with answers in these weeks."""
    query = select(func.count(distinct(Sitting.user_id))).where(
        Sitting.week.between(str(first), str(last))
    )
    return db.session.scalar(query) or 0


def counts(first: Week, last: Week) -> dict[Week, int]:
    """Return the number of users with answers by week, without weeks below FEWEST (30) users."""
    query = (
        select(Sitting.week, func.count())
        .where(Sitting.week.between(str(first), str(last)))
        .group_by(Sitting.week)
        .having(func.count() >= FEWEST)
    )
    return {Week.parse(week): count for week, count in db.session.execute(query)}


def facilities(first: Week, last: Week) -> list[Facility]:
    """Return the items that at least FEWEST (30) users have answered, sorted by id."""
    turned = case((Response.reverse, 100 - Response.value), else_=Response.value)
    missing = func.sum(case((Response.value.is_(None), 1.0), else_=0.0)) / func.count()
    who = func.count(distinct(Response.user_id))
    query = (
        select(Response.item, func.avg(turned), missing, who)
        .where(Response.week.between(str(first), str(last)))
        .group_by(Response.item)
        .having(who >= FEWEST)
        .order_by(Response.item)
    )
    return [Facility(*row) for row in db.session.execute(query)]


def reliabilities(first: Week, last: Week) -> dict[int, tuple[int, Reliability | None]]:
    """Return for each principle (number of users with a pair, reliability or None if too few)."""
    found = {row[0]: Sums(*row[1:]) for row in db.session.execute(_pairs(first, last))}
    none = Sums(0, 0, 0, 0, 0, 0)
    return {
        p.number: (sums.n, reliability(sums))
        for p in PRINCIPLES
        for sums in [found.get(p.number, none)]
    }


def _pairs(first: Week, last: Week) -> Executable:
    """Build the query for the sums of each principle's pairs, with one sitting per user."""
    latest = (
        select(Sitting.user_id, func.max(Sitting.week).label("week"))
        .where(Sitting.week.between(str(first), str(last)), ~Sitting.doubtful, Sitting.whole)
        .group_by(Sitting.user_id)
        .subquery()
    )
    forward, reverse = aliased(Response), aliased(Response)
    x, y = forward.value, 100 - reverse.value
    return (
        select(
            forward.principle,
            func.count(),
            func.sum(x),
            func.sum(y),
            func.sum(x * x),
            func.sum(y * y),
            func.sum(x * y),
        )
        .join(latest, (latest.c.user_id == forward.user_id) & (latest.c.week == forward.week))
        .join(
            reverse,
            (reverse.user_id == forward.user_id)
            & (reverse.week == forward.week)
            & (reverse.principle == forward.principle),
        )
        .where(~forward.reverse, reverse.reverse)
        .where(forward.value.is_not(None), reverse.value.is_not(None))
        .group_by(forward.principle)
    )
