"""Look-backs: sittings, the answers given in them, and where the person wants to go."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base

PRINCIPLE = "BETWEEN 1 AND 8"


class Sitting(Base):
    """One week's look-back of one person, made by its first answer."""

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
    whole: Mapped[bool] = mapped_column(default=False)  # all sixteen are answered
    doubtful: Mapped[bool] = mapped_column(default=False)  # its answers disagree (quality.py)
    wrote: Mapped[bool] = mapped_column(default=False)  # two lines about it are in the journal
    # change.Past of the cycles before this one, so that no page need read them again
    noise_ss: Mapped[float] = mapped_column(default=0.0)
    noise_df: Mapped[int] = mapped_column(default=0)
    pairs_ss: Mapped[float] = mapped_column(default=0.0)
    pairs_df: Mapped[int] = mapped_column(default=0)
    reach: Mapped[str] = mapped_column(String(8), default="00000000")
    verdict: Mapped[str] = mapped_column(String(8), default="........")
    moved_total: Mapped[float] = mapped_column(default=0.0)
    moved_weight: Mapped[float] = mapped_column(default=0.0)
    # the verdict on this cycle as it was given, kept once the next one begins: a later rule may
    # read the same answers otherwise
    told: Mapped[str | None] = mapped_column(String(8))


class Response(Base):
    """The answer to one item in one week; the last one given stands.

    ``principle`` and ``reverse`` are kept as they were when it was asked, so that an item may
    leave the bank. ``value`` is None where no occasion came up.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("user_id", "week", "item"),
        CheckConstraint(f"principle {PRINCIPLE}", name="principle"),
        CheckConstraint("value IN (0, 25, 50, 75, 100)", name="value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    week: Mapped[str] = mapped_column(String(8), index=True)  # the host's figures are by week
    item: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(16))  # of the text that was read
    principle: Mapped[int]
    reverse: Mapped[bool]
    value: Mapped[int | None]
    seconds: Mapped[float | None]
    answered_at: Mapped[datetime]


class Hindsight(Base):
    """How a person sees, in this week's look-back, the first week of all: one item of eight.

    A separate mark, never merged with the answers. What they say of this week itself is the
    response to the same item; ``value`` is as given, None where no occasion came up.
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
    """The two principles that matter most to a person now, and the focus they chose."""

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
        """The two principles that matter most, or none."""
        return two(self.first, self.second)


def two(first: int | None, second: int | None) -> tuple[int, ...]:
    """Return two principles as a pair, or nothing where one is missing."""
    return () if first is None or second is None else (first, second)


class Advice(Base):
    """The focus suggested from an instant on (focus.Suggestion), so that Today reads no scores.

    Written when a look-back ends: one for now, and one for the instant at which the cycle closes
    and its scores are judged, when nobody need be here.
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
    reason: Mapped[int]  # focus.Reason
    practised: Mapped[int]
