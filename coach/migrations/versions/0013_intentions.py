"""what people want to say to somebody on a day

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=100), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("made_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("changed_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'said', 'reworded', 'let_go')", name=op.f("ck_intention_state")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_intention_closed_has_day")
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_intention_words")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_intention_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intention")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_intention_user_id_token")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_intention_user_id_state", "intention", ["user_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_intention_user_id_state", table_name="intention")
    op.drop_table("intention")
