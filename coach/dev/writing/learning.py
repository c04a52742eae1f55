"""Fitting the heads of one group, and choosing where an answer turns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from coach.dev.writing.examples import Example
from coach.listening.engine.classifier.vectors import WIDTH, Vectors
from coach.writing.engine.features import GENERAL
from coach.writing.engine.weights import CALMER, LOUDER, SETS, HeadGroup

Floats = NDArray[Any]
STRENGTH = 0.3  # inverse of the penalty, by cross-validation over writers
FINAL_STRENGTH = 0.1
RARE = 3  # a word or pair counts that stands in so many sentences, by two writers or more
OTHERWISE = 0.5  # weight of a message that was typed otherwise than it was written
SEEDS = 2.0  # weight of the guideline author's own examples
SHARE_OF_OTHERS = 0.35  # of the units of messages without a mark, when marks are learnt
CONSTANT = GENERAL.index("one")


@dataclass(frozen=True)
class Task:
    """What one group learns: its labels, the examples that carry them, the number of words."""

    name: str
    labels: tuple[str, ...]
    examples: tuple[Example, ...]
    words: int
    whole: bool  # whether the draft's WHOLE counts as well


def vocabulary(examples: Iterable[Example], most: int) -> dict[str, int]:
    """Return the commonest words and pairs of words by number."""
    counts: Counter[str] = Counter()
    writers: dict[str, set[str]] = defaultdict(set)
    for e in examples:
        for grams in e.seen.grams[: e.seen.sentences] if e.plain else ():
            counts.update(grams)
            for gram in grams:
                writers[gram].add(e.message.writer)
    ordered = sorted(counts, key=lambda g: (-counts[g], g))
    kept = [g for g in ordered if counts[g] >= RARE and len(writers[g]) > 1]
    return {g: i for i, g in enumerate(kept[:most])}


def inputs(example: Example, words: Mapping[str, int], full: bool) -> Vectors:
    """Return a row for each unit of an example (in full: for each that is encoded)."""
    seen = example.seen
    bag = np.zeros((len(seen.units), len(words)), np.float32)
    for row, grams in zip(bag, seen.grams, strict=True):
        row[[words[g] for g in grams if g in words]] = CALMER
    rows = np.hstack([seen.rows, bag])
    if not full:
        return rows
    return np.hstack([seen.vectors * LOUDER, rows[list(seen.encoded)]])


def fit(task: Task, train: Sequence[Example]) -> HeadGroup:
    """Return a group whose final rows are not yet fitted."""
    words = vocabulary(train, task.words)
    rows = {}
    for name in SETS:
        full = not name.endswith("basic")
        x, y, weight = _stack(task, train, words, full, name.startswith("sentence"))
        rows[name] = regressions(x, y, weight, CONSTANT + (WIDTH if full else 0))
    return HeadGroup(task.labels, words, rows, {}, {})


def _stack(
    task: Task, train: Sequence[Example], words: Mapping[str, int], full: bool, sentences: bool
) -> tuple[Vectors, Floats, Vectors]:
    """Return the inputs of the sentences (or clauses) to learn from, whether each carries each
    label, and the weight of each of these answers."""
    rows, answers, weights = [], [], []
    draw = np.random.default_rng(1)
    for e in train:
        all_of = np.array(e.seen.encoded if full else range(len(e.seen.units)))
        which = (all_of < e.seen.sentences) == sentences
        y = np.stack([_answers(e, label)[all_of[which]] for label in task.labels], axis=1)
        kept = np.ones(len(y), bool)
        if task.whole and not (y > 0).any():
            kept = draw.random(len(y)) < SHARE_OF_OTHERS
        rows.append(inputs(e, words, full)[which][kept])
        answers.append(y[kept] > 0)
        weights.append((y[kept] >= 0) * _weight(e))
    return np.vstack(rows), np.vstack(answers), np.vstack(weights).astype(np.float32)


def _answers(example: Example, label: str) -> Floats:
    marked = example.marked.get(label)
    return np.full(len(example.seen.units), -1) if marked is None else marked


def _weight(example: Example) -> float:
    return (1.0 if example.plain else OTHERWISE) * (
        SEEDS if example.message.writer == "seeds" else 1.0
    )


def regressions(x: Vectors, y: Floats, weight: Vectors, constant: int) -> Vectors:
    """Return the coefficients of a logistic regression for each column of y, all at once.

    The penalty is half the squared norm over STRENGTH, without that of the constant input.
    """
    shape = (y.shape[1], x.shape[1])
    truth = y.T.astype(np.float32)
    weight = np.ascontiguousarray(weight.T)
    free = np.ones(shape[1], np.float32)
    free[constant] = 0

    def loss(flat: Floats) -> tuple[float, Floats]:
        rows = flat.reshape(shape).astype(np.float32)
        z = rows @ x.T
        each = np.logaddexp(0, z) - truth * z
        slope = (1 / (1 + np.exp(-np.clip(z, -30, 30))) - truth) * weight
        shrunk = rows * free
        value = float((each * weight).sum(dtype=np.float64) + (shrunk**2).sum() / (2 * STRENGTH))
        return value, (slope @ x + shrunk / STRENGTH).ravel().astype(np.float64)

    found = minimize(
        loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B",
        options={"maxiter": 70, "maxcor": 8, "ftol": 1e-5},
    )  # fmt: skip
    return np.asarray(found.x.reshape(shape), np.float32)


def draft_inputs(task: Task, example: Example, scores: Vectors) -> Vectors:
    """Return a row for each label: the best sentence, the best clause, and WHOLE or a one."""
    first = example.seen.sentences
    best = np.stack([scores[:first].max(axis=0), scores[first:].max(axis=0)]).T
    rest = example.seen.whole if task.whole else np.ones(1, np.float32)
    return np.hstack([best, np.tile(rest, (len(task.labels), 1))])


def final_row(x: Floats, y: Floats) -> Vectors:
    """Return the coefficients over ``draft_inputs``; its last input is always one."""
    model = LogisticRegression(C=FINAL_STRENGTH, max_iter=2000).fit(x[:, :-1], y)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def turning_point(z: Floats, y: Floats, mark: bool) -> float:
    """Return the logit from which a label counts as found.

    For parts it is the best mean of the F1 of found and of not found, for marks the best F1; an
    average over neighbouring logits, so that one message does not decide.
    """
    grid = np.linspace(-2.5, 2.5, 101)
    values = np.array([_worth(z > t, y, mark) for t in grid])
    smooth = np.convolve(np.pad(values, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    return float(grid[int(smooth.argmax())])


def _worth(found: Floats, y: Floats, mark: bool) -> float:
    hits, false, missed = (found & y).sum(), (found & ~y).sum(), (~found & y).sum()
    right = (~found & ~y).sum()
    f1 = 2 * hits / max(1, 2 * hits + false + missed)
    return float(f1 if mark else (f1 + 2 * right / max(1, 2 * right + false + missed)) / 2)
