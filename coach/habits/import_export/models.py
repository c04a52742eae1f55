"""Imports: what a file would bring while it is looked at, and what it brought."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class HabitImport(Base):
    """One uploaded file. Habits and check-ins that came with it carry its id.

    ``content`` is our own JSON of what the file holds, packed (``packed.py``) and kept only while
    it is a draft. ``notes`` tells what of the file could not be kept, a line each.
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
    left_out: Mapped[int] = mapped_column(default=0)  # days that cannot have been lived
    notes: Mapped[str] = mapped_column(Text, default="")
    habits: Mapped[int] = mapped_column(default=0)  # that it made
    days: Mapped[int] = mapped_column(default=0)  # that it recorded
    created_at: Mapped[datetime]
