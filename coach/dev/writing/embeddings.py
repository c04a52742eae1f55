"""The encoder's vectors of the corpus, kept in a file so that they are computed once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors

MANY = 64
BETWEEN = "\x1f"


class StoredEmbedder:
    """An encoder with a file of what it has encoded before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: dict[str, Vectors] = {}
        self._encoder: Embedder | None = None
        if path.is_file():
            with np.load(path, allow_pickle=False) as kept:
                self._rows = dict(
                    zip(bytes(kept["texts"]).decode().split(BETWEEN), kept["rows"], strict=True)
                )

    def __call__(self, sentences: Sequence[str], /) -> Vectors:
        """Return a row for each text, in 16-bit precision as kept in the file."""
        new = sorted({s for s in sentences if s not in self._rows}, key=len)
        if new:
            self._encode(new)
        rows = [self._rows[s] for s in sentences]
        return np.stack(rows).astype(np.float32) if rows else np.zeros((0, WIDTH), np.float32)

    def _encode(self, new: Sequence[str]) -> None:
        self._encoder = self._encoder or load()
        if self._encoder is None:
            raise SystemExit("The sentence encoder is not installed.")
        for at in range(0, len(new), MANY):
            some = new[at : at + MANY]
            rows = self._encoder(some).astype(np.float16)
            self._rows.update(zip(some, rows, strict=True))

    def save(self) -> None:
        """Write the file again."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        texts = np.frombuffer(BETWEEN.join(self._rows).encode(), np.uint8)
        with self._path.open("wb") as file:
            np.savez(file, texts=texts, rows=np.stack(list(self._rows.values())))
