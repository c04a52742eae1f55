"""Compute the shares of each month's first drafts, with their confidence intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coach.proportions import NO_CHANGE, ONE_MONTH, Share
from coach.text import plural

FEW = 6  # drafts per month; a share of fewer says little


class DraftCounts(Protocol):
    """Counts of one month, as the query returns them."""

    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int: ...
    @property
    def messages(self) -> int: ...
    @property
    def judged(self) -> int: ...
    @property
    def core(self) -> int: ...
    @property
    def core_found(self) -> int: ...
    @property
    def also(self) -> int: ...
    @property
    def also_found(self) -> int: ...
    @property
    def marked(self) -> int: ...


@dataclass(frozen=True)
class DraftShares:
    """One month's shares: core and other parts in first drafts, and drafts with a mark."""

    first: date
    messages: int
    judged: int
    core: Share
    also: Share
    marked: Share

    @property
    def few(self) -> bool:
        """Whether the month has too few drafts for a conclusion."""
        return self.judged < FEW


@dataclass(frozen=True)
class DraftTally:
    """All months with messages, oldest first."""

    months: tuple[DraftShares, ...]

    @property
    def finding(self) -> str:
        """A sentence about the last month with messages."""
        if not self.months:
            return "No messages yet."
        last = self.months[-1]
        name, core = f"{last.first:%B}", last.core
        count = plural(last.messages, "message")
        if last.few:
            return f"{count} in {name}: too few to say more than what each of them had."
        return f"In {name} your first drafts had {core.count} of {core.of} core parts."

    @property
    def change(self) -> str:
        """A sentence on whether core parts became more or less frequent, if intervals show it."""
        if len(self.months) < 2:
            return ONE_MONTH
        before, last = self.months[-2:]
        if last.few or before.few or not last.core.changed_from(before.core):
            return NO_CHANGE
        word = "more" if last.core.percent > before.core.percent else "fewer"
        return f"First drafts had {word} core parts than the month before, beyond chance."


def monthly(counts: Sequence[DraftCounts]) -> DraftTally:
    """Return the tally of these months."""
    return DraftTally(
        tuple(
            DraftShares(
                first=date(each.year, each.month, 1),
                messages=each.messages,
                judged=each.judged,
                core=Share(each.core_found, each.core),
                also=Share(each.also_found, each.also),
                marked=Share(each.marked, each.judged),
            )
            for each in counts
        )
    )
