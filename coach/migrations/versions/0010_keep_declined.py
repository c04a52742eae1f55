"""a guest may say for good not to be asked to keep their progress

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column in place: a table made anew would take along what hangs on its rows."""
    column = sa.Column("keep_declined", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("user", column)


def downgrade() -> None:
    op.drop_column("user", "keep_declined")
