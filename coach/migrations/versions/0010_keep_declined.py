"""a guest may say for good not to be asked to keep their progress

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEPT = {"table_kwargs": {"sqlite_autoincrement": True}}  # a table made anew keeps this


def upgrade() -> None:
    column = sa.Column("keep_declined", sa.Boolean(), nullable=False, server_default=sa.false())
    with op.batch_alter_table("user", **KEPT) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table("user", **KEPT) as batch_op:
        batch_op.alter_column("keep_declined", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("user", **KEPT) as batch_op:
        batch_op.drop_column("keep_declined")
