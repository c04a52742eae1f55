"""the listening room

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("listened_on", sa.Date(), nullable=True))
    op.create_table(
        "listening_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("exercise_id", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_draft_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_draft")),
        sa.UniqueConstraint(
            "user_id",
            "kind",
            "exercise_id",
            "part",
            name=op.f("uq_listening_draft_user_id_kind_exercise_id_part"),
        ),
    )
    op.create_table(
        "listening_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("mattered", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("noticed", sa.Text(), nullable=False),
        sa.Column("practice_day", sa.Date(), nullable=False),
        sa.Column("written_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("changed_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_field_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_field")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_listening_field_user_id_token")),
    )
    op.create_table(
        "listening_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("exercise_id", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("run", sa.String(length=40), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("went_well", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=True),
        sa.Column("asked_open", sa.Boolean(), nullable=False),
        sa.Column("advised", sa.Boolean(), nullable=False),
        sa.Column("points_found", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("feedback", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("practice_day", sa.Date(), nullable=False),
        sa.Column("answered_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('spot', 'catch', 'say-back', 'ask', 'reply', 'conversation')",
            name=op.f("ck_listening_reply_kind"),
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_listening_reply_level")),
        sa.CheckConstraint(
            "points_found BETWEEN 0 AND points", name=op.f("ck_listening_reply_points_found")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_reply_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_reply")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_listening_reply_user_id_token")),
    )
    with op.batch_alter_table("listening_reply", schema=None) as batch_op:
        batch_op.create_index("ix_listening_reply_day", ["user_id", "practice_day"], unique=False)
        batch_op.create_index(
            "ix_listening_reply_exercise", ["user_id", "exercise_id", "answered_at"], unique=False
        )
        batch_op.create_index(
            "ix_listening_reply_kind", ["user_id", "kind", "answered_at"], unique=False
        )

    op.create_table(
        "listening_overruled",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("said_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["listening_reply.id"],
            name=op.f("fk_listening_overruled_reply_id_listening_reply"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_listening_overruled_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_overruled")),
        sa.UniqueConstraint("reply_id", "note", name=op.f("uq_listening_overruled_reply_id_note")),
    )
    with op.batch_alter_table("listening_overruled", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listening_overruled_user_id"), ["user_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("listening_overruled", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listening_overruled_user_id"))

    op.drop_table("listening_overruled")
    with op.batch_alter_table("listening_reply", schema=None) as batch_op:
        batch_op.drop_index("ix_listening_reply_kind")
        batch_op.drop_index("ix_listening_reply_exercise")
        batch_op.drop_index("ix_listening_reply_day")

    op.drop_table("listening_reply")
    op.drop_table("listening_field")
    op.drop_table("listening_draft")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("listened_on")
