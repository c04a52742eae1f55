"""Messages that were kept or sent, and drafts saved for later."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class WrittenMessage(Base):
    """A message that somebody kept, or said to have sent.

    One that was only sent has no text and no verdicts. ``case_id`` is ``own`` for a message of
    one's own; ``said`` is what its author put right about the notes. The four counts are of the
    first draft, with what was put right: core parts and other parts, found and in all.
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
    token: Mapped[str] = mapped_column(String(120))  # of the form: sent twice it is one message
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
    marked: Mapped[bool] = mapped_column(default=False)  # whether something got in the way
    due_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    practice_day: Mapped[date]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MessageDraft(Base):
    """A message saved for later, with the draft it began as; it is deleted after 30 days."""

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
