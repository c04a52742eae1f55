"""Define the table of imports: a file's content before confirmation, and its effect after it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class HabitImport(Base):
    """One uploaded file. The habits and check-ins that came with it refer to it.

    ``content``: the file's habits as our own JSON, compressed; it is kept only for a draft.
    ``notes``: what could not be kept of the file, one sentence per line.
    """

    __tablename__ = "habit_import"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'done', 'undone')", name="state"),
        CheckConstraint("(state = 'draft') = (content IS NOT NULL)", name="draft_has_content"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(40))
    filename: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(6), default="draft")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    left_out: Mapped[int] = mapped_column(default=0)  # days outside the calendar
    notes: Mapped[str] = mapped_column(Text, default="")
    habits: Mapped[int] = mapped_column(default=0)  # number of habits created
    days: Mapped[int] = mapped_column(default=0)  # number of days recorded
    created_at: Mapped[datetime]
