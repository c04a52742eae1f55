"""who knows whom, whom an entry or an intention is about, and a lesson's talks

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
COUNTED = {"sqlite_autoincrement": True}  # of a table that SQLite makes anew


def upgrade() -> None:
    false = sa.false()
    op.create_table(
        "tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=5), nullable=False),
        sa.Column("two", sa.Boolean(), nullable=False),
        sa.Column("first_yes", sa.Boolean(), nullable=False),
        sa.Column("second_yes", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_tie_two_people")),
        sa.CheckConstraint(
            "state IN ('', 'know', 'idea', 'asked', 'made', 'no')", name=op.f("ck_tie_state")
        ),
        *_belongs("tie", "first_id", "second_id"),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_tie_first_id_second_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tie_user_id"), "tie", ["user_id"])
    op.create_index(op.f("ix_tie_second_id"), "tie", ["second_id"])
    op.create_table(
        "journal_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["journal_entry.id"],
            name=op.f("fk_journal_contact_entry_id_journal_entry"),
            ondelete="CASCADE",
        ),
        *_belongs("journal_contact", "contact_id"),
        sa.UniqueConstraint(
            "entry_id", "contact_id", name=op.f("uq_journal_contact_entry_id_contact_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_contact_user_id"), "journal_contact", ["user_id"])
    op.create_index(op.f("ix_journal_contact_contact_id"), "journal_contact", ["contact_id"])
    kept = sa.Column("one_way_ok", sa.Boolean(), nullable=False, server_default=false)
    op.add_column("contact", kept)
    op.add_column("touch", sa.Column("lesson_id", sa.String(length=80), nullable=True))
    wanted = sa.Column("wanted", sa.Text(), nullable=False, server_default="")
    op.add_column("people_choice", wanted)
    op.add_column("people_choice", sa.Column("looked_on", sa.Date(), nullable=True))
    with op.batch_alter_table("intention", table_kwargs=COUNTED) as batch_op:
        batch_op.add_column(sa.Column("contact_id", sa.Integer(), nullable=True))
        name = op.f("fk_intention_contact_id_contact")
        batch_op.create_foreign_key(name, "contact", ["contact_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index(op.f("ix_intention_contact_id"), ["contact_id"])


def _belongs(table: str, *contacts: str) -> list[sa.Constraint]:
    """Return the keys to a user and to people, who take the row along when they go."""
    whose = [("user_id", "user"), *((column, "contact") for column in contacts)]
    keys = [
        sa.ForeignKeyConstraint(
            [column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"), ondelete="CASCADE"
        )
        for column, of in whose
    ]
    return [*keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def downgrade() -> None:
    with op.batch_alter_table("intention", table_kwargs=COUNTED) as batch_op:
        batch_op.drop_index(op.f("ix_intention_contact_id"))
        batch_op.drop_constraint(op.f("fk_intention_contact_id_contact"), type_="foreignkey")
        batch_op.drop_column("contact_id")
    op.drop_column("people_choice", "looked_on")
    op.drop_column("people_choice", "wanted")
    op.drop_column("touch", "lesson_id")
    op.drop_column("contact", "one_way_ok")
    op.drop_table("journal_contact")
    op.drop_table("tie")
