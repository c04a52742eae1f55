"""Train the weights of the writing room's judge: a developers' program.

    python -m coach.dev.writing.train --vectors PATH [--out FOLDER]

``--vectors`` is a file outside the repository that keeps what was encoded. Each writer is left out
once; what was then said of the left-out messages fits where answers turn. The same corpus gives
the same bytes on the same machine. Writers called heldout-... are never read.
"""

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from coach.dev.writing import corpus, learning, network
from coach.dev.writing import decided as decided_cases
from coach.dev.writing.embeddings import StoredEmbedder
from coach.dev.writing.examples import (
    NEUTRAL_TEXTS,
    Example,
    decided,
    examples,
    held_out,
    neutral,
)
from coach.dev.writing.learning import LABELS, MARKS
from coach.listening.engine.classifier.vectors import Vectors
from coach.writing.engine import weights as trained
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.seen import SeenDraft
from coach.writing.engine.weights import MODEL, MODES, DraftHeads, UnitNetwork, WritingWeights

FOLDS = (
    ("adeyemi", "brandt"),
    ("svensson", "diallo"),
    ("okonkwo", "seeds", "ferreira"),
    ("marlow", "novak"),
)
CAUTION = 1.2  # logits by which a mark must be likelier than where its F1 is best
EITHER = {"part": 0.2, "mark": 0.06}  # share of answers near the turn that can be read either way


@dataclass(frozen=True)
class Said:
    """What was said of a message by a network that has not seen its writer: by mode, the scores of
    its units, with a column for each part and mark of its kind."""

    example: Example
    scores: Mapping[str, Vectors]

    def column(self, label: str, mode: str) -> Vectors:
        """Return the scores of the units for one label of the message's kind."""
        return self.scores[mode][:, list(self.example.marked).index(label)]


class Training:
    """The examples of a training, as units of a network."""

    def __init__(self, all_of: Sequence[Example]) -> None:
        self._examples = all_of
        self._columns = network.axes(np.vstack([e.seen.vectors for e in all_of if e.plain]))
        self._words = learning.vocabulary(all_of)
        self._units, self._numbers = learning.stack(all_of, self._words, self._columns)
        self._writers = np.array([e.message.writer for e in all_of])

    def fitted(self, without: Sequence[str] = ()) -> UnitNetwork:
        """Return a network that has not learnt from some writers."""
        kept = ~np.isin(self._writers[self._numbers], without)
        return learning.fit(self._units.where(kept), self._words, self._columns)

    def said(self, of: Sequence[str]) -> Iterator[Said]:
        """Yield what is said of the messages of some writers by a network without them."""
        found = self.fitted(without=of)
        for e in self._examples:
            if e.plain and e.message.writer in of:
                yield Said(e, {mode: _scores(found, e, mode) for mode in MODES})


def _scores(found: UnitNetwork, e: Example, mode: str) -> Vectors:
    kind = e.message.kind
    labels = [label if label in MARKS else f"{kind}/{label}" for label in e.marked]
    return found.scores(e.seen if mode == "full" else _basic(e.seen), kind, labels)


def _basic(seen: SeenDraft) -> SeenDraft:
    return replace(seen, vectors=seen.vectors[:0], encoded=())


def heads(name: str, said: Sequence[Said]) -> DraftHeads:
    """Return the heads of "parts:<kind>" or "marks", fitted on what was said of left-out writers."""
    mark = name == "marks"
    labels = MARKS if mark else KINDS[name.removeprefix("parts:")].parts
    own = [s for s in said if mark or s.example.message.kind == name.removeprefix("parts:")]
    final, bands = {}, {}
    for mode in MODES:
        both = [head(label, mode, mark, own) for label in labels]
        final[mode] = np.stack([row for row, _ in both])
        bands[mode] = np.array([band for _, band in both], np.float32)
    return DraftHeads(labels, final, bands)


def head(
    label: str, mode: str, mark: bool, said: Sequence[Said]
) -> tuple[Vectors, tuple[float, float]]:
    """Return the coefficients of one label, and its band."""
    own = [s for s in said if label in s.example.marked]
    x = np.stack([learning.draft_inputs(s.example, s.column(label, mode), mark) for s in own])
    y = np.array([s.example.has(label) for s in own])
    weights = learning.draft_weights(s.example for s in own)
    row = learning.final_row(x, y, weights)
    row[-1] -= learning.turning_point(x @ row, y, weights, mark)
    band = _band(x @ row, EITHER["mark" if mark else "part"])
    row[-1] -= CAUTION if mark else 0
    return row, band


def _band(z: Vectors, share: float) -> tuple[float, float]:
    """Return the logits around 0 between which a share of the answers lies."""
    near = float(np.quantile(np.abs(z), share))
    return -min(near, 1.0), min(near, 1.0)


def digests() -> dict[str, str]:
    """Return the SHA-256 of each file that is trained on."""
    files = sorted(corpus.CORPUS.glob("*/*.txt"))
    own = [p for p in files if not p.parent.name.startswith("heldout-")]
    return {
        f"{p.parent.name}/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest()
        for p in (*own, NEUTRAL_TEXTS, Path(decided_cases.__file__))
    }


def read(encoder: StoredEmbedder) -> list[Example]:
    """Return all examples to learn from."""
    messages = [m for m in corpus.messages() if not held_out(m)]
    found = examples(messages, encoder, typed_otherwise=True)
    found += neutral(encoder) + decided(encoder)
    encoder.save()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    training = Training(all_of := read(StoredEmbedder(given.vectors)))
    said = [s for writers in FOLDS for s in training.said(writers)]
    names = (*(f"parts:{name}" for name in KINDS), "marks")
    found = {name: heads(name, said) for name in names}
    fitted = training.fitted()
    about: dict[str, Any] = {
        "labels": list(LABELS),
        "heads": {name: list(h.labels) for name, h in found.items()},
        "words": list(fitted.words),
        "messages": sum(e.plain for e in all_of),
        "sha256": digests(),
    }
    trained.write(WritingWeights(fitted, found, about), given.out)


if __name__ == "__main__":
    main()
