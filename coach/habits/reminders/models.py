"""Define the tables of reminders: the users' choices, sent e-mails and used one-tap links."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base


class ReminderChoice(Base):
    """How a user wants to be reminded. Without a row there are no reminders.

    ``feed``: the secret part of the calendar's address. ``mail_at``: the wall-clock time of the
    day's e-mail. ``agreed``: the address whose owner has consented. Any other address gets one
    question only, because somebody else may have typed it.
    """

    __tablename__ = "reminder_choice"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    feed: Mapped[str | None] = mapped_column(String(64), unique=True)
    look_back_at: Mapped[time | None]
    mail_at: Mapped[time | None]
    asked_on: Mapped[date | None]
    agreed: Mapped[str] = mapped_column(String(255), default="")


class Reminder(Base):
    """One e-mail of one day. The row is claimed before the e-mail is sent, so that it is sent once.

    ``unsure``: the connection broke after the server may have accepted it, so it is not repeated.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("user_id", "kind", "day"),
        CheckConstraint("kind IN ('question', 'digest')", name="kind"),
        CheckConstraint(
            "state IN ('claimed', 'sent', 'failed', 'refused', 'unsure', 'empty')", name="state"
        ),
        CheckConstraint("(state = 'failed') = (again_at IS NOT NULL)", name="failed_has_again"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(7))
    attempts: Mapped[int] = mapped_column(default=1)
    claimed_at: Mapped[datetime]
    again_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(200), default="")


class UsedLink(Base):
    """A one-tap check-in link that was used. Each link works once."""

    __tablename__ = "used_link"
    __table_args__ = (UniqueConstraint("habit_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"))
    day: Mapped[date]
    used_at: Mapped[datetime]


class Installation(Base):
    """The random id of this installation, in a single row.

    It is stored in the database, so that it stays the same after a restore or a move to another
    database or address.
    """

    __tablename__ = "installation"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
