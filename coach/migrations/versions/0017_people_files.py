"""files of people, and two people who were made one

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("created_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_people_file_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_file")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_file_user_id"), "people_file", ["user_id"])
    op.create_table(
        "people_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("brought", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_people_draft_user_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["people_file.id"], name=op.f("fk_people_draft_file_id_people_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_draft")),
        sa.UniqueConstraint("file_id", name=op.f("uq_people_draft_file_id")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index(op.f("ix_people_draft_user_id"), "people_draft", ["user_id"])
    op.create_table(
        "contact_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Text(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Text(), nullable=False),
        sa.Column("filled", sa.Text(), nullable=False),
        sa.Column("merged_at", coach.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_contact_merge_user_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["contact.id"], name=op.f("fk_contact_merge_kept_id_contact"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merge")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_contact_merge_gone_id", "contact_merge", ["user_id", "gone_id"])
    op.create_index(op.f("ix_contact_merge_kept_id"), "contact_merge", ["kept_id"])
    for table in ("contact", "touch"):
        # with its constraint in the column: SQLite adds none to a table that is there, and making
        # the table anew would delete the rows that refer to it
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN file_id INTEGER"
            f" CONSTRAINT fk_{table}_file_id_people_file"
            " REFERENCES people_file (id) ON DELETE SET NULL"
        )
        op.create_index(op.f(f"ix_{table}_file_id"), table, ["file_id"])
    text = sa.Column("region", sa.String(length=2), nullable=False, server_default="")
    op.add_column("people_choice", text)


def downgrade() -> None:
    op.drop_column("people_choice", "region")
    for table in ("touch", "contact"):
        op.drop_index(op.f(f"ix_{table}_file_id"), table)
        op.drop_column(table, "file_id")
    op.drop_table("contact_merge")
    op.drop_table("people_draft")
    op.drop_table("people_file")
