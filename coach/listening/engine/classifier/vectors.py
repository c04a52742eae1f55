"""Define sentence embeddings: the encoder's interface, and a cache for it."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
WIDTH = 512


class Embedder(Protocol):
    """A function from n sentences to an (n, 512) array with rows of unit length."""

    def __call__(self, sentences: Sequence[str], /) -> Vectors: ...


class CachingEmbedder:
    """An embedder with a cache of the last ``most`` sentences.

    Messages and key points come again with every reply, and their embeddings do not change. What a
    person typed goes to ``plain``, which keeps nothing.
    """

    def __init__(self, embedder: Embedder, most: int = 4096):
        self.plain = embedder
        self._most = most
        self._rows: OrderedDict[str, Vectors] = OrderedDict()
        self._turn = threading.Lock()  # requests run in several threads

    def __call__(self, sentences: Sequence[str], /) -> Vectors:
        with self._turn:
            return self._embedded(sentences)

    def _embedded(self, sentences: Sequence[str]) -> Vectors:
        rows = {sentence: self._rows.get(sentence) for sentence in sentences}
        new = [sentence for sentence, row in rows.items() if row is None]
        for sentence, row in zip(new, self.plain(new) if new else (), strict=True):
            rows[sentence] = self._rows[sentence] = row
        while len(self._rows) > self._most:
            self._rows.popitem(last=False)
        found = [row for sentence in sentences if (row := rows[sentence]) is not None]
        return np.stack(found) if found else np.zeros((0, WIDTH), np.float32)


def uncached(embedder: Embedder) -> Embedder:
    """Return the embedder without its cache, for sentences that a person typed."""
    return embedder.plain if isinstance(embedder, CachingEmbedder) else embedder
