"""Where a person wants to go, what they practised, and what was suggested to them.

Nothing here commits.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Integer, String, cast, delete, literal, null, union_all

from coach.assessment.models import Advice, Direction
from coach.assessment.recommendation import Suggestion
from coach.db import db, plain_rows
from coach.habits import queries as habits
from coach.journal import queries as journal
from coach.listening import queries as listening

LISTENED = 0  # stands for the listening room where a principle's number stands
TOOL = -1  # stands there for a tool that was filled in or changed
NUMBER, NAME = cast(null(), Integer), cast(null(), String)
PRACTICE = union_all(  # one statement: a result asks a small, fixed number of questions
    habits.KEPT.add_columns(NAME),
    listening.DAYS_LISTENED.with_only_columns(
        literal(LISTENED), *listening.DAYS_LISTENED.selected_columns, NAME
    ),
    habits.OFFERS_KEPT.with_only_columns(NUMBER, NUMBER, *habits.OFFERS_KEPT.selected_columns),
    journal.CHANGED.with_only_columns(literal(TOOL), NUMBER, *journal.CHANGED.selected_columns),
)


class Practice(NamedTuple):
    """What was done lately: check-ins by principle (1 to 8), on how many days replies were
    given in the listening room, the ids of the tools that were filled in or changed; and the ids
    of the lessons' habits that are kept now."""

    check_ins: dict[int, int]
    listened: int
    kept: frozenset[str]
    tools: frozenset[str]


def practice(user_id: int, since: date, until: date, after: datetime) -> Practice:
    """Return what the person practised on these days, both included; tools count after an
    instant."""
    asked = {"user": user_id, "since": since, "until": until, "after": after}
    rows = plain_rows(PRACTICE, asked)
    counts = {number: count for number, count, name in rows if name is None}
    kept = frozenset(name for number, _, name in rows if name is not None and number is None)
    tools = frozenset(name for number, _, name in rows if number == TOOL)
    return Practice(counts, counts.pop(LISTENED), kept, tools)


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
