"""Fit the network that scores units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.listening.engine.classifier.vectors import Vectors

Floats = NDArray[Any]
AXES = 160  # principal axes of the embeddings on which the hidden layer is learnt
EMBEDDED = 2 * AXES  # inputs that come from embeddings
INNER = 64  # width of the hidden layer
EPOCHS = 6
BATCH = 512
RATE = 0.002  # the first learning rate; it falls to a twentieth
FADED = 0.2, 0.3  # shares of inputs and of hidden values that are left out at random
WORDLESS = 0.25  # share of units that are learnt without their embeddings, for the basic mode
SHRINK = {"hidden": 0.01, "out": 0.01, "direct": 0.1}  # decay of weights, times the rate


@dataclass(frozen=True)
class UnitStack:
    """Units to learn from: a row of inputs each, answers (1, 0, or -1 for none) and a weight."""

    inputs: NDArray[np.float16]
    answers: NDArray[np.int8]
    weights: Vectors

    def where(self, kept: NDArray[np.bool_]) -> "UnitStack":
        """Return the chosen units."""
        return UnitStack(self.inputs[kept], self.answers[kept], self.weights[kept])


def axes(vectors: Vectors) -> Vectors:
    """Return the first principal axes of embeddings, a column each."""
    _, found = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    return np.asarray(found[:, ::-1][:, :AXES], np.float32)


def unfolded(layers: Mapping[str, Vectors], columns: Vectors) -> dict[str, Vectors]:
    """Return layers for whole embeddings, given those for embeddings along axes."""
    own, around, rest = np.split(layers["hidden"], [AXES, EMBEDDED])
    return dict(layers) | {"hidden": np.vstack([columns @ own, columns @ around, rest])}


def fit(units: UnitStack, seed: int = 0) -> dict[str, Vectors]:
    """Return the layers of a network: logistic loss, Adam (Kingma and Ba 2015), dropout.

    The same units and seed give the same layers on the same machine.
    """
    draw = np.random.default_rng(seed)
    layers = _begun(units, draw)
    first = {name: np.zeros_like(layer) for name, layer in layers.items()}
    second = {name: np.zeros_like(layer) for name, layer in layers.items()}
    steps = EPOCHS * (len(units.inputs) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = draw.permutation(len(units.inputs))
        for at in range(0, len(order) - BATCH + 1, BATCH):
            slopes = _slopes(layers, units, np.sort(order[at : at + BATCH]), draw)
            rate = RATE * (1 - 0.95 * step / steps)
            step += 1
            for name, slope in slopes.items():
                first[name] += np.float32(0.1) * (slope - first[name])
                second[name] += np.float32(0.01) * (slope**2 - second[name])
                size = np.sqrt(second[name] / np.float32(1 - 0.99**step)) + np.float32(1e-6)
                move = first[name] / np.float32(1 - 0.9**step) / size
                kept = np.float32(1 - rate * SHRINK.get(name, 0))
                layers[name] = kept * layers[name] - np.float32(rate) * move
    return layers


def _begun(units: UnitStack, draw: np.random.Generator) -> dict[str, Vectors]:
    wide, labels = units.inputs.shape[1], units.answers.shape[1]
    begun = {
        "hidden": draw.standard_normal((wide, INNER)) * np.sqrt(1.5 / wide),
        "bias": np.zeros(INNER),
        "out": draw.standard_normal((INNER, labels)) * 0.05,
        "direct": np.zeros((wide - EMBEDDED, labels)),
        "base": np.full(labels, -2.0),
    }
    return {name: layer.astype(np.float32) for name, layer in begun.items()}


def _slopes(
    layers: Mapping[str, Vectors],
    units: UnitStack,
    chosen: NDArray[np.int64],
    draw: np.random.Generator,
) -> dict[str, Vectors]:
    """Return the slope of the loss for each layer, over the chosen units."""
    x = units.inputs[chosen].astype(np.float32)
    x *= _mask(x.shape, FADED[0], draw)
    x[draw.random(len(x)) < WORDLESS, :EMBEDDED] = 0
    answers = units.answers[chosen]
    before = x @ layers["hidden"] + layers["bias"]
    kept = _mask(before.shape, FADED[1], draw) * (before > 0)
    inner, rest = before * kept, x[:, EMBEDDED:]
    z = inner @ layers["out"] + rest @ layers["direct"] + layers["base"]
    weight = (answers >= 0) * units.weights[chosen, None] * np.float32(12 / BATCH)
    error = ((1 / (1 + np.exp(-np.clip(z, -30, 30))) - (answers > 0)) * weight).astype(np.float32)
    back = (error @ layers["out"].T) * kept
    return {
        "hidden": x.T @ back,
        "bias": back.sum(axis=0),
        "out": inner.T @ error,
        "direct": rest.T @ error,
        "base": error.sum(axis=0),
    }


def _mask(shape: tuple[int, ...], share: float, draw: np.random.Generator) -> Vectors:
    """Return zeros for a share of the places, and elsewhere what keeps the mean at 1."""
    kept = draw.random(shape, dtype=np.float32) >= share
    return kept.astype(np.float32) / np.float32(1 - share)
