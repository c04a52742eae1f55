"""Define the tables of review cards and of the log of answers they are computed from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base
from coach.review.scheduling import Confidence, State

ONCE = text("role <> 'practice'")


class ReviewCard(Base):
    """A user's memory of one concept. It can be rebuilt from the log."""

    __tablename__ = "review_card"
    __table_args__ = (
        UniqueConstraint("user_id", "concept"),
        CheckConstraint("state IN ('met', 'known', 'lapsed')", name="state"),
        CheckConstraint("stability > 0", name="stability"),
        CheckConstraint("difficulty BETWEEN 1 AND 10", name="difficulty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    concept: Mapped[str] = mapped_column(String(100))
    state: Mapped[State] = mapped_column(String(6))
    stability: Mapped[float]
    difficulty: Mapped[float]
    due: Mapped[date]
    last_review: Mapped[datetime]  # the moment given to FSRS: 12:00 UTC of the practice day
    reps: Mapped[int]
    lapses: Mapped[int]


class ReviewLog(Base):
    """An answer to a question with a concept. Rows are inserted, never updated.

    ``role``: *counted* is the day's first answer to the concept, by which it is scheduled; *easier*
    replaces that answer by Easy, because the learner found it too easy; all other answers are
    *practice*.
    """

    __tablename__ = "review_log"
    __table_args__ = (
        Index(
            "uq_review_log_once_a_day",
            "user_id",
            "concept",
            "given_at",
            "role",
            unique=True,
            sqlite_where=ONCE,
            postgresql_where=ONCE,
        ),
        Index("ix_review_log_day", "user_id", "given_at"),
        CheckConstraint("role IN ('counted', 'easier', 'practice')", name="role"),
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        CheckConstraint("confidence IN ('guess', 'fairly', 'sure')", name="confidence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    concept: Mapped[str] = mapped_column(String(100))
    question_id: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(16))  # digest of the question's text at the time
    # where it was asked: ``lesson``, ``warm-up`` or ``review``
    context: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime]  # the actual moment
    given_at: Mapped[datetime]  # the moment given to FSRS: 12:00 UTC of the practice day
    rating: Mapped[int]  # 1 Again, 2 Hard, 3 Good, 4 Easy
    score: Mapped[float]
    confidence: Mapped[Confidence | None] = mapped_column(String(6))
    hinted: Mapped[bool]
    fsrs_version: Mapped[str] = mapped_column(String(20))
