"""messages of the writing room, and its drafts saved for later

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "writing_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("verdicts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("core", sa.Integer(), nullable=False),
        sa.Column("core_found", sa.Integer(), nullable=False),
        sa.Column("also", sa.Integer(), nullable=False),
        sa.Column("also_found", sa.Integer(), nullable=False),
        sa.Column("marked", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("practice_day", sa.Date(), nullable=False),
        sa.Column("written_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("changed_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "core_found BETWEEN 0 AND core", name=op.f("ck_writing_message_core_found")
        ),
        sa.CheckConstraint(
            "also_found BETWEEN 0 AND also", name=op.f("ck_writing_message_also_found")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_writing_message_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_message")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_writing_message_user_id_token")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_writing_message_day", "writing_message", ["user_id", "practice_day"])
    op.create_table(
        "writing_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("saved_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_writing_draft_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_draft")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_writing_draft_user_id_token")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("writing_draft")
    op.drop_index("ix_writing_message_day", table_name="writing_message")
    op.drop_table("writing_message")
