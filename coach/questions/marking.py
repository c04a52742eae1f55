"""Decide which responses can be marked and which are right, and shuffle options."""

from collections.abc import Iterable
from hashlib import sha256

from coach.content.markdown import RenderedText
from coach.questions.base import Option, Question, Response, Unanswered

FULL = 0.8  # from this score a response counts as right (spec: Good needs .8 and "sure")


def admit(question: Question, response: Response) -> Response:
    """Return the response if the question can be marked by it.

    Raise Unanswered if a part is missing, unknown or out of range.
    """
    if not question.complete(response):
        raise Unanswered
    return response


def arranged(question: Question, seed: str) -> list[Option | RenderedText]:
    """Return the options in this learner's order."""
    choices = question.choices()
    return [choices[key] for key in shuffled(choices, seed, question.id)]


def shuffled(keys: Iterable[str], seed: str, question_id: str) -> list[str]:
    """Return the keys in an order that depends only on the learner (``seed``) and question."""

    def rank(key: str) -> bytes:
        return sha256(f"{seed}:{question_id}:{key}".encode()).digest()

    given = list(keys)
    mixed = sorted(given, key=rank)
    return mixed if mixed != given else [*mixed[1:], *mixed[:1]]
