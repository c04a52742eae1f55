"""List the types of question by their names in directives."""

from collections.abc import Mapping

from coach.content.markdown import Renderer
from coach.content.scanner import Directive
from coach.questions.base import Question
from coach.questions.choice import Choice
from coach.questions.cloze import Cloze
from coach.questions.free_text import FreeText
from coach.questions.match import Match
from coach.questions.message import MessageQuestion
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
    "message": MessageQuestion,
}


def parsed(directive: Directive, renderer: Renderer) -> Question | None:
    """Return the question of a directive, or None if its type is unknown."""
    kind = TYPES.get(directive.attributes.get("type", ""))
    return kind.parsed(directive, renderer) if kind else None


def attributes() -> tuple[str, ...]:
    """Return the attributes that only some types allow in a directive."""
    return tuple(name for kind in TYPES.values() for name in kind.attributes)
