"""Define the tables of messages that were kept or sent, and of drafts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class WrittenMessage(Base):
    """A message that the user kept, or logged as sent.

    A message that was only logged has no text and no verdicts. ``case_id`` is ``own`` for the
    user's own message; ``said`` are the user's corrections of notes. The four counts are of the
    corrected first draft: core parts and other parts, found and in all.
    """

    __tablename__ = "writing_message"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        Index("ix_writing_message_day", "user_id", "practice_day"),
        CheckConstraint("core_found BETWEEN 0 AND core", name="core_found"),
        CheckConstraint("also_found BETWEEN 0 AND also", name="also_found"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))  # of the form; makes it unique
    kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[str] = mapped_column(String(100))
    person: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    verdicts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    said: Mapped[list[str]] = mapped_column(JSON)
    is_first: Mapped[bool] = mapped_column(default=True)  # whether the text is the first draft
    core: Mapped[int] = mapped_column(default=0)
    core_found: Mapped[int] = mapped_column(default=0)
    also: Mapped[int] = mapped_column(default=0)
    also_found: Mapped[int] = mapped_column(default=0)
    marked: Mapped[bool] = mapped_column(default=False)  # whether the first draft had a mark
    due_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    practice_day: Mapped[date]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MessageDraft(Base):
    """A draft saved for later, with the first draft of the message. It is deleted after 30 days."""

    __tablename__ = "writing_draft"
    __table_args__ = (UniqueConstraint("user_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[str] = mapped_column(String(100))
    person: Mapped[str] = mapped_column(String(120), default="")
    due_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text)
    first: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[list[str]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
