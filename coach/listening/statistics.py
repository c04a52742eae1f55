"""Count what replies do: in one reply, and as monthly shares with confidence intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from coach.listening.engine.classifier.genres import advises
from coach.listening.engine.classifier.judgement import Judgement
from coach.proportions import NO_CHANGE, ONE_MONTH, Share
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
            return ONE_MONTH
        before, last = self.months[-2:]
        if last.few or before.few or not last.advised.changed_from(before.advised):
            return NO_CHANGE
        word = "rarer" if last.advised.percent < before.advised.percent else "more frequent"
        return f"Advice became {word} than in the month before, by more than chance allows."


def monthly(counts: Sequence[Counts]) -> PracticeStatistics:
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


@dataclass(frozen=True)
class ReplyCounts:
    """What counts of one reply: an open question, advice, and key points found."""

    asked_open: bool
    advised: bool
    points_found: int
    points: int


def count(judgement: Judgement) -> ReplyCounts:
    """Return what counts of a reply. Uncertain acts do not count.

    No key point counts if the reply is in another language. For overruled notes see
    ``feedback.overruled``.
    """
    points = judgement.points if judgement.english else ()
    return ReplyCounts(
        judgement.question.sure == "yes" and judgement.question_type == "open",
        advises(judgement),
        sum(point.sure == "yes" for point in points),
        len(points),
    )


class ListeningPractice(NamedTuple):
    """What was done in the listening room in a period: counts, never scores.

    ``days`` have an answer of any sort. ``waited``: messages of “Wait for it”; ``recalled``:
    messages remembered; ``spoken``: replies said aloud.
    """

    days: int = 0
    waited: int = 0
    recalled: int = 0
    spoken: int = 0

    @property
    def said(self) -> str:
        """What was done besides the days, such as ``Six messages waited for, one remembered.``"""
        done = [
            (plural(self.waited, "message") + " waited for", self.waited),
            (plural(self.recalled, "message") + " remembered", self.recalled),
            (plural(self.spoken, "reply", "replies") + " said aloud", self.spoken),
        ]
        told = ", ".join(words for words, count in done if count)
        return f"{told[:1].upper()}{told[1:]}." if told else ""
