"""Define the table of drafts, one row per user and place."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class TextDraft(Base):
    """A text that is not saved yet.

    ``place`` is what it answers: a step of a lesson, or a week's look-back.
    """

    __tablename__ = "text_draft"
    __table_args__ = (UniqueConstraint("user_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(140))
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
