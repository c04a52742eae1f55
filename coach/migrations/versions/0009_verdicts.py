"""verdicts of closed cycles are kept as they were given; a person's movement between cycles

Revision 0009, after 0008. The rule that tells a real change from noise is another one from here
on. What it said of a cycle stands in the sittings of the next one and is copied to the cycle's
own; a person's last cycle, if it has closed, has no next one yet and is judged here once more by
the rule of before, of which this file holds a copy.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from math import erfc, log1p, sqrt
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from coach import clock

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}  # a table made anew keeps this
SITTING = sa.table(
    "sitting",
    *map(sa.column, ("id", "user_id", "week", "cycle", "week_in_cycle", "reach", "verdict")),
    *map(sa.column, ("noise_ss", "noise_df", "pairs_ss", "pairs_df", "told")),
)
RESPONSE = sa.table(
    "response", *map(sa.column, ("user_id", "week", "item", "principle", "reverse", "value"))
)
USER = sa.table("user", sa.column("id"), sa.column("zone"))

Values = dict[str, list[int]]  # by question
Cycle = dict[int, Values]  # by principle


def upgrade() -> None:
    with op.batch_alter_table("sitting", table_kwargs=KEPT) as batch_op:
        for name in ("moved_total", "moved_weight"):
            batch_op.add_column(sa.Column(name, sa.Double(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("told", sa.String(length=8), nullable=True))
    with op.batch_alter_table("sitting", table_kwargs=KEPT) as batch_op:
        for name in ("moved_total", "moved_weight"):
            batch_op.alter_column(name, existing_type=sa.Double(), server_default=None)
    bind = op.get_bind()
    after = SITTING.alias()
    later = sa.and_(after.c.user_id == SITTING.c.user_id, after.c.cycle > SITTING.c.cycle)
    given = sa.select(after.c.verdict).where(later).order_by(after.c.week).limit(1)
    bind.execute(sa.update(SITTING).values(told=given.correlate(SITTING).scalar_subquery()))
    newest = sa.select(sa.func.max(after.c.week)).where(after.c.user_id == SITTING.c.user_id)
    last = sa.select(SITTING, USER.c.zone).join_from(SITTING, USER, USER.c.id == SITTING.c.user_id)
    for row in bind.execute(last.where(SITTING.c.week == newest.scalar_subquery())).all():
        if _closes(row) <= clock.now():
            cycle = sa.and_(SITTING.c.user_id == row.user_id, SITTING.c.cycle == row.cycle)
            bind.execute(sa.update(SITTING).where(cycle).values(told=_judged(bind, row)))


def downgrade() -> None:
    with op.batch_alter_table("sitting", table_kwargs=KEPT) as batch_op:
        for name in ("told", "moved_weight", "moved_total"):
            batch_op.drop_column(name)


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _first(row: Any) -> date:
    """The Monday of the first week of all."""
    return _monday(row.week) - timedelta(weeks=(row.cycle - 1) * 4 + row.week_in_cycle - 1)


def _closes(row: Any) -> datetime:
    day = _first(row) + timedelta(weeks=row.cycle * 4)
    return datetime.combine(day, time(12), ZoneInfo(row.zone)).astimezone(UTC)


def _judged(bind: sa.Connection, row: Any) -> str:
    """What the rule of before says of the cycle of a person's last sitting."""
    answers = sa.select(RESPONSE).where(
        RESPONSE.c.user_id == row.user_id, RESPONSE.c.value.is_not(None)
    )
    cycles: dict[int, Cycle] = {n: {} for n in range(row.cycle - 3, row.cycle + 1)}
    for each in bind.execute(answers):
        number = (_monday(each.week) - _first(row)).days // 28 + 1
        if number in cycles:
            values = cycles[number].setdefault(each.principle, {}).setdefault(each.item, [])
            values.append(100 - each.value if each.reverse else each.value)
    held = {p: found for p in cycles[row.cycle] if (found := _contrast(cycles, row, p))}
    noise = [x for values in cycles[row.cycle].values() for x in _around(_flat(values.values()))]
    noise_df = sum(len(_flat(v.values())) - 1 for v in cycles[row.cycle].values())
    pairs_df = row.pairs_df + sum(k - 1 for _, _, _, k in held.values())
    pairs_ss = row.pairs_ss + sum(ss for _, _, ss, _ in held.values())
    within = (30 * 22**2 + row.noise_ss + sum(noise)) / (30 + row.noise_df + noise_df)
    variance = min((30 * 22**2 + pairs_ss) / (30 + pairs_df), within)
    ps = {
        p: (_two_sided(points / sqrt(variance / weight), 30 + pairs_df), points)
        for p, (points, weight, _, k) in held.items()
        if k >= 4 and row.verdict[p - 1] not in "+-"
    }
    return "".join(_sign(ps, p) for p in range(1, 9))


def _flat(values: Iterable[list[int]]) -> list[int]:
    return [x for each in values for x in each]


def _around(values: list[int]) -> list[float]:
    mean = sum(values) / len(values)
    return [(x - mean) ** 2 for x in values]


def _contrast(
    cycles: Mapping[int, Cycle], row: Any, principle: int
) -> tuple[float, float, float, int] | None:
    """Points, weight, sum of squares and number of the questions answered on both sides."""
    before: Values = {}
    for back in range(1, int(row.reach[principle - 1]) + 1):
        for item, values in cycles[row.cycle - back].get(principle, {}).items():
            before.setdefault(item, []).extend(values)
    rows = [
        (len(new) * len(old) / (len(new) + len(old)), sum(new) / len(new) - sum(old) / len(old))
        for item, new in cycles[row.cycle][principle].items()
        if (old := before.get(item))
    ]
    if not rows:
        return None
    weight = sum(w for w, _ in rows)
    points = sum(w * x for w, x in rows) / weight
    return points, weight, sum(w * (x - points) ** 2 for w, x in rows), len(rows)


def _two_sided(t: float, df: int) -> float:
    return erfc((8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t * t / df)) / sqrt(2))


def _sign(ps: Mapping[int, tuple[float, float]], principle: int) -> str:
    """Benjamini & Hochberg: real where any p from this one up is small enough for its rank."""
    if principle not in ps:
        return "."
    own, points = ps[principle]
    ranked = sorted(p for p, _ in ps.values())
    least = min(p * len(ps) / rank for rank, p in enumerate(ranked, 1) if p >= own)
    return "=" if least > 0.045 else "+" if points > 0 else "-"
