"""Judge what a reply does, given the message it answers."""

from coach.listening.engine.classifier.answers import answered
from coach.listening.engine.classifier.basic import judged as basic_judgement
from coach.listening.engine.classifier.full import judged as full_judgement
from coach.listening.engine.classifier.genres import (
    advises,
    asks_openly,
    reply_went_well,
    turn_went_well,
)
from coach.listening.engine.classifier.heads import Weights
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.classifier.vectors import CachingEmbedder, Embedder
from coach.listening.engine.classifier.wrong_facts import right_points
from coach.listening.engine.cues import findings
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.hesitations import without_hesitations
from coach.listening.exercise import Heard

__all__ = ["Judge", "opened", "went_well"]


class Judge:
    """A judge of replies: by trained classifiers if it has an encoder and weights, or by cues."""

    def __init__(self, embedder: Embedder | None, weights: Weights | None) -> None:
        self.embedder = CachingEmbedder(embedder) if embedder is not None else None
        self._weights = weights

    def judge(self, heard: Heard, reply: str) -> Judgement:
        """Return the judgement of a reply, which may be any text. See judgement.py for ranges."""
        read = ParsedReply(without_hesitations(reply))
        found = findings.find(read)
        if self.embedder is None or self._weights is None or not read.words:
            judgement = basic_judgement(heard, read, found)
        else:
            judgement = full_judgement(heard, read, found, self.embedder, self._weights)
        return answered(heard, read, found, right_points(heard, read, judgement))

    def prepare(self, heard: Heard) -> None:
        """Embed the message now, so that the judgement of the first reply is fast."""
        self.judge(heard, "Yes.")


def opened(judgement: Judgement) -> bool:
    """Return whether a reply invites the speaker to go on.

    It reflects or asks an open question, and has neither advice nor a self-turn. Where the speaker
    wants something, the genre decides. Uncertain acts count in the learner's favour.
    """
    if judgement.genre != "weight":
        return turn_went_well(judgement)
    says_back = judgement.reflection.sure != "no"
    shut = judgement.advice.sure == "yes" or judgement.self_turn.sure == "yes"
    return (says_back or asks_openly(judgement)) and not shut


def went_well(kind_or_skill: str, judgement: Judgement) -> bool:
    """Return whether a reply did what its exercise practises.

    Uncertain acts count in the learner's favour. It is True for kinds that are not judged.
    """
    said_back = judgement.reflection.sure != "no" and judgement.parrot <= 0.5
    no_advice = not advises(judgement)
    stays = no_advice and judgement.self_turn.sure != "yes"
    found = sum(p.sure != "no" for p in judgement.points)
    asked_and_said_back = said_back and asks_openly(judgement) and stays
    rules = {
        "catch": 2 * found >= len(judgement.points) and judgement.parrot <= 0.5,
        "say-back": said_back and stays and found >= min(1, len(judgement.points)),
        "ask": asks_openly(judgement) and no_advice,
        "reply": asked_and_said_back or reply_went_well(judgement),
        "conversation": opened(judgement),
        "feeling": judgement.feeling.sure != "no" and no_advice,
        "no-advice": opened(judgement),
    }
    return rules.get(kind_or_skill, True)
