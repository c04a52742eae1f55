"""Define the trained classifiers, logistic regressions on a reply's features, and their weights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from coach.listening.engine.classifier.features import ReplyFeatures
from coach.listening.engine.classifier.vectors import Vectors

LOUDER = 2.0  # scales of the small embedding values, chosen by cross-validation
LOUDEST = 4.0
CALMER = 1 / 3  # scale of the conversation classifiers' logits when they are features

# TALK are the classifiers trained on conversations that experts labelled. WORK are those trained on
# replies at work, with the TALK logits as features.
TALK_MAIN = ("other", "question", "reflection", "therapist_input")
TALK = (*(f"main-{name}" for name in TALK_MAIN), "question", "reflection", "input")
WORK_ACTS = (
    "question", "reflection", "advice", "information", "self_turn", "reassurance_or_praise",
    "feeling_named",
)  # fmt: skip
WORK = (*(f"main-{name}" for name in TALK_MAIN), *WORK_ACTS)
PLACES = ("question", "reflection", "advice", "self_turn")  # acts whose sentences are marked


@dataclass(frozen=True)
class Head:
    """A linear classifier.

    ``rows`` has one row of coefficients per output; ``names`` the outputs.
    """

    names: tuple[str, ...]
    rows: Vectors
    bias: Vectors

    def scores(self, inputs: Vectors) -> Vectors:
        """Return the logits, for one input or for an array with one input per row."""
        logits: Vectors = inputs @ self.rows.T + self.bias
        return logits

    def named(self, inputs: Vectors) -> Mapping[str, float]:
        return dict(zip(self.names, map(float, self.scores(inputs)), strict=True))


def talk_input(seen: ReplyFeatures) -> Vectors:
    """Return the features of the reply, the maximum over its sentences, and its last sentence."""
    most = seen.sentences.max(axis=0, initial=0)
    last = seen.sentences[-1] if len(seen.sentences) else np.zeros_like(most)
    own = seen.units.sentence_vectors
    vector = own[-1] if len(own) else seen.units.whole
    parts = [seen.whole, seen.units.whole * LOUDEST, vector * LOUDEST, last, most]
    return np.concatenate(parts).astype(np.float32)


def work_input(seen: ReplyFeatures, talk: Vectors) -> Vectors:
    """Return the input of the classifiers for replies at work. ``talk`` are the TALK logits."""
    parts = [seen.whole, seen.units.whole * LOUDER, talk * CALMER, seen.points * LOUDER]
    return np.concatenate(parts)


def sentence_input(seen: ReplyFeatures) -> Vectors:
    """Return one row per sentence."""
    return np.hstack([seen.sentences, seen.units.sentence_vectors * LOUDER])


def talk_scores(trained: Mapping[str, Head], inputs: Vectors) -> Vectors:
    """Return the logits of all conversation classifiers, in the order of TALK."""
    names = ("talk-main", "talk-question", "talk-reflection", "talk-input")
    return np.concatenate([trained[name].scores(inputs) for name in names])


MODEL = Path(__file__).parent.parent / "model"


@dataclass(frozen=True)
class Weights:
    """``heads`` are the classifiers by name, from weights.npz; ``about`` is weights.json."""

    heads: Mapping[str, Head]
    about: Mapping[str, Any]

    def thresholds(self, name: str) -> tuple[float, float, float]:
        """Return three thresholds, as logits.

        Below the first the answer is no, at the second the score is 0.5, from the third it is yes.
        """
        low, middle, high = self.about["thresholds"][name]
        return float(low), float(middle), float(high)


@cache
def read(folder: Path = MODEL) -> Weights | None:
    """Return the trained weights, or None if there are none.

    Raise ValueError if they are invalid.
    """
    numbers, about = folder / "weights.npz", folder / "weights.json"
    if not numbers.is_file() or not about.is_file():
        return None
    with np.load(numbers, allow_pickle=False) as arrays:
        kept = {name: np.asarray(arrays[name], np.float32) for name in arrays.files}
    facts = json.loads(about.read_text(encoding="utf-8"))
    return Weights(
        {
            name: Head(tuple(outputs), kept[f"{name}:rows"], kept[f"{name}:bias"])
            for name, outputs in facts["heads"].items()
        },
        facts,
    )


def write(weights: Weights, folder: Path) -> None:
    """Write the weights. The same weights give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Vectors] = {}
    for name, head in sorted(weights.heads.items()):
        arrays[f"{name}:rows"], arrays[f"{name}:bias"] = head.rows, head.bias
    packed = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(folder / "weights.npz", **packed)  # type: ignore[arg-type]
    words = json.dumps(weights.about, indent=1, sort_keys=True)
    (folder / "weights.json").write_text(words + "\n", encoding="utf-8")
