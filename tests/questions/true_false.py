"""A type of question that the app does not have: a statement that is true or false."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from coach.content.markdown import Renderer
from coach.content.question_directives import common, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions.base import Question, Response, SentForm

WORDS = ("true", "false")


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Question):
    """A statement; ``answer`` is ``true`` or ``false``."""

    answer: str

    task = "True or false"
    attributes = ("answer",)

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        body = take_apart(directive.body)
        answer = directive.attributes.get("answer", "")
        return cls(**common(directive, body, renderer), answer=answer)

    def faults(self, path: str) -> Iterator[Fault]:
        if self.answer not in WORDS:
            yield Fault(path, self.line, "Q99", "answer must be true or false")

    def words_asked(self) -> Iterator[str]:
        yield "Veracity"

    def read(self, form: SentForm) -> Response:
        return tuple(form.all("answer"))

    def complete(self, response: Response) -> bool:
        return len(response) == 1 and response[0] in WORDS

    def score(self, response: Response) -> float:
        return float(response == (self.answer,))

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        return f"The statement is {self.answer}."

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        return [(word, responses.get((word,), 0), word == self.answer) for word in WORDS]
