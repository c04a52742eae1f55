"""Compute proportions with their confidence intervals, and tell whether one changed in a month."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # the normal quantile of a 95% interval


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95% interval of a share, from 0 to 1 (Wilson 1927).

    If there is nothing to count, it is (0, 1).
    """
    if of == 0:
        return 0.0, 1.0
    share = count / of
    spread = Z * sqrt(share * (1 - share) / of + Z**2 / (4 * of**2))
    middle = share + Z**2 / (2 * of)
    whole = 1 + Z**2 / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


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

    def changed_from(self, before: "Share") -> bool:
        """Return whether it differs from the month before by more than chance allows (95%)."""
        low, high = self.interval
        return not low <= before.percent <= high


ONE_MONTH = "One month alone shows no direction."
NO_CHANGE = "Compared with the month before, nothing changed by more than chance can explain."
