"""a row for each browser that is signed in

Revision 0004, after 0003. Cookies of before hold the person's own key; the row made here for it
lets them work on, all as one session, which ends like any other.
"""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

import coach.db
from coach import clock

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "browser_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=40), nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("begun_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("seen_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_browser_session_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_session")),
        sa.UniqueConstraint("key", name=op.f("uq_browser_session_key")),
    )
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_browser_session_user_id"), ["user_id"], unique=False)

    user = sa.table("user", sa.column("id"), sa.column("fs_uniquifier"))
    now, common = clock.now(), {"browser": "Signed in before this list", "lasting": True}
    known = op.get_bind().execute(sa.select(user.c.id, user.c.fs_uniquifier)).all()
    rows = [
        {"key": sha256(kept.encode()).hexdigest(), "user_id": user_id, "begun_at": now,
         "seen_at": now, **common}
        for user_id, kept in known
    ]  # fmt: skip
    if rows:
        op.bulk_insert(made, rows)


def downgrade() -> None:
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_browser_session_user_id"))

    op.drop_table("browser_session")
