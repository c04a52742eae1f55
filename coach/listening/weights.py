"""The trained numbers, as train.py wrote them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from coach.listening.vectors import Vectors

MODEL = Path(__file__).parent / "model"


@dataclass(frozen=True)
class Weights:
    """``arrays`` by name as in weights.npz; ``about`` is weights.json."""

    arrays: Mapping[str, Vectors]
    about: Mapping[str, Any]


@lru_cache(maxsize=1)
def read(folder: Path = MODEL) -> Weights | None:
    """Return the trained weights, or None when there are none. Raises ValueError for bad ones."""
    numbers, about = folder / "weights.npz", folder / "weights.json"
    if not numbers.is_file() or not about.is_file():
        return None
    with np.load(numbers, allow_pickle=False) as arrays:
        kept = {name: np.asarray(arrays[name], np.float32) for name in arrays.files}
    return Weights(kept, json.loads(about.read_text(encoding="utf-8")))
