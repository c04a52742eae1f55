"""what waits to be imported is packed, what an import left out is noted, days away may be travel

Revision 0008, after 0007. The installation gets a random id, which its calendars carry.
"""

import secrets
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CHECK = "(state = 'draft') = (content IS NOT NULL)"
KEEP = {"table_kwargs": {"sqlite_autoincrement": True}}  # a table made anew keeps this


def upgrade() -> None:
    made = op.create_table(
        "installation",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.bulk_insert(made, [{"key": secrets.token_hex(16)}])
    _add("away", sa.Column("travel", sa.Boolean(), nullable=False, server_default=sa.false()))
    _add("habit_import", sa.Column("notes", sa.Text(), nullable=False, server_default=""))
    _change_content(sa.Text(), sa.LargeBinary(), lambda text: zlib.compress(text.encode()))


def downgrade() -> None:
    _change_content(sa.LargeBinary(), sa.Text(), lambda packed: zlib.decompress(packed).decode())
    with op.batch_alter_table("habit_import", **KEEP) as batch_op:
        batch_op.drop_column("notes")
    op.execute("DELETE FROM away WHERE travel")
    with op.batch_alter_table("away", **KEEP) as batch_op:
        batch_op.drop_column("travel")
    op.drop_table("installation")


def _add(table, column):
    with op.batch_alter_table(table, **KEEP) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table, **KEEP) as batch_op:
        batch_op.alter_column(column.name, existing_type=column.type, server_default=None)


def _change_content(old, new, turned):
    """Give the column another type; what waits to be imported waits on."""
    before = sa.table("habit_import", sa.column("id"), sa.column("content", old))
    waiting = op.get_bind().execute(
        sa.select(before.c.id, before.c.content).where(before.c.content.is_not(None))
    )
    rows = [(import_id, turned(content)) for import_id, content in waiting]
    with op.batch_alter_table("habit_import", **KEEP) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_habit_import_draft_has_content"), type_="check")
        batch_op.drop_column("content")
        batch_op.add_column(sa.Column("content", new, nullable=True))
    after = sa.table("habit_import", sa.column("id"), sa.column("content", new))
    for import_id, content in rows:
        row = sa.update(after).where(after.c.id == import_id)
        op.execute(row.values(content=content))
    with op.batch_alter_table("habit_import", **KEEP) as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_habit_import_draft_has_content"), CHECK)
