"""Define cloze questions: a text with gaps, each with its accepted answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Self

from coach.content.exchange.plain_question import CannotCarry, PlainOption, PlainQuestion
from coach.content.markdown import Renderer
from coach.content.question_directives import common, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions import base
from coach.questions.base import Question, Response, SentForm
from coach.questions.feedback import every, number
from coach.questions.same_words import plain

LONGEST = 200  # maximum number of characters in a gap
_GAP = re.compile(r"\{\{(.*?)\}\}")


@dataclass(frozen=True)
class Gap:
    """A filled gap: the text, whether it is accepted, and the first accepted answer."""

    written: str
    right: bool
    answer: str


@dataclass(frozen=True, kw_only=True)
class Cloze(Question):
    """A text with gaps: ``pieces`` around the ``gaps``, each with its accepted answers."""

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]

    task = "Fill the gaps"
    control = "gap"

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the prompt, and the lines with ``{{answer|other answer}}`` as the text."""
        body = take_apart(directive.body)
        gapped = [line for line in body.prompt if _GAP.search(line.text)]
        text = " ".join(line.text.strip() for line in gapped)
        body.prompt = [line for line in body.prompt if line not in gapped]
        parts = _GAP.split(text)
        gaps = tuple(
            tuple(unescape(word.strip()) for word in part.split("|") if word.strip())
            for part in parts[1::2]
        )
        pieces = tuple(map(unescape, parts[::2]))
        return cls(**common(directive, body, renderer), pieces=pieces, gaps=gaps)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q10."""
        if not self.gaps or not all(self.gaps):
            message = "cloze needs a gap with an answer: {{answer|other answer}}"
            yield Fault(path, self.line, "Q10", message)

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question with the text around its only gap."""
        if len(self.gaps) != 1:
            raise CannotCarry("it has more than one gap")
        before, after = self.pieces
        glued = (before[-1:].strip() != "", after[:1].strip() != "")
        words, rest = (" ".join(piece.split()) for piece in self.pieces)
        return PlainQuestion(
            self.id,
            self.kind,
            self.concept,
            (*told, words),
            tuple(PlainOption(answer) for answer in self.gaps[0]),
            rest=rest,
            why=base.words(self.why),
            glued=glued,
        )

    def read(self, form: SentForm) -> Response:
        """Return the text of each gap."""
        names = (f"{self.control}-{n}" for n in range(1, len(self.gaps) + 1))
        return tuple(form.line(name, LONGEST) for name in names)

    def refusal(self, form: SentForm) -> str:
        """Return the error message if a gap is empty."""
        return "Write something in every gap"

    def complete(self, response: Response) -> bool:
        """Return whether every gap has a text."""
        return len(response) == len(self.gaps) and all(map(str.strip, response))

    def filled(self, written: Sequence[str]) -> list[bool]:
        """Return for each gap whether its text is accepted."""
        pairs = zip(self.gaps, written, strict=True)
        return [plain(words) in {plain(one) for one in accepted} for accepted, words in pairs]

    def score(self, response: Response) -> float:
        """Return accepted gaps / gaps."""
        return sum(self.filled(response)) / len(self.gaps)

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how many words fit."""
        filled = self.filled(response)
        right, whole = sum(filled), len(filled)
        if whole == 1:
            return "The word fits." if right else "A different word fits here."
        if right == whole:
            return f"{every(whole)} words fit."
        fit = "fits" if right in (0, 1) else "fit"
        return f"{number(right).capitalize()} of the {number(whole)} words {fit}."

    def detail(self, response: Response) -> Sequence[Gap]:
        """Return the filled gaps."""
        filled = zip(response, self.filled(response), self.gaps, strict=True)
        return [Gap(written, right, accepted[0]) for written, right, accepted in filled]

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return how often each gap had an accepted answer."""
        filled = [(self.filled(given), n) for given, n in responses.items()]
        return [
            (accepted[0], sum(n for fits, n in filled if fits[place]), True)
            for place, accepted in enumerate(self.gaps)
        ]
