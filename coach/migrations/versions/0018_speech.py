"""how an answer was spoken, and more time to speak

Revision 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ANSWERS = ("listening_reply", "listening_recall_answer")
SECONDS = ("spoken_after", "spoken_seconds")


def upgrade() -> None:
    for table in ANSWERS:
        for name in SECONDS:
            op.add_column(table, sa.Column(name, sa.Double(), nullable=True))
    column = sa.Column("more_time", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("user", column)


def downgrade() -> None:
    op.drop_column("user", "more_time")
    for table in ANSWERS:
        for name in reversed(SECONDS):
            op.drop_column(table, name)
