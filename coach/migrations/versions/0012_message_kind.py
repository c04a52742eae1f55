"""the kind of message that belongs to a habit

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column in place: a table made anew would take along what hangs on its rows."""
    column = sa.Column("message_kind", sa.String(length=20), nullable=False, server_default="")
    op.add_column("habit", column)


def downgrade() -> None:
    op.drop_column("habit", "message_kind")
