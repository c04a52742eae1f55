"""Fitting heads and choosing thresholds: part of the developers' program train.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from coach.listening.engine.classifier.heads import Head
from coach.listening.engine.classifier.vectors import Vectors

Floats = NDArray[Any]
Labels = Sequence[Any] | Floats
Folds = Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]]


def fit(inputs: Floats, labels: Labels, names: Sequence[str], strength: float) -> Head:
    """Return a head. Two labels make one output, more labels one each, in the order of names."""
    model = LogisticRegression(C=strength, max_iter=1000).fit(inputs, labels)
    rows, bias = model.coef_, model.intercept_
    if len(rows) > 1:
        order = [list(model.classes_).index(name) for name in names]
        rows, bias = rows[order], bias[order]
    return Head(tuple(names), rows.astype(np.float32), bias.astype(np.float32))


def by_group(groups: Sequence[str], count: int) -> Folds:
    """Return folds that do not cut through a group."""
    folds = GroupKFold(min(count, len(set(groups))))
    return list(folds.split(np.zeros(len(groups)), groups=groups))


def by_writer(writers: Sequence[str]) -> Folds:
    """Return folds that leave out one writer each; for a single writer none."""
    all_of = np.array(writers)
    names = sorted(set(writers))
    return [
        (np.flatnonzero(all_of != n), np.flatnonzero(all_of == n)) for n in names if len(names) > 1
    ]


def out_of_fold(
    inputs: Floats, labels: Labels, names: Sequence[str], strength: float, folds: Folds
) -> Vectors:
    """Return each example's logits by a head that has not seen its group."""
    found = np.zeros((len(inputs), len(names)), np.float32)
    kept = np.array(labels)
    for train, test in folds:
        found[test] = fit(inputs[train], kept[train], names, strength).scores(inputs[test])
    return found


@dataclass(frozen=True)
class Scores:
    """Counts of a yes-or-no decision."""

    hits: int
    false: int
    missed: int
    rejected: int

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    @property
    def alarms(self) -> float:
        """Return the share of replies without the act that are said to have it."""
        return self.false / max(1, self.false + self.rejected)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)


def score(true: Floats, said: Floats) -> Scores:
    true, said = np.asarray(true, bool), np.asarray(said, bool)
    return Scores(
        int((true & said).sum()), int((~true & said).sum()),
        int((true & ~said).sum()), int((~true & ~said).sum()),
    )  # fmt: skip


def candidates(logits: Floats) -> Iterator[float]:
    """Yield thresholds half-way between neighbouring scores, at most 200 of them."""
    distinct = np.unique(logits)
    middles = (distinct[1:] + distinct[:-1]) / 2
    yield from map(float, middles[:: max(1, len(middles) // 200)])


def threshold(true: Floats, logits: Floats, most_alarms: float = 1.0) -> float:
    """Return the threshold of the best F1 among those that keep false alarms low enough."""
    best, chosen = -1.0, 0.0
    for at in candidates(logits):
        found = score(true, logits >= at)
        if found.alarms <= most_alarms and found.f1 > best:
            best, chosen = found.f1, at
    return chosen


def zone(true: Floats, logits: Floats, middle: float) -> tuple[float, float]:
    """Return the thresholds around the middle between which a reply can be read either way.

    Above the upper one nine in ten are right; below the lower one less than one in twelve of
    those with the act are lost. The zone holds at most a tenth of the replies on either side.
    """
    spread = np.sort(logits)
    at = int(np.searchsorted(spread, middle))
    tenth = len(spread) // 10
    least, most = spread[max(0, at - tenth)], spread[min(len(spread) - 1, at + tenth)]
    upper = [
        t for t in candidates(logits) if t >= middle and score(true, logits >= t).precision >= 0.9
    ]
    lower = [
        t for t in candidates(logits) if t <= middle and score(true, logits >= t).recall >= 0.92
    ]
    high = min([*upper[:1], float(most)])
    low = max([*lower[-1:], float(least)])
    return min(low, middle), max(high, middle)


def nested(
    true: Floats, logits: Floats, folds: Folds, most_alarms: float = 1.0
) -> NDArray[np.bool_]:
    """Return decisions by thresholds that were chosen on the other folds."""
    said = np.zeros(len(true), bool)
    for train, test in folds:
        said[test] = logits[test] >= threshold(true[train], logits[train], most_alarms)
    return said


def area(true: Floats, scores: Floats) -> float:
    """Return the area under the curve: how often a true one scores above a false one."""
    return float(roc_auc_score(true, scores))


def found_at(true: Floats, scores: Floats, rejected: float) -> float:
    """Return the share of true ones found where this share of the false ones is rejected."""
    at = np.quantile(scores[~true], rejected)
    return float((scores[true] > at).mean())


def macro(true: Sequence[str], said: Sequence[str], names: Sequence[str]) -> float:
    """Return the mean of the F1 of each name."""
    kept, told = np.array(true), np.array(said)
    return sum(score(kept == n, told == n).f1 for n in names) / len(names)
