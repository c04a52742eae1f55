"""Define the tables of bookmarks and ratings. Notes are in the journal."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class LessonBookmark(Base):
    """A bookmark at a step of a lesson."""

    __tablename__ = "lesson_bookmark"
    __table_args__ = (UniqueConstraint("user_id", "step_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    step_id: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime]


class LessonRating(Base):
    """Whether a learner liked a lesson, with a comment. A new rating replaces the old one."""

    __tablename__ = "lesson_rating"
    __table_args__ = (UniqueConstraint("user_id", "lesson_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[str] = mapped_column(String(100), index=True)
    liked: Mapped[bool]
    word: Mapped[str] = mapped_column(String(500))
    rated_at: Mapped[datetime]
