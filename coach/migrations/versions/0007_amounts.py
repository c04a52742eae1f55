"""amounts are exact: whole millionths in place of binary fractions

Revision 0007, after 0006. Stored running states were summed up from the fractions and by rules
that have changed since, so they go; what follows every upgrade works them out anew (see
``coach/upgrade.py``).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AMOUNTS = (("check_in", "number"), ("habit_plan", "target"))
FRACTION, MILLIONTHS = sa.Double(), sa.BigInteger()


def upgrade() -> None:
    for table, column in AMOUNTS:
        _work_out(table, column, f"round({column} * 1000000)")
        _change_type(table, column, FRACTION, MILLIONTHS)
    op.execute("DELETE FROM running_state")


def downgrade() -> None:
    for table, column in AMOUNTS:
        _change_type(table, column, MILLIONTHS, FRACTION)
        _work_out(table, column, f"{column} / 1000000.0")
    op.execute("DELETE FROM running_state")


def _work_out(table: str, column: str, value: str) -> None:
    op.execute(f"UPDATE {table} SET {column} = {value} WHERE {column} IS NOT NULL")  # noqa: S608


def _change_type(
    table: str, column: str, old: sa.types.TypeEngine[Any], new: sa.types.TypeEngine[Any]
) -> None:
    options = {"sqlite_autoincrement": True}  # a table made anew keeps this
    with op.batch_alter_table(table, table_kwargs=options) as batch_op:
        batch_op.alter_column(column, existing_type=old, type_=new, existing_nullable=True)
