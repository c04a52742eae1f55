"""messages that come back to be remembered

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("recall_off", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("user", column)
    op.create_table(
        "listening_recall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("first_found", sa.JSON(), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.CheckConstraint("rounds BETWEEN 0 AND 3", name=op.f("ck_listening_recall_rounds")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_recall_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_recall")),
        sa.UniqueConstraint(
            "user_id", "message_id", name=op.f("uq_listening_recall_user_id_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_listening_recall_day", "listening_recall", ["user_id", "answered_on"])
    op.create_table(
        "listening_recall_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("right", sa.JSON(), nullable=False),
        sa.Column("own_word", sa.Text(), nullable=False),
        sa.Column("elsewhere", sa.String(length=100), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("practice_day", sa.Date(), nullable=False),
        sa.Column("answered_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kept BETWEEN 0 AND known", name=op.f("ck_listening_recall_answer_kept")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_recall_answer_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_recall_answer")),
        sa.UniqueConstraint(
            "user_id", "token", name=op.f("uq_listening_recall_answer_user_id_token")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_listening_recall_answer_moment", "listening_recall_answer", ["user_id", "answered_at"]
    )


def downgrade() -> None:
    op.drop_table("listening_recall_answer")
    op.drop_table("listening_recall")
    op.drop_column("user", "recall_off")
