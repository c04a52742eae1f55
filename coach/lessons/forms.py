"""What is typed in the player: an answer to a question, a reflection."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from coach.lessons import question as marking
from coach.lessons.activity import Match, Order, Question
from coach.lessons.question import Response
from coach.web.fields import Form, Text, Written

REFUSED = {
    "order": "Give every line a place",
    "match": "Choose a partner for every line",
    "multiple": "Mark at least one line",
}
DOUBLED = "Two lines have the same place. Give each its own"


class ReflectionForm(Form):
    """The learner's own situation, for the private journal."""

    text = Text("Your answer", 20_000, [Written("Write a line first, or choose Not now")])


@dataclass
class AnswerForm:
    """The controls of one question. Their names come from the content, so WTForms has no part."""

    question: Question
    values: "MultiDict[str, str]" = field(default_factory=MultiDict)
    response: Response = ()
    errors: dict[str, list[str]] = field(default_factory=dict)

    def validate(self) -> bool:
        """Whether the question can be marked; sets ``response``, or says in ``errors`` why not."""
        try:
            self.response = marking.admit(self.question, self._read())
        except marking.Doubled:
            self.errors = {"answer": [DOUBLED]}
        except marking.Unanswered:
            said = REFUSED.get(self.question.kind, "Choose the one you would go for")
            self.errors = {"answer": [said]}
        return not self.errors

    def _read(self) -> Response:
        match self.question:
            case Order(options=options):
                names = {option.key: f"place-{option.key}" for option in options}
                places = {key: self.values.get(name, type=int) for key, name in names.items()}
                return marking.in_order(places)
            case Match(pairs=pairs):
                lefts = [pair.left.key for pair in pairs]
                rights = [self.given(f"pair-{left}") for left in lefts]
                return tuple(f"{a}:{b}" for a, b in zip(lefts, rights, strict=True) if b)
        return tuple(sorted(set(self.values.getlist("answer"))))

    def given(self, name: str) -> str:
        """What was sent under this name, to be shown again."""
        return self.values.get(name, "")

    def marked(self, key: str) -> bool:
        """Whether an option was chosen."""
        return key in self.values.getlist("answer")
