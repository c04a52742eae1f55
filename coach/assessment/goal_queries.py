"""Read and write a user's goals and suggestions, and read what they practised.

Nothing here commits.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Integer, String, cast, delete, literal, null, union_all

from coach.assessment.models import Advice, Direction
from coach.assessment.recommendation import Suggestion
from coach.db import db, written_out
from coach.habits import queries as habits
from coach.intentions import queries as intentions
from coach.intentions import rules as intention_rules
from coach.journal import queries as journal
from coach.listening import queries as listening
from coach.listening.statistics import ListeningPractice

LISTENED = 0  # stands for the listening room in the column of principles
TOOL = -1  # stands there for a tool that was filled in or changed
SAID = -2  # stands there for the intentions that were carried out
# what was done in the listening room: messages waited for and remembered, replies said aloud
WAITED, RECALLED, SPOKEN = -3, -4, -5
NUMBER, NAME = cast(null(), Integer), cast(null(), String)
# one statement, so that a result takes a small, fixed number of queries
PRACTICE = written_out(
    union_all(
        habits.KEPT.add_columns(NAME),
        listening.DAYS_LISTENED.with_only_columns(
            literal(LISTENED), *listening.DAYS_LISTENED.selected_columns, NAME
        ),
        habits.OFFERS_KEPT.with_only_columns(NUMBER, NUMBER, *habits.OFFERS_KEPT.selected_columns),
        journal.CHANGED.with_only_columns(literal(TOOL), NUMBER, *journal.CHANGED.selected_columns),
        intentions.SAID.with_only_columns(literal(SAID), *intentions.SAID.selected_columns, NAME),
        *(
            query.with_only_columns(literal(number), *query.selected_columns, NAME)
            for number, query in (
                (WAITED, listening.WAITED),
                (RECALLED, listening.RECALLED),
                (SPOKEN, listening.SPOKEN),
            )
        ),
    )
)


class Practice(NamedTuple):
    """What a user practised in a period.

    ``check_ins``: their number by principle (1 to 8). ``listening``: what was done in the listening
    room. ``kept``: the ids of the lesson offers that are the user's habits now.
    ``tools``: the ids of the tools that were filled in or changed. ``said``: the number of
    intentions that were carried out in one month.
    """

    check_ins: dict[int, int]
    listening: ListeningPractice
    kept: frozenset[str]
    tools: frozenset[str]
    said: int


def practice(user_id: int, since: date, until: date, after: datetime, in_month: date) -> Practice:
    """Return the user's practice from ``since`` to ``until``, both included.

    Tools count if they changed later than ``after``, and intentions if they were carried out in
    the month of the day ``in_month``.
    """
    first, last = intention_rules.month(in_month)
    params = {"user": user_id, "since": since, "until": until, "after": after}
    params |= {"month_first": first, "month_last": last}
    rows = db.rows(PRACTICE, params)
    counts = {number: count for number, count, name in rows if name is None}
    kept = frozenset(name for number, _, name in rows if name is not None and number is None)
    tools = frozenset(name for number, _, name in rows if number == TOOL)
    said = counts.pop(SAID)
    heard = ListeningPractice(*(counts.pop(n) for n in (LISTENED, WAITED, RECALLED, SPOKEN)))
    return Practice(counts, heard, kept, tools, said)


def direction(user_id: int) -> Direction | None:
    """Return what matters most to the user and their chosen focus, or None if they never said."""
    return db.session.get(Direction, user_id)


def keep_matters(user_id: int, principles: tuple[int, int], now: datetime) -> None:
    """Store the two principles that matter most now."""
    row = _direction(user_id)
    row.first, row.second = sorted(principles)
    row.matters_at = now


def keep_focus(user_id: int, principle: int | None, now: datetime) -> None:
    """Store the chosen focus. None returns to the suggestion."""
    row = _direction(user_id)
    row.focus, row.focus_at = principle, now if principle else None


def keep_suggestions(user_id: int, suggestions: Mapping[datetime, Suggestion]) -> None:
    """Store the suggestions, each in force from an instant on. They replace all earlier ones."""
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
    row = direction(user_id)
    if row is None:
        row = Direction(user_id=user_id)
        db.session.add(row)
    return row
