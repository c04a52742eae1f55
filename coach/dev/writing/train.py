"""Train the weights of the writing room's judge: a developers' program.

    python -m coach.dev.writing.train --vectors PATH [--folds-only] [--out FOLDER]

``--vectors`` is a file outside the repository that keeps what was encoded. Each writer is left out
once; what was then said of the left-out messages fits where answers turn, and is reported. The
same corpus gives the same bytes on the same machine. Writers called heldout-... are never read.
"""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from coach.dev.writing import corpus, learning
from coach.dev.writing.embeddings import StoredEmbedder
from coach.dev.writing.examples import Example, examples, held_out
from coach.dev.writing.learning import Task
from coach.listening.engine.classifier.vectors import Vectors
from coach.writing.engine import weights
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.seen import SeenDraft
from coach.writing.engine.weights import MODEL, HeadGroup, WritingWeights

PART_WORDS, MARK_WORDS = 500, 700
FOLDS = (("adeyemi", "svensson"), ("okonkwo", "seeds"), ("marlow",))
MODES = ("full", "basic")
CAUTION = 1.0  # logits by which a mark must be likelier than where its F1 is best
EITHER = 0.11  # share of answers on both sides of the turn that can be read either way


@dataclass(frozen=True)
class Said:
    """What was said of a message by heads that have not seen its writer: the scores of its units
    by mode, a column for each label."""

    example: Example
    scores: Mapping[str, Vectors]


def tasks(all_of: Sequence[Example]) -> list[Task]:
    """Return a task for the parts of each kind, and one for the marks of all kinds."""
    found = [
        Task(f"parts:{name}", kind.parts, tuple(e for e in all_of if e.message.kind == name),
             PART_WORDS, False)
        for name, kind in KINDS.items()
    ]  # fmt: skip
    fewer = [e for i, e in enumerate(all_of) if e.plain or i % 3 == 0]
    labels = sorted({mark for kind in KINDS.values() for mark in kind.marks})
    return [*found, Task("marks", tuple(labels), tuple(fewer), MARK_WORDS, True)]


def left_out(task: Task) -> list[Said]:
    """Return what is said of each message by heads fitted without its writer; two or three writers
    are left out together."""
    found = []
    for writers in FOLDS:
        rest = [e for e in task.examples if e.message.writer not in writers]
        group = learning.fit(task, rest)
        for e in task.examples:
            if e.message.writer in writers and e.plain:
                found.append(Said(e, {m: group.unit_scores(_in(m, e.seen)) for m in MODES}))
    return found


def _in(mode: str, seen: SeenDraft) -> SeenDraft:
    if mode == "full":
        return seen
    return replace(seen, vectors=seen.vectors[:0], encoded=())


def finish(task: Task, group: HeadGroup, said: Sequence[Said]) -> HeadGroup:
    """Return a group with the rows and bands of its drafts, fitted on what was left out."""
    final, bands = {}, {}
    for mode in MODES:
        rows, limits = [], []
        for i, label in enumerate(task.labels):
            own = [s for s in said if label in s.example.marked]
            x = np.stack([learning.draft_inputs(task, s.example, s.scores[mode])[i] for s in own])
            y = np.array([s.example.has(label) for s in own])
            row = learning.final_row(x, y)
            z = x @ row
            row[-1] -= learning.turning_point(z, y, task.whole)
            limits.append(_band(x @ row))
            row[-1] -= CAUTION if task.whole else 0
            rows.append(row)
        final[mode], bands[mode] = np.stack(rows), np.array(limits, np.float32)
    return replace(group, final=final, bands=bands)


def _band(z: Vectors) -> tuple[float, float]:
    """Return the logits around 0 between which a share of the answers lies, EITHER in all."""
    near = float(np.quantile(np.abs(z), EITHER))
    return -min(near, 1.0), min(near, 1.0)


def digests() -> dict[str, str]:
    """Return the SHA-256 of each file that is trained on."""
    files = sorted(corpus.CORPUS.glob("*/*.txt"))
    return {
        f"{p.parent.name}/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest()
        for p in files
        if not p.parent.name.startswith("heldout-")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    encoder = StoredEmbedder(given.vectors)
    messages = [m for m in corpus.messages() if not held_out(m)]
    all_of = examples(messages, encoder, typed_otherwise=True)
    encoder.save()
    groups: dict[str, HeadGroup] = {}
    for task in tasks(all_of):
        said = left_out(task)
        groups[task.name] = finish(task, learning.fit(task, task.examples), said)
        print(task.name, len(task.examples), flush=True)
    about: dict[str, Any] = {
        "groups": {
            name: {"labels": list(g.labels), "words": list(g.words)} for name, g in groups.items()
        },
        "messages": len(messages),
        "sha256": digests(),
    }
    weights.write(WritingWeights(groups, about), given.out)


if __name__ == "__main__":
    main()
