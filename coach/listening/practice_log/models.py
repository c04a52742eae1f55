"""Define the table of the practice log."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class FieldNote(Base):
    """A real conversation in three lines."""

    __tablename__ = "listening_field"
    __table_args__ = (UniqueConstraint("user_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))
    mattered: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text)
    noticed: Mapped[str] = mapped_column(Text)
    practice_day: Mapped[date]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]
