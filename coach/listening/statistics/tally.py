"""Compute the shares of each month, with their confidence intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coach.lessons.calibration import wilson
from coach.text import month, plural

FEW = 12  # replies per month; a share of fewer says little


class Counts(Protocol):
    """Counts of one month, as the query returns them."""

    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int: ...
    @property
    def replies(self) -> int: ...
    @property
    def advised(self) -> int: ...
    @property
    def asked_of(self) -> int: ...
    @property
    def asked_open(self) -> int: ...
    @property
    def points(self) -> int: ...
    @property
    def points_found(self) -> int: ...


@dataclass(frozen=True)
class Share:
    """``count`` of ``of``, with the 95% interval of the share (Wilson 1927), in per cent."""

    count: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole per cent, or 0 if there is nothing to count."""
        return round(100 * self.count / self.of) if self.of else 0

    @property
    def interval(self) -> tuple[int, int]:
        """The 95% interval of the share, in whole per cent."""
        low, high = wilson(self.count, self.of)
        return round(100 * low), round(100 * high)


@dataclass(frozen=True)
class MonthShares:
    """One month's shares."""

    first: date
    replies: int
    asked: Share
    advised: Share
    points: Share

    @property
    def few(self) -> bool:
        """Whether the month has too few replies for a conclusion."""
        return self.replies < FEW


@dataclass(frozen=True)
class PracticeStatistics:
    """All months with replies, oldest first."""

    months: tuple[MonthShares, ...]

    @property
    def replies(self) -> int:
        """The number of all replies."""
        return sum(month.replies for month in self.months)

    @property
    def finding(self) -> str:
        """A sentence about the last month with replies."""
        if not self.months:
            return "No replies yet."
        last = self.months[-1]
        name = month(last.first)
        if last.few:
            return f"{_replies(last.replies)} in {name}: too few to say more than what they did."
        return (
            f"In {name} you gave advice nobody asked for in {last.advised.count} of "
            f"{last.advised.of} replies, and asked an open question in {last.asked.count} of "
            f"{last.asked.of}."
        )

    @property
    def change(self) -> str:
        """A sentence on whether advice became rarer or more frequent, if the intervals show it."""
        if len(self.months) < 2:
            return "One month alone shows no direction."
        before, last = self.months[-2:]
        low, high = last.advised.interval
        if last.few or before.few or low <= before.advised.percent <= high:
            return "From the month before to this one nothing moved by more than chance allows."
        word = "rarer" if last.advised.percent < before.advised.percent else "more frequent"
        return f"Advice became {word} than in the month before, by more than chance allows."


def of(counts: Sequence[Counts]) -> PracticeStatistics:
    """Return the statistics of these months."""
    return PracticeStatistics(
        tuple(
            MonthShares(
                first=date(each.year, each.month, 1),
                replies=each.replies,
                asked=Share(each.asked_open, each.asked_of),
                advised=Share(each.advised, each.replies),
                points=Share(each.points_found, each.points),
            )
            for each in counts
        )
    )


def _replies(count: int) -> str:
    return plural(count, "reply", "replies")
