"""Which principle to work on next: a suggestion with its reason, never a verdict."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from coach.assessment.scoring import Estimate, overall
from coach.principles import PRINCIPLES


class Reason(Flag):
    """Why a principle is a candidate; several may hold at once."""

    MATTERS = auto()  # the person named it among the two that matter most now
    LOW = auto()  # its band lies wholly below the person's own mean
    UNTRIED = auto()  # nothing practised for it in the time looked at


@dataclass(frozen=True)
class Suggestion:
    """A principle (1 to 8), why it was a candidate, and how often it was practised."""

    principle: int
    reason: Reason
    practised: int


def low(profile: Mapping[int, Estimate]) -> set[int]:
    """The principles whose band does not reach up to the person's own mean."""
    own_mean = overall(profile) if profile else 0.0
    return {p for p, score in profile.items() if score.high < own_mean}


def high(profile: Mapping[int, Estimate]) -> set[int]:
    """The principles whose band does not reach down to the person's own mean."""
    own_mean = overall(profile) if profile else 0.0
    return {p for p, score in profile.items() if score.low > own_mean}


def suggest(
    profile: Mapping[int, Estimate], matters: Collection[int], practised: Mapping[int, int]
) -> Suggestion:
    """The least practised of what matters most, else of the credibly lowest scores, else of all.

    What the person named decides; a low score that they did not name is not put before it.
    ``practised`` counts what was done for each principle. Equals are settled by the lower score,
    then by the order of the principles.
    """
    lows = low(profile)
    candidates = set(matters) or lows or {principle.number for principle in PRINCIPLES}

    def order(principle: int) -> tuple[int, float, int]:
        score = profile[principle].mean if principle in profile else 100.0
        return practised.get(principle, 0), score, principle

    chosen = min(candidates, key=order)
    reason = Reason(0)
    for flag, holds in (
        (Reason.MATTERS, chosen in matters),
        (Reason.LOW, chosen in lows),
        (Reason.UNTRIED, not practised.get(chosen)),
    ):
        reason |= flag if holds else Reason(0)
    return Suggestion(chosen, reason, practised.get(chosen, 0))
