"""Define free-text questions: the learner compares their text with a model and a check list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from coach.content.exchange.plain_question import PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import common, take_apart
from coach.content.scanner import Directive
from coach.questions import base
from coach.questions.base import Question, Response, SentForm
from coach.questions.feedback import be, every, number

LONGEST = 20_000  # characters


@dataclass(frozen=True, kw_only=True)
class FreeText(Question):
    """A free answer, then a model answer and a check list."""

    model: RenderedText | None
    checks: tuple[RenderedText, ...]

    task = "In your own words"
    small_print = "Afterwards you compare it with an example yourself."
    seconds = 90
    is_card = False
    is_rated = False  # the learner compares it
    is_written = True
    button = "Compare"
    single_field = True

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the prompt, then the model answer at ``model:``, then the points at ``check:``."""
        return cls(**written_fields(directive, renderer))

    def texts(self) -> Sequence[RenderedText | None]:
        """Return the model answer."""
        return [self.model]

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question, with the model answer as its explanation."""
        why = base.words(self.model)
        return PlainQuestion(self.id, self.kind, self.concept, told, why=why)

    def lost_in(self, form: str) -> Sequence[str]:
        """Return the check list, which other programs do not support."""
        return ["its check list"] if self.checks else []

    def read(self, form: SentForm) -> Response:
        """Return the text; after the comparison also ``key:yes`` or ``key:no`` per point."""
        written = form.given("answer").strip()[:LONGEST]
        if not form.given("compared"):
            return (written,)
        found = form.all("found")
        ticks = (f"{c.key}:{'yes' if c.key in found else 'no'}" for c in self.checks)
        return (written, *ticks)

    def refusal(self, form: SentForm) -> str:
        """Return the error message if there is no text."""
        return "Write your answer first"

    def complete(self, response: Response) -> bool:
        """Return whether there is a text, and either no point or all points are compared."""
        ticks = [tuple(tick.rsplit(":", 1)) for tick in response[1:]]
        keys = [check.key for check in self.checks]
        known = [key for key, *_ in ticks] == keys and all(t[-1] in ("yes", "no") for t in ticks)
        return bool(response and response[0].strip()) and (not ticks or known)

    def continues(self, before: Response, response: Response) -> bool:
        """Return whether it is the same text, now compared."""
        return before == response[:1]

    def score(self, response: Response) -> float | None:
        """Return ticked points of the check list / points, or None before the comparison.

        It is also None if the question has no check list.
        """
        return len(self.detail(response)) / len(self.checks) if len(response) > 1 else None

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how many points the text has."""
        if len(response) == 1:
            return "Your text, next to an example." if self.model else "Your text is kept."
        found, whole = len(self.detail(response)), len(self.checks)
        if whole == 1:
            return "The point is in your text." if found else "The point is not in your text yet."
        if found == whole:
            return f"{every(whole)} points are in your text."
        return (
            f"{number(found).capitalize()} of the {number(whole)} points {be(found)} in your text."
        )

    def detail(self, response: Response) -> frozenset[str]:
        """Return the keys of the points that the learner ticked."""
        ticks = (tick for tick in response[1:] if tick.endswith(":yes"))
        return frozenset(tick.removesuffix(":yes") for tick in ticks)

    def to_compare(self, response: Response) -> bool:
        """Return whether the text still has to be compared."""
        return len(response) < 2 and bool(self.checks)


def written_fields(directive: Directive, renderer: Renderer) -> dict[str, Any]:
    """Return the values of the fields that questions with an own text have."""
    body = take_apart(directive.body)
    texts = [line.text.strip() for line in body.prompt]
    start = next((i for i, text in enumerate(texts) if text.startswith("model:")), len(texts))
    listed = next((i for i, text in enumerate(texts) if text == "check:"), len(texts))
    model = " ".join(texts[start:listed]).removeprefix("model:").strip()
    checks = tuple(
        renderer.inline(line.text.strip().removeprefix("- "), line.number)
        for line in body.prompt[listed + 1 :]
        if line.text.strip().startswith("- ")
    )
    line = body.prompt[start].number if model else directive.line
    body.prompt = body.prompt[: min(start, listed)]
    return {
        **common(directive, body, renderer),
        "model": renderer.inline(model, line) if model else None,
        "checks": checks,
    }
