"""Read and write the trained weights of coach/dev/writing/train.py."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from coach.listening.engine.classifier.vectors import WIDTH, Vectors
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.seen import SeenDraft

MODEL = Path(__file__).parent / "model"
MEASURED = MODEL / "measured.json"  # written by coach/dev/writing/measure.py
MODES = ("full", "basic")
KIND, WORD = 1.5, 0.8  # scales of the inputs for the kind and for a known word
LAYERS = ("hidden", "bias", "out", "direct", "base")


@dataclass(frozen=True)
class UnitNetwork:
    """A network with one hidden layer. It scores the units of a draft for each label.

    A label is the part of a kind ("request/reason") or a mark ("blame"). The inputs are those of
    ``SeenDraft.inputs``, one per kind, and one per known word or pair of ``words``. ``hidden`` and
    ``bias`` lead to the hidden layer, ``out`` and ``base`` to the labels. ``direct`` leads to the
    labels from all inputs but the embeddings.
    """

    labels: tuple[str, ...]
    words: Mapping[str, int]
    hidden: Vectors
    bias: Vectors
    out: Vectors
    direct: Vectors
    base: Vectors

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The number of each label."""
        return {label: i for i, label in enumerate(self.labels)}

    def scores(self, seen: SeenDraft, kind: str, labels: Sequence[str]) -> Vectors:
        """Return the logit of each unit (a row) for each of ``labels`` (a column)."""
        columns = [self.columns[label] for label in labels]
        wide, direct = seen.inputs.shape[1], self.direct[:, columns]
        at = wide + list(KINDS).index(kind)
        inner = seen.inputs @ self.hidden[:wide] + KIND * self.hidden[at] + self.bias
        outer = seen.inputs[:, 2 * WIDTH :] @ direct[: wide - 2 * WIDTH]
        outer += KIND * direct[at - 2 * WIDTH] + self.base[columns]
        first = wide + len(KINDS)
        for i, grams in enumerate(seen.grams):
            known = [first + self.words[gram] for gram in sorted(grams) if gram in self.words]
            inner[i] += WORD * self.hidden[known].sum(axis=0)
            outer[i] += WORD * direct[[row - 2 * WIDTH for row in known]].sum(axis=0)
        return np.asarray(np.maximum(inner, 0) @ self.out[:, columns] + outer, np.float32)


@dataclass(frozen=True)
class DraftHeads:
    """Logistic regressions for the labels of a draft, over the scores of its units.

    ``final`` and ``bands`` have an array per mode with one row per label. The inputs of ``final``
    are the best sentence, the best clause, and the features of ``SeenDraft.whole`` (for parts only
    its last, which is 1). A label is found from a logit of 0; between the two logits of its band
    it can be read either way.
    """

    labels: tuple[str, ...]
    final: Mapping[str, Vectors]
    bands: Mapping[str, Vectors]

    def logits(self, seen: SeenDraft, labels: Sequence[str], scores: Vectors) -> Vectors:
        """Return the logit of each of ``labels``. ``scores`` has a row per unit."""
        rows = self._rows(self.final, seen, labels)
        best, clause = scores[: seen.sentences].max(axis=0), scores[seen.sentences :].max(axis=0)
        whole = seen.whole[len(seen.whole) + 2 - rows.shape[1] :]
        return np.asarray(rows[:, 0] * best + rows[:, 1] * clause + rows[:, 2:] @ whole)

    def limits(self, seen: SeenDraft, labels: Sequence[str]) -> Vectors:
        """Return the band of each of ``labels``."""
        return self._rows(self.bands, seen, labels)

    def _rows(
        self, arrays: Mapping[str, Vectors], seen: SeenDraft, labels: Sequence[str]
    ) -> Vectors:
        mode = "full" if seen.encoded else "basic"
        return arrays[mode][[self.labels.index(label) for label in labels]]


@dataclass(frozen=True)
class WritingWeights:
    """The trained weights.

    ``heads`` has "parts:<kind>" for each kind, and "marks". ``about`` is weights.json.
    ``tried`` are the kinds that are not yet good enough for verdicts. About one answer in
    ``wrong_one_in`` is wrong where it is sure. Both were measured on writers who were left out.
    """

    network: UnitNetwork
    heads: Mapping[str, DraftHeads]
    about: Mapping[str, Any]
    tried: frozenset[str] = frozenset()
    wrong_one_in: int = 1


@lru_cache(maxsize=1)
def read(folder: Path = MODEL) -> WritingWeights:
    """Return the trained weights. Raise OSError or ValueError if they cannot be read."""
    about = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    layers = {name: _unpacked(kept[name], kept[f"{name}/scale"]) for name in LAYERS}
    words = {word: i for i, word in enumerate(about["words"])}
    network = UnitNetwork(tuple(about["labels"]), words, **layers)
    heads = {
        name: DraftHeads(
            tuple(labels),
            {mode: kept[f"{name}/final/{mode}"] for mode in MODES},
            {mode: kept[f"{name}/band/{mode}"] for mode in MODES},
        )
        for name, labels in about["heads"].items()
    }
    measured = json.loads((folder / MEASURED.name).read_text(encoding="utf-8"))
    return WritingWeights(
        network, heads, about, frozenset(measured["tried"]), measured["wrong-one-in"]
    )


def write(weights: WritingWeights, folder: Path = MODEL) -> None:
    """Write the weights, one byte each. The same weights give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {}
    for name in LAYERS:
        arrays[name], arrays[f"{name}/scale"] = _packed(getattr(weights.network, name))
    for name, heads in sorted(weights.heads.items()):
        for mode in MODES:
            arrays[f"{name}/final/{mode}"] = heads.final[mode].astype(np.float32)
            arrays[f"{name}/band/{mode}"] = heads.bands[mode].astype(np.float32)
    np.savez_compressed(folder / "weights.npz", **arrays)
    words = json.dumps(weights.about, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "weights.json").write_text(words + "\n", encoding="utf-8")


def _packed(rows: Vectors) -> tuple[Any, Vectors]:
    scale = np.maximum(np.abs(rows).max(axis=-1, keepdims=True), 1e-9) / 127
    return np.round(rows / scale).astype(np.int8), scale.astype(np.float32)


def _unpacked(packed: Any, scale: Vectors) -> Vectors:
    return np.asarray(packed.astype(np.float32) * scale, np.float32)
