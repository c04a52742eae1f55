"""Read and write the trained weights of coach/dev/writing/train.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from coach.listening.engine.classifier.vectors import WIDTH, Vectors
from coach.writing.engine.features import GENERAL
from coach.writing.engine.seen import SeenDraft

MODEL = Path(__file__).parent / "model"
LOUDER, CALMER = 4.0, 0.8  # scales of embeddings and of words, by cross-validation
SETS = ("sentence", "clause", "sentence-basic", "clause-basic")


@dataclass(frozen=True)
class HeadGroup:
    """Logistic regressions for labels that share their features.

    ``words`` numbers the known words and pairs of words. ``rows`` has one array per name of SETS,
    with one row per label. ``final`` has one array per mode: one row per label, for the best
    sentence, the best clause and (for marks) WHOLE. ``bands`` has two logits per label: below the
    first it is a certain no, from the second a certain yes; the answer changes at 0.
    """

    labels: tuple[str, ...]
    words: Mapping[str, int]
    rows: Mapping[str, Vectors]
    final: Mapping[str, Vectors]
    bands: Mapping[str, Vectors]

    def unit_scores(self, seen: SeenDraft) -> Vectors:
        """Return the logit of each label for each unit. Encoded units also use their embedding."""
        scores = np.zeros((len(seen.units), len(self.labels)), np.float32)
        at = {unit: row for row, unit in enumerate(seen.encoded)}
        known = [[self.words[g] for g in grams if g in self.words] for grams in seen.grams]
        for i in range(len(seen.units)):
            name = "sentence" if i < seen.sentences else "clause"
            rows = self.rows[name if i in at else f"{name}-basic"]
            start = WIDTH if i in at else 0
            scores[i] = rows[:, start : start + len(GENERAL)] @ seen.rows[i]
            scores[i] += CALMER * rows[:, [start + len(GENERAL) + k for k in known[i]]].sum(axis=1)
            if i in at:
                scores[i] += LOUDER * (rows[:, :WIDTH] @ seen.vectors[at[i]])
        return scores

    def draft_scores(self, seen: SeenDraft, scores: Vectors) -> Vectors:
        """Return the logit of each label for the draft, from the scores of its units."""
        mode = "full" if seen.encoded else "basic"
        best = scores[: seen.sentences].max(axis=0)
        part = scores[seen.sentences :].max(axis=0)
        inputs = np.stack([best, part]).T
        final = self.final[mode]
        if final.shape[1] == inputs.shape[1] + 1:
            return np.asarray((final[:, :2] * inputs).sum(axis=1) + final[:, 2])
        return np.asarray((final[:, :2] * inputs).sum(axis=1) + final[:, 2:] @ seen.whole)


@dataclass(frozen=True)
class WritingWeights:
    """``groups`` are "parts:<kind>" and "marks"; ``about`` is weights.json."""

    groups: Mapping[str, HeadGroup]
    about: Mapping[str, Any]


@lru_cache(maxsize=1)
def read(folder: Path = MODEL) -> WritingWeights:
    """Return the trained weights. Raise OSError or ValueError if they cannot be read."""
    about = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    groups = {}
    for name, facts in about["groups"].items():
        words = {word: i for i, word in enumerate(facts["words"])}
        rows = {s: _unpacked(kept[f"{name}/{s}"], kept[f"{name}/{s}/scale"]) for s in SETS}
        final = {mode: kept[f"{name}/final/{mode}"] for mode in ("full", "basic")}
        bands = {mode: kept[f"{name}/band/{mode}"] for mode in ("full", "basic")}
        groups[name] = HeadGroup(tuple(facts["labels"]), words, rows, final, bands)
    return WritingWeights(groups, about)


def write(weights: WritingWeights, folder: Path = MODEL) -> None:
    """Write the weights, one byte each. The same weights give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {}
    for name, group in sorted(weights.groups.items()):
        for s in SETS:
            arrays[f"{name}/{s}"], arrays[f"{name}/{s}/scale"] = _packed(group.rows[s])
        for mode in ("full", "basic"):
            arrays[f"{name}/final/{mode}"] = group.final[mode].astype(np.float32)
            arrays[f"{name}/band/{mode}"] = group.bands[mode].astype(np.float32)
    np.savez_compressed(folder / "weights.npz", **arrays)
    words = json.dumps(weights.about, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "weights.json").write_text(words + "\n", encoding="utf-8")


def _packed(rows: Vectors) -> tuple[Any, Vectors]:
    scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9) / 127
    return np.round(rows / scale).astype(np.int8), scale.astype(np.float32)


def _unpacked(packed: Any, scale: Vectors) -> Vectors:
    return np.asarray(packed.astype(np.float32) * scale, np.float32)
