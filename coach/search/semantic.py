"""Find pages by meaning, also if they have none of the query's words.

The vectors of the pages are computed in the background, once the listening room's sentence encoder
is loaded. Until then, or without an encoder, search uses words only.
"""

import re
import threading
from collections.abc import Iterator, Sequence

import numpy as np

from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors
from coach.search.documents import Document

LONGEST = 240  # characters of a passage of a few sentences
AT_ONCE = 16  # passages embedded at once; a reply that is judged meanwhile has to wait for them
LEFT_OUT = ("question", "answer", "habit")  # a question's text does not answer a query


class Meanings:
    """The documents' passages as vectors, once they are computed."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._passages = tuple(passages(documents))
        self._vectors: Vectors | None = None
        self._embedder: Embedder | None = None
        self._begun = threading.Lock()

    def begin(self, embedder: Embedder) -> threading.Thread | None:
        """Compute the vectors in a background thread and return it.

        Return None after the first call.
        """
        if not self._begun.acquire(blocking=False):
            return None
        thread = threading.Thread(target=self.work_out, args=[embedder], name="search", daemon=True)
        thread.start()
        return thread

    def work_out(self, embedder: Embedder) -> None:
        """Compute the vectors now."""
        texts = [text for _, text in self._passages]
        rows = [embedder(texts[n : n + AT_ONCE]) for n in range(0, len(texts), AT_ONCE)]
        self._vectors = np.concatenate(rows) if rows else np.zeros((0, WIDTH), np.float32)
        self._embedder = embedder

    def near(self, typed: str) -> dict[int, tuple[float, str]]:
        """Return each document's similarity, -1 to 1, and its most similar passage, by its number.

        The result is empty while there are no vectors.
        """
        if self._embedder is None or self._vectors is None:
            return {}
        likeness = self._vectors @ self._embedder([typed])[0]
        nearest: dict[int, tuple[float, str]] = {}
        for (number, text), value in zip(self._passages, likeness.tolist(), strict=True):
            if number not in nearest or value > nearest[number][0]:
                nearest[number] = (value, text)
        return nearest


def passages(documents: Sequence[Document]) -> Iterator[tuple[int, str]]:
    """Yield the passages of the documents, each with its document's number."""
    for number, page in enumerate(documents):
        if page.kind in LEFT_OUT:
            continue
        yield number, page.title
        for passage in page.parts or _passages_of(page.body):
            yield number, passage


def _passages_of(text: str) -> Iterator[str]:
    """Yield a text in runs of whole sentences, of about LONGEST characters."""
    run = ""
    for sentence in re.split(r"(?<=[.!?”])\s+", text.strip()):
        if run and len(run) + len(sentence) > LONGEST:
            yield run
            run = ""
        run = f"{run} {sentence}".strip()
    if run:
        yield run
