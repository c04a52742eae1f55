"""turns of “Wait for it”

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

from coach.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listening_turn_taking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("run", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("waited", sa.Boolean(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("in_pause", sa.Boolean(), nullable=False),
        sa.Column("pauses_passed", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.Column("points_told", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("practice_day", sa.Date(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "way IN ('sound', 'timed', 'read')", name=op.f("ck_listening_turn_taking_way")
        ),
        sa.CheckConstraint(
            "pauses_passed BETWEEN 0 AND pauses",
            name=op.f("ck_listening_turn_taking_pauses_passed"),
        ),
        sa.CheckConstraint(
            "points_told BETWEEN 0 AND points", name=op.f("ck_listening_turn_taking_points_told")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_turn_taking_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_turn_taking")),
        sa.UniqueConstraint(
            "user_id", "token", name=op.f("uq_listening_turn_taking_user_id_token")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_listening_turn_taking_moment", "listening_turn_taking", ["user_id", "answered_at"]
    )


def downgrade() -> None:
    op.drop_table("listening_turn_taking")
