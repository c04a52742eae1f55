"""Define the tables of a learner's places and answers.

Rows refer to content ids, never positions.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class LessonPlace(Base):
    """A learner's place in a lesson. ``step_id`` is empty after the end."""

    __tablename__ = "lesson_place"
    __table_args__ = (UniqueConstraint("user_id", "lesson_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str | None] = mapped_column(String(120))
    furthest_id: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class LessonAnswer(Base):
    """A learner's first response to a question, which is scored, and the last one.

    A digest is of the question's text at the time, because an answer is about that text.
    ``first_score`` is empty until the response can be marked: a free text is compared later.
    """

    __tablename__ = "lesson_answer"
    __table_args__ = (
        UniqueConstraint("user_id", "question_id"),
        CheckConstraint("first_score >= 0 AND first_score <= 1", name="score"),
        CheckConstraint("first_confidence IN ('guess', 'fairly', 'sure')", name="confidence"),
        CheckConstraint("tries >= 1", name="tries"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[str] = mapped_column(String(100))
    first_response: Mapped[list[str]] = mapped_column(JSON)
    first_score: Mapped[float | None]
    first_confidence: Mapped[str | None] = mapped_column(String(6))
    first_hinted: Mapped[bool]
    first_digest: Mapped[str] = mapped_column(String(16))
    first_at: Mapped[datetime]
    last_response: Mapped[list[str]] = mapped_column(JSON)
    last_digest: Mapped[str] = mapped_column(String(16))
    last_at: Mapped[datetime]
    tries: Mapped[int]


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
