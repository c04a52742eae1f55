"""Define the tables of look-backs: sittings, answers, then-tests, goals and suggestions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base

PRINCIPLE = "BETWEEN 1 AND 8"


class Sitting(Base):
    """A user's look-back of one week. Its first answer creates it."""

    __tablename__ = "sitting"
    __table_args__ = (
        UniqueConstraint("user_id", "week"),
        CheckConstraint("cycle >= 1", name="cycle"),
        CheckConstraint("week_in_cycle BETWEEN 1 AND 4", name="week_in_cycle"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    week: Mapped[str] = mapped_column(String(8))  # ISO 8601, sorts by time: 2026-W48
    cycle: Mapped[int]
    week_in_cycle: Mapped[int]
    baseline: Mapped[bool]
    begun_at: Mapped[datetime]
    whole: Mapped[bool] = mapped_column(default=False)  # all sixteen questions are answered
    doubtful: Mapped[bool] = mapped_column(default=False)  # has quality flags (response_quality)
    wrote: Mapped[bool] = mapped_column(default=False)  # the journal has a text about it
    # ClosedCycles of the cycles before this one, so that pages need not read them again
    noise_ss: Mapped[float] = mapped_column(default=0.0)
    noise_df: Mapped[int] = mapped_column(default=0)
    pairs_ss: Mapped[float] = mapped_column(default=0.0)
    pairs_df: Mapped[int] = mapped_column(default=0)
    reach: Mapped[str] = mapped_column(String(8), default="00000000")
    verdict: Mapped[str] = mapped_column(String(8), default="........")
    moved_total: Mapped[float] = mapped_column(default=0.0)
    moved_weight: Mapped[float] = mapped_column(default=0.0)
    # The verdict on this cycle as it was given, stored when the next cycle begins. A later rule may
    # judge the same answers differently.
    told: Mapped[str | None] = mapped_column(String(8))


class Response(Base):
    """The answer to one item in one week. A later answer replaces it.

    ``principle`` and ``reverse`` are copied from the item, so that it can leave the bank later.
    ``value`` is None for "It did not come up".
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("user_id", "week", "item"),
        CheckConstraint(f"principle {PRINCIPLE}", name="principle"),
        CheckConstraint("value IN (0, 25, 50, 75, 100)", name="value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    week: Mapped[str] = mapped_column(String(8), index=True)  # the admin's figures are by week
    item: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(16))  # of the text that the user read
    principle: Mapped[int]
    reverse: Mapped[bool]
    value: Mapped[int | None]
    seconds: Mapped[float | None]
    answered_at: Mapped[datetime]


class Hindsight(Base):
    """A then-test answer: how the user sees their first week today, for one of eight items.

    It is never mixed with the answers themselves. The rating of the current week is the Response to
    the same item. ``value`` is as given, or None for "It did not come up".
    """

    __tablename__ = "hindsight"
    __table_args__ = (
        UniqueConstraint("user_id", "week", "item"),
        CheckConstraint("value IN (0, 25, 50, 75, 100)", name="value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    week: Mapped[str] = mapped_column(String(8))
    item: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(16))
    reverse: Mapped[bool]
    value: Mapped[int | None]
    answered_at: Mapped[datetime]


class Direction(Base):
    """The two principles that matter most to a user now, and their chosen focus."""

    __tablename__ = "direction"
    __table_args__ = (
        CheckConstraint(f"first {PRINCIPLE}", name="first"),
        CheckConstraint(f"second {PRINCIPLE}", name="second"),
        CheckConstraint("first < second", name="two"),
        CheckConstraint(f"focus {PRINCIPLE}", name="focus"),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    first: Mapped[int | None]
    second: Mapped[int | None]
    matters_at: Mapped[datetime | None]
    focus: Mapped[int | None]
    focus_at: Mapped[datetime | None]

    @property
    def matters(self) -> tuple[int, ...]:
        """The two principles that matter most, or an empty tuple."""
        return two(self.first, self.second)


def two(first: int | None, second: int | None) -> tuple[int, ...]:
    """Return two principles as a pair, or an empty tuple if one is missing."""
    return () if first is None or second is None else (first, second)


class Advice(Base):
    """The suggestion (``recommendation.Suggestion``) in force from an instant on.

    It is stored so that Today need not compute scores. When a look-back ends, one row is written
    for now and one for the instant at which the cycle closes and its scores are judged.
    """

    __tablename__ = "advice"
    __table_args__ = (
        UniqueConstraint("user_id", "since"),
        CheckConstraint(f"principle {PRINCIPLE}", name="principle"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
    principle: Mapped[int]
    reason: Mapped[int]  # recommendation.Reason
    practised: Mapped[int]
