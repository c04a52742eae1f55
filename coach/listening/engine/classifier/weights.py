"""Read and write the weights of the trained classifiers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from coach.listening.engine.classifier.heads import Head
from coach.listening.engine.classifier.vectors import Vectors

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


@lru_cache(maxsize=1)
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
