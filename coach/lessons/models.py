"""What a learner did in the lessons. Rows refer to ids of the content, never to positions."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class LessonPlace(Base):
    """A learner's place in a lesson; ``step_id`` is empty after the end."""

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
    """The first response to a question, which is the one scored, and the last one.

    A digest is that of the question's words at the time: an answer is about those words.
    ``first_score`` is empty while there is nothing to mark: a text not yet compared.
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
