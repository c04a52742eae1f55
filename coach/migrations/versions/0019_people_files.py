"""files of people, and two people who were made one

Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
COUNTED = {"sqlite_autoincrement": True}  # of a table that SQLite makes anew


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
    for table in ("contact", "touch"):  # upgrades run without foreign keys, so no row is lost
        with op.batch_alter_table(table, table_kwargs=COUNTED) as batch_op:
            batch_op.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
            name = op.f(f"fk_{table}_file_id_people_file")
            batch_op.create_foreign_key(
                name, "people_file", ["file_id"], ["id"], ondelete="SET NULL"
            )
            batch_op.create_index(op.f(f"ix_{table}_file_id"), ["file_id"])
    with op.batch_alter_table("people_choice") as batch_op:
        for name, length, default in (("region", 2, ""), ("named", 5, "none")):
            text = sa.Column(name, sa.String(length), nullable=False, server_default=default)
            batch_op.add_column(text)
        batch_op.create_check_constraint(
            op.f("ck_people_choice_named"), "named IN ('none', 'bare', 'names')"
        )


def downgrade() -> None:
    with op.batch_alter_table("people_choice") as batch_op:
        batch_op.drop_constraint(op.f("ck_people_choice_named"), type_="check")
        batch_op.drop_column("named")
        batch_op.drop_column("region")
    for table in ("touch", "contact"):
        with op.batch_alter_table(table, table_kwargs=COUNTED) as batch_op:
            batch_op.drop_index(op.f(f"ix_{table}_file_id"))
            batch_op.drop_constraint(op.f(f"fk_{table}_file_id_people_file"), type_="foreignkey")
            batch_op.drop_column("file_id")
    op.drop_table("contact_merge")
    op.drop_table("people_draft")
    op.drop_table("people_file")
