"""Define the table of intentions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base
from coach.intentions.rules import LONGEST_WHO, LONGEST_WORDS


class Intention(Base):
    """What a user wants to say to somebody on a day.

    ``token`` makes it unique: it is the lesson step's id, so that each step has one intention.
    ``step_id`` is the step it was made in; content may drop that step later. What came back is a
    note in the journal, with the key ``queries.note_key(token)``.
    """

    __tablename__ = "intention"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        CheckConstraint("state IN ('open', 'said', 'reworded', 'let_go')", name="state"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed_has_day"),
        CheckConstraint("words <> ''", name="words"),
        Index("ix_intention_user_id_state", "user_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(100))
    step_id: Mapped[str] = mapped_column(String(100))
    who: Mapped[str] = mapped_column(String(LONGEST_WHO), default="")
    # somebody on the user's list, if one was chosen
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    state: Mapped[str] = mapped_column(String(8), default="open")
    closed_on: Mapped[date | None]  # the day on which the user answered
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
