"""ids that are never given twice, and a random id of each person that links can carry

Revision 0005, after 0004. SQLite gave the id of a deleted last row to the next one; a table made
with AUTOINCREMENT does not. PostgreSQL's sequences never did.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in _numbered():
        _make_anew(name, sqlite_autoincrement=True)
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("public_id", sa.String(length=32), nullable=True))
    user = sa.table("user", sa.column("id"), sa.column("public_id"))
    ids = op.get_bind().scalars(sa.select(user.c.id)).all()
    if ids:
        change = sa.update(user).where(user.c.id == sa.bindparam("at"))
        rows = [{"at": user_id, "to": secrets.token_hex(16)} for user_id in ids]
        op.get_bind().execute(change.values(public_id=sa.bindparam("to")), rows)
    with _batch("user", sqlite_autoincrement=True) as batch_op:
        batch_op.alter_column("public_id", existing_type=sa.String(length=32), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_user_public_id"), ["public_id"])


def downgrade() -> None:
    with _batch("user") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_user_public_id"), type_="unique")
        batch_op.drop_column("public_id")
    for name in _numbered():
        _make_anew(name)


def _numbered() -> list[str]:
    """Return SQLite's tables whose key is an id that the database gives."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    look = sa.inspect(op.get_bind())
    keys = {name: look.get_pk_constraint(name)["constrained_columns"] for name in
            look.get_table_names()}  # fmt: skip
    return sorted(name for name, key in keys.items() if key == ["id"])


def _make_anew(name, **options):
    """Copy a table with all its rows; its indexes, checks and foreign keys stay."""
    with _batch(name, **options):
        pass


def _batch(name, **options):
    made_anew = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    return op.batch_alter_table(name, recreate=made_anew, table_kwargs=options)
