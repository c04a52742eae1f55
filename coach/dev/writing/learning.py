"""Fit the network's layers and the heads of drafts, and choose where an answer turns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coach.dev.writing import network
from coach.dev.writing.examples import GUIDELINE, NEUTRAL, Example
from coach.dev.writing.network import UnitStack
from coach.listening.engine.classifier.vectors import WIDTH, Vectors
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.weights import KIND, WORD, UnitNetwork

Floats = NDArray[Any]
FINAL_STRENGTH = 1.0  # inverse of the penalty of a draft's head, by cross-validation over writers
WORDS = 400  # words and pairs of words that are known
RARE = 3  # a word or pair counts that stands in so many sentences, by two writers or more
OTHERWISE = 0.5  # weight of a message that was typed otherwise than it was written
NATURAL = ("brandt", "diallo", "ferreira", "novak")  # wrote before anybody labelled
DECIDED = 6.0  # weight of the guideline's decided cases, beside OTHERWISE
REPORTS = 4.0  # weight of neutral sentences, beside OTHERWISE
SEEDS = 2.0  # weight of the guideline author's own examples when units are learnt
NATURAL_UNITS = 2.0  # weight of natural writers when units are learnt
NATURAL_DRAFTS = 6.0  # weight of a natural writer's drafts where answers turn
SHRUNK, COMMON = 0.5, 0.2  # a part's turning point goes half-way to a common one
MARKS = tuple(sorted({mark for kind in KINDS.values() for mark in kind.marks}))
LABELS = (*(f"{name}/{part}" for name, kind in KINDS.items() for part in kind.parts), *MARKS)


def vocabulary(examples: Iterable[Example]) -> dict[str, int]:
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
    return {g: i for i, g in enumerate(kept[:WORDS])}


def stack(
    examples: Sequence[Example], words: Mapping[str, int], columns: Vectors
) -> tuple[UnitStack, NDArray[np.int64]]:
    """Return the units of all examples, with embeddings along ``columns``, and the number of the
    example that each unit is from."""
    rows, answers, weights, numbers = [], [], [], []
    for number, e in enumerate(examples):
        rows.append(_inputs(e, words, columns))
        answers.append(_answers(e))
        weight = _writer_weight(e.message.writer) * (1.0 if e.plain else OTHERWISE)
        weights += [weight] * len(e.seen.units)
        numbers += [number] * len(e.seen.units)
    all_of = UnitStack(np.vstack(rows), np.vstack(answers), np.array(weights, np.float32))
    return all_of, np.array(numbers)


def _writer_weight(writer: str) -> float:
    known = {"seeds": SEEDS, GUIDELINE: DECIDED, NEUTRAL: REPORTS}
    known |= dict.fromkeys(NATURAL, NATURAL_UNITS)
    return known.get(writer, 1.0)


def _inputs(e: Example, words: Mapping[str, int], columns: Vectors) -> NDArray[np.float16]:
    bag = np.zeros((len(e.seen.units), len(words)), np.float32)
    for row, grams in zip(bag, e.seen.grams, strict=True):
        row[[words[g] for g in grams if g in words]] = WORD
    kind = np.zeros((len(e.seen.units), len(KINDS)), np.float32)
    kind[:, list(KINDS).index(e.message.kind)] = KIND
    own, around, rest = np.split(e.seen.inputs, [WIDTH, 2 * WIDTH], axis=1)
    return np.hstack([own @ columns, around @ columns, rest, kind, bag]).astype(np.float16)


def _answers(e: Example) -> NDArray[np.int8]:
    """Return a row per unit and a column per label: 1, 0, or -1 where it is not to be learnt."""
    found = np.full((len(e.seen.units), len(LABELS)), -1, np.int8)
    if e.message.writer == NEUTRAL:
        return np.zeros_like(found)
    for label, marked in e.marked.items():
        name = label if label in MARKS else f"{e.message.kind}/{label}"
        found[:, LABELS.index(name)] = marked
    return found


def fit(units: UnitStack, words: Mapping[str, int], columns: Vectors) -> UnitNetwork:
    """Return a network that has learnt from the units."""
    return UnitNetwork(LABELS, words, **network.unfolded(network.fit(units), columns))


def draft_inputs(example: Example, scores: Vectors, mark: bool) -> Vectors:
    """Return the inputs of a draft's head for one label: the best sentence, the best clause, and
    WHOLE for a mark, a one for a part."""
    first = example.seen.sentences
    rest = example.seen.whole if mark else np.ones(1, np.float32)
    return np.array([scores[:first].max(), scores[first:].max(), *rest], np.float32)


def draft_weights(examples: Iterable[Example]) -> Vectors:
    """Return the weight of each draft when heads are fitted."""
    return np.array(
        [NATURAL_DRAFTS if e.message.writer in NATURAL else 1.0 for e in examples], np.float32
    )


def final_row(x: Floats, y: Floats, weights: Floats) -> Vectors:
    """Return the coefficients over ``draft_inputs``; its last input is always one."""
    model = LogisticRegression(C=FINAL_STRENGTH, max_iter=2000)
    model.fit(x[:, :-1], y, sample_weight=weights)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def turning_point(z: Floats, y: Floats, weights: Floats, mark: bool) -> float:
    """Return the logit from which a label counts as found.

    For parts it is the best mean of the F1 of found and of not found, for marks the best F1; an
    average over neighbouring logits, so that one message does not decide. What is best for the
    writers of the corpus is too good for others: a part's is shrunk to a common one.
    """
    grid = np.linspace(-2.5, 2.5, 101)
    values = np.array([_worth(z > t, y, weights, mark) for t in grid])
    smooth = np.convolve(np.pad(values, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    best = float(grid[int(smooth.argmax())])
    return best if mark else SHRUNK * best + COMMON


def _worth(found: Floats, y: Floats, weights: Floats, mark: bool) -> float:
    hits, right = (weights * (found & y)).sum(), (weights * (~found & ~y)).sum()
    wrong = (weights * (found ^ y)).sum()
    f1 = 2 * hits / max(1, 2 * hits + wrong)
    return float(f1 if mark else (f1 + 2 * right / max(1, 2 * right + wrong)) / 2)
