"""Tell how near a promise is to its date, and how a dated promise ended.

An early result gains nothing and a late one costs (Fang and Maglio 2024), so a promise of the
user's warns before its date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

SOON = 2  # days before the date
SHORTEST_HALF = 6  # days; a shorter promise has no halfway point
NEAR = ("half", "soon", "today", "over")  # phases that Today and People show
REASONS = ("soon", "today", "over")  # phases that are a reason to write
SHOWN = 20  # closed promises that are summed up


@dataclass(frozen=True)
class PromiseState:
    """A promise, the user's or somebody else's. ``due`` is None if no date was named.

    ``first_due``: the date before the first move. ``late_move``: it was moved after its date.
    ``looked_on``: the day on which the user said that it is on course.
    """

    mine: bool
    made_on: date
    due: date | None = None
    first_due: date | None = None
    moved_on: date | None = None
    late_move: bool = False
    looked_on: date | None = None
    state: str = "open"  # open, kept, dropped
    closed_on: date | None = None

    @property
    def began(self) -> date:
        """The day it was made, or moved."""
        return self.moved_on or self.made_on


def half_time(began: date, due: date) -> date | None:
    """Return the day on which half the time has passed, or None for a promise of a few days."""
    days = (due - began).days
    return began + timedelta(days=-(-days // 2)) if days >= SHORTEST_HALF else None


def phase(promise: PromiseState, today: date) -> str:
    """Return ``closed``, ``undated``, ``quiet``, ``half``, ``soon``, ``today`` or ``over``.

    A promise of somebody else is ``quiet`` or ``over``: it is no reason to write.
    """
    due = promise.due
    if promise.state != "open":
        return "closed"
    if due is None:
        return "undated"
    if today > due:
        return "over"
    if not promise.mine:
        return "quiet"
    if today == due:
        return "today"
    if today <= promise.began:
        return "quiet"
    if today >= due - timedelta(days=SOON):
        return "soon"
    half = half_time(promise.began, due)
    looked = promise.looked_on is not None and promise.looked_on >= promise.began
    return "half" if half is not None and today >= half and not looked else "quiet"


def move(promise: PromiseState, to: date, today: date) -> PromiseState:
    """Return the promise with another date. A move after the date is late for good."""
    if promise.due is None:
        return replace(promise, due=to, moved_on=today, looked_on=None)
    return replace(
        promise,
        due=to,
        first_due=promise.first_due or promise.due,
        moved_on=today,
        late_move=promise.late_move or today > promise.due,
        looked_on=None,
    )


def outcome(promise: PromiseState) -> str | None:
    """Return how a closed promise of the user's ended: ``kept``, ``moved``, ``late`` or ``off``.

    Return None without a date, while it is open, and for promises of others: nothing is judged.
    """
    due, closed = promise.due, promise.closed_on
    if not promise.mine or due is None or closed is None or promise.state == "open":
        return None
    if promise.late_move or closed > due:
        return "late"
    if promise.state == "dropped":
        return "off"
    return "kept" if promise.first_due is None or due <= promise.first_due else "moved"


class PromiseTally(NamedTuple):
    """How the user's last dated promises ended."""

    kept: int = 0
    moved: int = 0
    late: int = 0
    off: int = 0

    @property
    def total(self) -> int:
        """The number of promises summed up."""
        return sum(self)


def ledger(promises: Iterable[PromiseState]) -> PromiseTally:
    """Return how the last 20 dated promises of the user's ended, by the day they were closed."""
    closed = [each for each in promises if outcome(each)]
    closed.sort(key=lambda each: each.closed_on or date.min, reverse=True)
    ends = [outcome(each) for each in closed[:SHOWN]]
    return PromiseTally(*(ends.count(name) for name in PromiseTally._fields))
