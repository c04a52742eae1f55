"""Suggest the principle to work on next, with a reason. It is never a verdict."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from coach.assessment.scoring import Estimate, overall
from coach.principles import PRINCIPLES


class Reason(Flag):
    """Why a principle was suggested. Several reasons may apply."""

    MATTERS = auto()  # the user named it among the two that matter most now
    LOW = auto()  # its band is completely below the user's own mean
    UNTRIED = auto()  # not practised in the period
    EQUAL = auto()  # practised as often as another candidate, and at least once


@dataclass(frozen=True)
class Suggestion:
    """A principle (1 to 8), why it was suggested, and how often it was practised."""

    principle: int
    reason: Reason
    practised: int


def low(profile: Mapping[int, Estimate]) -> set[int]:
    """Return the principles whose band is completely below the user's own mean."""
    own_mean = overall(profile) if profile else 0.0
    return {p for p, score in profile.items() if score.high < own_mean}


def suggest(
    profile: Mapping[int, Estimate], matters: Collection[int], practised: Mapping[int, int]
) -> Suggestion:
    """Return the least practised of what matters most, or of the low scores, or of all.

    What the user named comes first, even if other scores are lower. ``practised`` is a count for
    each principle. Ties are decided by the lower score, then by the order of the principles.
    """
    lows = low(profile)
    candidates = set(matters) or lows or {principle.number for principle in PRINCIPLES}

    def order(principle: int) -> tuple[int, float, int]:
        score = profile[principle].mean if principle in profile else 100.0
        return practised.get(principle, 0), score, principle

    chosen = min(candidates, key=order)
    done = practised.get(chosen, 0)
    alike = sum(practised.get(each, 0) == done for each in candidates)
    reason = Reason(0)
    for flag, holds in (
        (Reason.MATTERS, chosen in matters),
        (Reason.LOW, chosen in lows),
        (Reason.UNTRIED, not done),
        (Reason.EQUAL, done > 0 and alike > 1),
    ):
        reason |= flag if holds else Reason(0)
    return Suggestion(chosen, reason, done)
