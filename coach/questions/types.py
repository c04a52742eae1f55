"""The types of question, by the word that a directive names them with."""

from collections.abc import Mapping

from coach.content.markdown import Renderer
from coach.content.scanner import Directive
from coach.questions.base import Question
from coach.questions.choice import Choice
from coach.questions.cloze import Cloze
from coach.questions.free_text import FreeText
from coach.questions.match import Match
from coach.questions.order import Order
from coach.questions.scale import Scale

TYPES: Mapping[str, type[Question]] = {
    "single": Choice,
    "multiple": Choice,
    "order": Order,
    "match": Match,
    "cloze": Cloze,
    "scale": Scale,
    "judgement": Choice,
    "text": FreeText,
}


def parsed(directive: Directive, renderer: Renderer) -> Question | None:
    """Return the question a directive holds, or None when its type is unknown."""
    kind = TYPES.get(directive.attributes.get("type", ""))
    return kind.parsed(directive, renderer) if kind else None


def attributes() -> tuple[str, ...]:
    """Return what a question's directive may carry for one of the types alone."""
    return tuple(name for kind in TYPES.values() for name in kind.attributes)
