"""Define the trained classifiers: logistic regressions on the features of a reply."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coach.listening.engine.classifier.features import ReplyFeatures
from coach.listening.engine.classifier.vectors import Vectors

LOUDER = 2.0  # scales of the small embedding values, chosen by cross-validation
LOUDEST = 4.0
CALMER = 1 / 3  # scale of the conversation classifiers' logits when they are features

# TALK are the classifiers trained on conversations that experts labelled. WORK are those trained on
# replies at work, with the TALK logits as features.
TALK_MAIN = ("other", "question", "reflection", "therapist_input")
TALK = (*(f"main-{name}" for name in TALK_MAIN), "question", "reflection", "input")
WORK_ACTS = (
    "question", "reflection", "advice", "information", "self_turn", "reassurance_or_praise",
    "feeling_named",
)  # fmt: skip
WORK = (*(f"main-{name}" for name in TALK_MAIN), *WORK_ACTS)
PLACES = ("question", "reflection", "advice", "self_turn")  # acts whose sentences are marked


@dataclass(frozen=True)
class Head:
    """A linear classifier.

    ``rows`` has one row of coefficients per output; ``names`` the outputs.
    """

    names: tuple[str, ...]
    rows: Vectors
    bias: Vectors

    def scores(self, inputs: Vectors) -> Vectors:
        """Return the logits, for one input or for an array with one input per row."""
        logits: Vectors = inputs @ self.rows.T + self.bias
        return logits

    def named(self, inputs: Vectors) -> Mapping[str, float]:
        return dict(zip(self.names, map(float, self.scores(inputs)), strict=True))


def talk_input(seen: ReplyFeatures) -> Vectors:
    """Return the features of the reply, the maximum over its sentences, and its last sentence."""
    most = seen.sentences.max(axis=0, initial=0)
    last = seen.sentences[-1] if len(seen.sentences) else np.zeros_like(most)
    own = seen.units.sentence_vectors
    vector = own[-1] if len(own) else seen.units.whole
    parts = [seen.whole, seen.units.whole * LOUDEST, vector * LOUDEST, last, most]
    return np.concatenate(parts).astype(np.float32)


def work_input(seen: ReplyFeatures, talk: Vectors) -> Vectors:
    """Return the input of the classifiers for replies at work. ``talk`` are the TALK logits."""
    parts = [seen.whole, seen.units.whole * LOUDER, talk * CALMER, seen.points * LOUDER]
    return np.concatenate(parts)


def sentence_input(seen: ReplyFeatures) -> Vectors:
    """Return one row per sentence."""
    return np.hstack([seen.sentences, seen.units.sentence_vectors * LOUDER])


def talk_scores(trained: Mapping[str, Head], inputs: Vectors) -> Vectors:
    """Return the logits of all conversation classifiers, in the order of TALK."""
    names = ("talk-main", "talk-question", "talk-reflection", "talk-input")
    return np.concatenate([trained[name].scores(inputs) for name in names])
