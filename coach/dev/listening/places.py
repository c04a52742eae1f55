"""Fitting heads that say which sentence does what: part of the developers' program train.py."""

from collections.abc import Sequence

import numpy as np

from coach.dev.listening import learning
from coach.dev.listening.learning import Floats
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.evidence import Evidence
from coach.listening.engine.classifier.heads import Head

STRENGTH = 0.1
ROUNDS = 4


def places(evidence: Sequence[Evidence], labels: Floats, act: str) -> Head:
    """Return a head for sentences, learnt from labels of whole replies.

    Multiple-instance learning (Andrews et al. 2003): every sentence of a reply without the act is
    without it; of a reply with it at least the likeliest sentence has it.
    """
    inputs = np.vstack([heads.sentence_input(e.seen) for e in evidence])
    owner = np.concatenate([[i] * len(e.seen.sentences) for i, e in enumerate(evidence)])
    owner = owner.astype(int)
    said = np.asarray(labels)[owner]
    head = learning.fit(inputs, said, (act,), STRENGTH)
    for _ in range(ROUNDS):
        logits = head.scores(inputs)[:, 0]
        best = np.full(len(labels), -np.inf)
        np.maximum.at(best, owner, logits)
        said = np.asarray(labels)[owner] & ((logits > 0) | (logits == best[owner]))
        head = learning.fit(inputs, said, (act,), STRENGTH)
    return head
