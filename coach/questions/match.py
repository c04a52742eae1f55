"""Define match questions: left sides to join with right sides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from coach.content.exchange.plain_question import PlainOption, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import common, note, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions import base
from coach.questions.base import Option, Question, Response, SentForm
from coach.questions.feedback import be, every, number
from coach.questions.same_words import repeated

MOST_BESIDE, LONGEST_BESIDE = 6, 28  # right sides, and maximum number of characters of each
_LINE = re.compile(r"(?P<text>.*\S)\s*(?<![=<>])=(?P<mark>(?!=).*)$")


@dataclass(frozen=True)
class Pair:
    """Two sides that belong together."""

    left: RenderedText
    right: RenderedText
    why: RenderedText | None


@dataclass(frozen=True, kw_only=True)
class Match(Question):
    """Left sides to join with right sides."""

    pairs: tuple[Pair, ...]

    task = "Match"
    small_print = "Every line is explained afterwards."
    control = "pair"

    @property
    def brief(self) -> bool:
        """Whether the right sides are few and short enough to be shown beside each left side."""
        longest = max((len(pair.right.plain) for pair in self.pairs), default=0)
        return len(self.pairs) <= MOST_BESIDE and longest <= LONGEST_BESIDE

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the lines ``left = right``, with an explanation below each."""
        body = take_apart(directive.body, _LINE)
        pairs = tuple(
            Pair(
                renderer.inline(item.text, item.line),
                renderer.inline(item.mark["mark"].strip(), item.line),
                note(item.why, renderer),
            )
            for item in body.items
        )
        return cls(**common(directive, body, renderer), pairs=pairs)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q05 and Q09."""
        for pair in self.pairs:
            if not pair.right.source:
                yield Fault(path, pair.left.line, "Q09", "a left side without a right one")
        if len(self.pairs) < 2:
            yield Fault(path, self.line, "Q09", "match needs at least two lines `left = right`")
        yield from repeated([pair.left for pair in self.pairs], path)
        yield from repeated([pair.right for pair in self.pairs if pair.right.source], path)

    def texts(self) -> Sequence[RenderedText | None]:
        """Return both sides of each pair, and its explanation."""
        return [text for pair in self.pairs for text in (pair.left, pair.right, pair.why)]

    def words_asked(self) -> Iterator[str]:
        """Yield the left and the right sides separately, so that they do not reveal the pairs."""
        yield from sorted(pair.left.plain for pair in self.pairs)
        yield from sorted(pair.right.plain for pair in self.pairs)

    def explained(self) -> Sequence[str]:
        """Return the two longest explanations: those of two wrong pairs."""
        return base.longest((pair.why for pair in self.pairs), 2)

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question with each left side and its partner."""
        lines = tuple(
            PlainOption(pair.left.plain, base.words(pair.why), 0, pair.right.plain)
            for pair in self.pairs
        )
        why = base.words(self.why)
        return PlainQuestion(self.id, self.kind, self.concept, told, lines, why=why)

    def lost_in(self, form: str) -> Sequence[str]:
        """Return the explanations of the pairs, which GIFT does not support."""
        explained = any(pair.why for pair in self.pairs)
        return ["the explanations of its pairs"] if form == "gift" and explained else []

    def choices(self) -> Mapping[str, Option | RenderedText]:
        """Return the right sides."""
        return {pair.right.key: pair.right for pair in self.pairs}

    def read(self, form: SentForm) -> Response:
        """Return ``left:right`` keys for each left side that has a partner."""
        lefts = [pair.left.key for pair in self.pairs]
        rights = [form.given(f"{self.control}-{left}") for left in lefts]
        return tuple(f"{a}:{b}" for a, b in zip(lefts, rights, strict=True) if b)

    def refusal(self, form: SentForm) -> str:
        """Return the error message if a left side has no partner."""
        return "Choose a match for every line"

    def complete(self, response: Response) -> bool:
        """Return whether every left side has a partner."""
        chosen = dict(part.split(":", 1) for part in response if ":" in part)
        rights = {pair.right.key for pair in self.pairs}
        lefts = {pair.left.key for pair in self.pairs}
        return set(chosen) == lefts and rights.issuperset(chosen.values())

    def joined(self, response: Response) -> int:
        """Return how many pairs of the response are right."""
        chosen = dict(part.split(":", 1) for part in response)
        return len({p.left.key for p in self.pairs if chosen.get(p.left.key) == p.right.key})

    def score(self, response: Response) -> float:
        """Return right pairs / pairs."""
        return self.joined(response) / len(self.pairs)

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how many pairs are right."""
        right, whole = self.joined(response), len(self.pairs)
        if right == whole:
            return f"{every(whole)} pairs are right."
        return f"{number(right).capitalize()} of the {number(whole)} pairs {be(right)} right."

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return how often each pair was right."""
        found = []
        for pair in self.pairs:
            joined = f"{pair.left.key}:{pair.right.key}"
            right = sum(n for given, n in responses.items() if joined in given)
            found.append((f"{pair.left.plain} = {pair.right.plain}", right, True))
        return found
