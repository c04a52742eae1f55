"""Which responses can be marked, from which score on they are right, and how options are mixed."""

from collections.abc import Iterable
from hashlib import sha256

from coach.content.markdown import RenderedText
from coach.questions.base import Option, Question, Response, Unanswered

FULL = 0.8  # from this score on a response counts as right (spec: Good needs .8 and "sure")


def admit(question: Question, response: Response) -> Response:
    """Return the response, if the question can be marked by it.

    Raises Unanswered when something is missing, unknown or out of range.
    """
    if not question.complete(response):
        raise Unanswered
    return response


def arranged(question: Question, seed: str) -> list[Option | RenderedText]:
    """Return the options in the order in which this learner sees them."""
    choices = question.choices()
    return [choices[key] for key in shuffled(choices, seed, question.id)]


def shuffled(keys: Iterable[str], seed: str, question_id: str) -> list[str]:
    """Return the keys in an order that stays the same for this learner (``seed``) and question."""

    def rank(key: str) -> bytes:
        return sha256(f"{seed}:{question_id}:{key}".encode()).digest()

    given = list(keys)
    mixed = sorted(given, key=rank)
    return mixed if mixed != given else [*mixed[1:], *mixed[:1]]
