"""Pages by their meaning: what a question in words asks for, though no page says it so.

The vectors of the pages are worked out in the background, once the sentence encoder of the
listening room is loaded; until then, and where there is none, search does without.
"""

import re
import threading
from collections.abc import Iterator, Sequence

import numpy as np

from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors
from coach.search.documents import Document

LONGEST = 240  # characters of a passage: a few sentences that belong together
AT_ONCE = 16  # passages that are embedded in one go: a reply that is judged waits as long
LEFT_OUT = ("question", "answer", "habit")  # a question's text is no answer to one


class Meanings:
    """The passages of the documents as vectors, or none yet."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._passages = tuple(passages(documents))
        self._vectors: Vectors | None = None
        self._embedder: Embedder | None = None
        self._begun = threading.Lock()

    def begin(self, embedder: Embedder) -> threading.Thread | None:
        """Work the vectors out in the background; None when that has been begun before."""
        if not self._begun.acquire(blocking=False):
            return None
        thread = threading.Thread(target=self.work_out, args=[embedder], name="search", daemon=True)
        thread.start()
        return thread

    def work_out(self, embedder: Embedder) -> None:
        """Work the vectors out now."""
        texts = [text for _, text in self._passages]
        rows = [embedder(texts[n : n + AT_ONCE]) for n in range(0, len(texts), AT_ONCE)]
        self._vectors = np.concatenate(rows) if rows else np.zeros((0, WIDTH), np.float32)
        self._embedder = embedder

    def near(self, typed: str) -> dict[int, tuple[float, str]]:
        """Return how near each document is in meaning, from -1 to 1, and its nearest passage.

        By the document's number; empty while there are no vectors.
        """
        if self._embedder is None or self._vectors is None:
            return {}
        likeness = self._vectors @ self._embedder([typed])[0]
        found: dict[int, tuple[float, str]] = {}
        for (number, text), value in zip(self._passages, likeness.tolist(), strict=True):
            if number not in found or value > found[number][0]:
                found[number] = (value, text)
        return found


def passages(documents: Sequence[Document]) -> Iterator[tuple[int, str]]:
    """Return the passages of the documents, each with its document's number."""
    for number, page in enumerate(documents):
        if page.kind in LEFT_OUT:
            continue
        yield number, page.title
        for passage in page.parts or _cut(page.body):
            yield number, passage


def _cut(text: str) -> Iterator[str]:
    """Cut a text into runs of whole sentences."""
    run = ""
    for sentence in re.split(r"(?<=[.!?”])\s+", text.strip()):
        if run and len(run) + len(sentence) > LONGEST:
            yield run
            run = ""
        run = f"{run} {sentence}".strip()
    if run:
        yield run
