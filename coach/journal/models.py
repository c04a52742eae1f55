"""Define the table of journal entries: reflections, free notes and filled-in tools."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class Entry(Base):
    """One journal entry.

    ``key`` is the id of the reflection or the tool, so that each is stored once. A filled-in tool
    has its title as ``prompt``, no ``text``, and its content in ``parts`` (see
    coach/journal/worksheet.py).
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("user_id", "kind", "key"),
        CheckConstraint("kind IN ('note', 'reflection', 'tool')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(120))  # of a note: the token of its form
    prompt: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]
