"""attempts, counted for all processes that share the database

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ends_at", coach.db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_ends_at"), "attempts", ["ends_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_attempts_ends_at"), table_name="attempts")
    op.drop_table("attempts")
