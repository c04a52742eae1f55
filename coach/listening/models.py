"""Define the tables: replies with feedback, overruled notes, drafts, turns, the practice log."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class Reply(Base):
    """One reply to an exercise, with its judgement and the feedback that was shown.

    ``part`` is a drill's line or a conversation's turn; ``run`` is the same for all turns of one
    conversation. The text of a reply of the kind *spot* is the chosen act. ``asked_open``,
    ``advised`` and ``points_found`` are used for statistics; overruled notes do not count in them.
    ``spoken_after`` is how many seconds the first word of a spoken reply came after the start,
    ``spoken_seconds`` how long it took; both are None if it was typed.
    """

    __tablename__ = "listening_reply"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        Index("ix_listening_reply_kind", "user_id", "kind", "answered_at"),
        Index("ix_listening_reply_day", "user_id", "practice_day"),
        Index("ix_listening_reply_exercise", "user_id", "exercise_id", "answered_at"),
        CheckConstraint(
            "kind IN ('spot', 'catch', 'say-back', 'ask', 'reply', 'conversation')", name="kind"
        ),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        CheckConstraint("points_found BETWEEN 0 AND points", name="points_found"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))  # of the form; makes it unique
    kind: Mapped[str] = mapped_column(String(12))
    exercise_id: Mapped[str] = mapped_column(String(100))
    part: Mapped[str] = mapped_column(String(100), default="")
    run: Mapped[str] = mapped_column(String(40), default="")
    level: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    went_well: Mapped[bool]
    opened: Mapped[bool | None]  # of a conversation: did the reply invite the speaker to go on?
    asked_open: Mapped[bool] = mapped_column(default=False)
    advised: Mapped[bool] = mapped_column(default=False)
    points_found: Mapped[int] = mapped_column(default=0)
    points: Mapped[int] = mapped_column(default=0)
    judgement: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    feedback: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    spoken_after: Mapped[float | None]
    spoken_seconds: Mapped[float | None]
    practice_day: Mapped[date]
    answered_at: Mapped[datetime]


class Overruled(Base):
    """A note or key point that the learner overruled (“that is not what I meant”)."""

    __tablename__ = "listening_overruled"
    __table_args__ = (UniqueConstraint("reply_id", "note"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("listening_reply.id", ondelete="CASCADE"))
    note: Mapped[str] = mapped_column(String(120))
    said_at: Mapped[datetime]


class Draft(Base):
    """A reply that is saved for later, one per exercise, part and kind."""

    __tablename__ = "listening_draft"
    __table_args__ = (UniqueConstraint("user_id", "kind", "exercise_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    exercise_id: Mapped[str] = mapped_column(String(100))
    part: Mapped[str] = mapped_column(String(100), default="")
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class TurnTaking(Base):
    """A message of “Wait for it”: whether the user let the speaker finish.

    ``run`` is the same for the messages of one run. ``after`` is the number of spoken pieces that
    had ended; ``in_pause`` says whether the user came in during a pause. How fast anybody reacted
    is not stored.
    """

    __tablename__ = "listening_turn_taking"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        Index("ix_listening_turn_taking_moment", "user_id", "answered_at"),
        CheckConstraint("way IN ('sound', 'timed', 'read')", name="way"),
        CheckConstraint("pauses_passed BETWEEN 0 AND pauses", name="pauses_passed"),
        CheckConstraint("points_told BETWEEN 0 AND points", name="points_told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))
    message_id: Mapped[str] = mapped_column(String(100))
    run: Mapped[str] = mapped_column(String(40))
    way: Mapped[str] = mapped_column(String(8))
    waited: Mapped[bool]
    after: Mapped[int]
    in_pause: Mapped[bool]
    pauses_passed: Mapped[int]
    pauses: Mapped[int]
    points_told: Mapped[int]
    points: Mapped[int]
    practice_day: Mapped[date]
    answered_at: Mapped[datetime]


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


class RecallSchedule(Base):
    """A message that comes back some days after its first answer (coach/listening/recall.py).

    ``first_found`` are the ids of the key points that the first reply told; ``promise`` is the
    sentence in which it committed to something. ``stopped``: “not this one”.
    """

    __tablename__ = "listening_recall"
    __table_args__ = (
        UniqueConstraint("user_id", "message_id"),
        Index("ix_listening_recall_day", "user_id", "answered_on"),
        CheckConstraint("rounds BETWEEN 0 AND 3", name="rounds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    message_id: Mapped[str] = mapped_column(String(100))
    answered_on: Mapped[date]
    begun_on: Mapped[date | None]
    last_on: Mapped[date | None]
    rounds: Mapped[int] = mapped_column(default=0)
    stopped: Mapped[bool] = mapped_column(default=False)
    first_found: Mapped[list[str]] = mapped_column(JSON, default=list)
    promise: Mapped[str] = mapped_column(Text, default="")


class RecallAnswer(Base):
    """What a user remembered of a message: freely, then with questions.

    ``found`` and ``details`` are the ids of what was told freely. ``asked`` are the ids of the
    questions, ``told`` the answers to them, ``right`` the questions answered rightly. ``elsewhere``
    is another message that a sentence sounds like. ``kept`` of ``known`` points that the first
    reply told were told again.
    """

    __tablename__ = "listening_recall_answer"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        Index("ix_listening_recall_answer_moment", "user_id", "answered_at"),
        CheckConstraint("kept BETWEEN 0 AND known", name="kept"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(120))
    message_id: Mapped[str] = mapped_column(String(100))
    days: Mapped[int]  # since the first answer
    text: Mapped[str] = mapped_column(Text)
    found: Mapped[list[str]] = mapped_column(JSON)
    details: Mapped[list[str]] = mapped_column(JSON)
    points: Mapped[int]
    asked: Mapped[list[str]] = mapped_column(JSON)
    told: Mapped[list[str]] = mapped_column(JSON, default=list)
    right: Mapped[list[str]] = mapped_column(JSON, default=list)
    own_word: Mapped[str] = mapped_column(Text, default="")
    elsewhere: Mapped[str] = mapped_column(String(100), default="")
    known: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    finished: Mapped[bool] = mapped_column(default=False)
    spoken_after: Mapped[float | None]  # seconds, see Reply
    spoken_seconds: Mapped[float | None]
    practice_day: Mapped[date]
    answered_at: Mapped[datetime]
