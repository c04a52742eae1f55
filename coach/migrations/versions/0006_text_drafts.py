"""drafts of texts in lessons and look-backs

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=140), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_text_draft_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_draft")),
        sa.UniqueConstraint("user_id", "place", name=op.f("uq_text_draft_user_id_place")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("text_draft")
