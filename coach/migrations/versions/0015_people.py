"""the people on a user's list, what passes between them, promises and days to remember

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

import coach.db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("daily", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("daily BETWEEN 1 AND 3", name=op.f("ck_people_choice_daily")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_people_choice_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_people_choice")),
    )
    op.create_table(
        "ring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("every", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("every BETWEEN 7 AND 1095", name=op.f("ck_ring_every")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_ring_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ring")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_ring_user_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("called", sa.String(length=40), nullable=False),
        sa.Column("sort", sa.String(length=80), nullable=False),
        sa.Column("found", sa.String(length=600), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("world", sa.String(length=40), nullable=False),
        sa.Column("matters", sa.String(length=200), nullable=False),
        sa.Column("prefers", sa.String(length=8), nullable=False),
        sa.Column("known_since", sa.SmallInteger(), nullable=True),
        sa.Column("ring_id", sa.Integer(), nullable=True),
        sa.Column("own_every", sa.SmallInteger(), nullable=True),
        sa.Column("every", sa.SmallInteger(), nullable=True),
        sa.Column("rhythm_from", sa.Date(), nullable=True),
        sa.Column("base", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("last_touch", sa.Date(), nullable=True),
        sa.Column("last_channel", sa.String(length=8), nullable=False),
        sa.Column("next_line", sa.String(length=200), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("rest_until", sa.Date(), nullable=True),
        sa.Column("rest_why", sa.String(length=60), nullable=False),
        sa.Column("let_go_on", sa.Date(), nullable=True),
        sa.Column("acted_on", sa.Date(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("created_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("changed_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_contact_name")),
        sa.CheckConstraint(
            "next_on IS NULL OR next_line <> ''", name=op.f("ck_contact_next_on_has_line")
        ),
        sa.CheckConstraint(
            "(every IS NULL) = (next_due IS NULL)", name=op.f("ck_contact_rhythm_has_due")
        ),
        sa.CheckConstraint("every BETWEEN 7 AND 1095", name=op.f("ck_contact_every")),
        sa.CheckConstraint(
            "let_go_on IS NULL OR every IS NULL", name=op.f("ck_contact_let_go_has_no_rhythm")
        ),
        sa.CheckConstraint("own_every BETWEEN 7 AND 1095", name=op.f("ck_contact_own_every")),
        sa.ForeignKeyConstraint(
            ["ring_id"], ["ring.id"], name=op.f("fk_contact_ring_id_ring"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_contact_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_contact_user_id_token")),
        sa.UniqueConstraint("user_id", "uid", name=op.f("uq_contact_user_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_acted_on", "contact", ["user_id", "acted_on"], unique=False)
    op.create_index("ix_contact_last_touch", "contact", ["user_id", "last_touch"], unique=False)
    op.create_index("ix_contact_next_due", "contact", ["user_id", "next_due"], unique=False)
    op.create_index("ix_contact_next_on", "contact", ["user_id", "next_on"], unique=False)
    op.create_index(op.f("ix_contact_ring_id"), "contact", ["ring_id"], unique=False)
    op.create_index("ix_contact_sort", "contact", ["user_id", "sort", "id"], unique=False)
    op.create_table(
        "contact_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("month_day", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.Column("lead", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'birthday' OR year IS NULL", name=op.f("ck_contact_date_birthday_has_no_year")
        ),
        sa.CheckConstraint(
            "kind IN ('birthday', 'work', 'other')", name=op.f("ck_contact_date_kind")
        ),
        sa.CheckConstraint("lead IN (0, 1, 3, 7, 14)", name=op.f("ck_contact_date_lead")),
        sa.CheckConstraint(
            "month_day BETWEEN 101 AND 1231", name=op.f("ck_contact_date_month_day")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_date_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_contact_date_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_date")),
        sa.UniqueConstraint(
            "contact_id", "kind", "label", name=op.f("uq_contact_date_contact_id_kind_label")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_contact_date_month_day", "contact_date", ["user_id", "month_day"], unique=False
    )
    op.create_table(
        "contact_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_tag_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_contact_tag_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_tag")),
        sa.UniqueConstraint("contact_id", "key", name=op.f("uq_contact_tag_contact_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_tag_key", "contact_tag", ["user_id", "key"], unique=False)
    op.create_table(
        "contact_way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("value", sa.String(length=254), nullable=False),
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.CheckConstraint("kind IN ('mail', 'phone', 'web')", name=op.f("ck_contact_way_kind")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_way_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_contact_way_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_way")),
        sa.UniqueConstraint(
            "contact_id", "kind", "value", name=op.f("uq_contact_way_contact_id_kind_value")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_way_key", "contact_way", ["user_id", "kind", "key"], unique=False)
    op.create_table(
        "habit_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("habit_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_habit_contact_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["habit_id"],
            ["habit.id"],
            name=op.f("fk_habit_contact_habit_id_habit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_habit_contact_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_habit_contact")),
        sa.UniqueConstraint("habit_id", name=op.f("uq_habit_contact_habit_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_habit_contact_contact_id"), "habit_contact", ["contact_id"], unique=False
    )
    op.create_index(op.f("ix_habit_contact_user_id"), "habit_contact", ["user_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("late_move", sa.Boolean(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_promise_closed")
        ),
        sa.CheckConstraint("state IN ('open', 'kept', 'dropped')", name=op.f("ck_promise_state")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_promise_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_promise_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_promise_user_id_token")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promise_contact_id"), "promise", ["contact_id"], unique=False)
    op.create_index("ix_promise_due", "promise", ["user_id", "state", "due"], unique=False)
    op.create_table(
        "touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("line", sa.String(length=300), nullable=False),
        sa.Column("found", sa.String(length=520), nullable=False),
        sa.Column("later", sa.String(length=200), nullable=False),
        sa.Column("later_on", sa.Date(), nullable=True),
        sa.Column("thanked", sa.Boolean(), nullable=False),
        sa.Column("gave", sa.Boolean(), nullable=False),
        sa.Column("got", sa.Boolean(), nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("habit_id", sa.Integer(), nullable=True),
        sa.Column("made_at", coach.db.UtcDateTime(), nullable=False),
        sa.Column("changed_at", coach.db.UtcDateTime(), nullable=False),
        sa.CheckConstraint("(kind = 'noticed') = (channel = '')", name=op.f("ck_touch_channel")),
        sa.CheckConstraint("kind IN ('touch', 'noticed')", name=op.f("ck_touch_kind")),
        sa.CheckConstraint(
            "later_on IS NULL OR later <> ''", name=op.f("ck_touch_later_on_has_line")
        ),
        sa.ForeignKeyConstraint(
            ["habit_id"], ["habit.id"], name=op.f("fk_touch_habit_id_habit"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_touch_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
        sa.UniqueConstraint("user_id", "token", name=op.f("uq_touch_user_id_token")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_touch_day", "touch", ["user_id", "day"], unique=False)
    op.create_index(op.f("ix_touch_habit_id"), "touch", ["habit_id"], unique=False)
    op.create_table(
        "touch_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("touch_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_touch_contact_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["touch_id"],
            ["touch.id"],
            name=op.f("fk_touch_contact_touch_id_touch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_touch_contact_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch_contact")),
        sa.UniqueConstraint(
            "touch_id", "contact_id", name=op.f("uq_touch_contact_touch_id_contact_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_touch_contact_day", "touch_contact", ["contact_id", "counts", "day"], unique=False
    )
    op.create_index(op.f("ix_touch_contact_user_id"), "touch_contact", ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_touch_contact_user_id"), table_name="touch_contact")
    op.drop_index("ix_touch_contact_day", table_name="touch_contact")
    op.drop_table("touch_contact")
    op.drop_index(op.f("ix_touch_habit_id"), table_name="touch")
    op.drop_index("ix_touch_day", table_name="touch")
    op.drop_table("touch")
    op.drop_index("ix_promise_due", table_name="promise")
    op.drop_index(op.f("ix_promise_contact_id"), table_name="promise")
    op.drop_table("promise")
    op.drop_index(op.f("ix_habit_contact_user_id"), table_name="habit_contact")
    op.drop_index(op.f("ix_habit_contact_contact_id"), table_name="habit_contact")
    op.drop_table("habit_contact")
    op.drop_index("ix_contact_way_key", table_name="contact_way")
    op.drop_table("contact_way")
    op.drop_index("ix_contact_tag_key", table_name="contact_tag")
    op.drop_table("contact_tag")
    op.drop_index("ix_contact_date_month_day", table_name="contact_date")
    op.drop_table("contact_date")
    op.drop_index("ix_contact_sort", table_name="contact")
    op.drop_index(op.f("ix_contact_ring_id"), table_name="contact")
    op.drop_index("ix_contact_next_on", table_name="contact")
    op.drop_index("ix_contact_next_due", table_name="contact")
    op.drop_index("ix_contact_last_touch", table_name="contact")
    op.drop_index("ix_contact_acted_on", table_name="contact")
    op.drop_table("contact")
    op.drop_table("ring")
    op.drop_table("people_choice")
