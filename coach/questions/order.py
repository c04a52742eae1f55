"""Define order questions: lines to put in their best order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

from coach.content.exchange.plain_question import PlainOption, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import common, note, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions import base
from coach.questions.base import Option, Question, Response, SentForm, Unanswered
from coach.questions.feedback import be, number
from coach.questions.same_words import repeated

_LINE = re.compile(r"(?P<mark>\d+)\.\s+(?P<text>.+)$")


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Lines to put in the order of ``options``. Their points are not used."""

    options: tuple[Option, ...]

    task = "Put in order"
    small_print = "Every line is explained afterwards."
    control = "place"
    distinct = True
    script = "order"

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse numbered lines, with an explanation below each."""
        body = take_apart(directive.body, _LINE)
        ranked = sorted(body.items, key=lambda item: int(item.mark["mark"]))
        options = tuple(
            Option(renderer.inline(item.text, item.line), note(item.why, renderer), 0)
            for item in ranked
        )
        return cls(**common(directive, body, renderer), options=options)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q05 and Q08."""
        if len(self.options) < 3:
            message = f"order needs at least 3 lines, this has {len(self.options)}"
            yield Fault(path, self.line, "Q08", message)
        yield from repeated([option.text for option in self.options], path)

    def texts(self) -> Sequence[RenderedText | None]:
        """Return each line and its explanation."""
        return [text for option in self.options for text in (option.text, option.why)]

    def words_asked(self) -> Iterator[str]:
        """Yield the lines, sorted so that their order reveals nothing."""
        yield from sorted(option.text.plain for option in self.options)

    def explained(self) -> Sequence[str]:
        """Return the two longest explanations: those of two wrong places."""
        return base.longest((option.why for option in self.options), 2)

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question with the lines in order, each with its explanation."""
        lines = tuple(PlainOption(o.text.plain, base.words(o.why)) for o in self.options)
        why = base.words(self.why)
        return PlainQuestion(self.id, self.kind, self.concept, told, lines, why=why)

    def choices(self) -> Mapping[str, Option | RenderedText]:
        """Return the lines."""
        return {option.key: option for option in self.options}

    def read(self, form: SentForm) -> Response:
        """Return the lines' keys in the order of their places."""
        return in_order(self._places(form))

    def refusal(self, form: SentForm) -> str:
        """Return the error message if a line has no place, or two have the same."""
        if None in self._places(form).values():
            return "Choose a place for every line"
        return "Two lines have the same place. Give each line its own"

    def _places(self, form: SentForm) -> dict[str, int | None]:
        names = {option.key: f"{self.control}-{option.key}" for option in self.options}
        return {key: _place(form.given(name)) for key, name in names.items()}

    def complete(self, response: Response) -> bool:
        """Return whether each line has one place."""
        return sorted(response) == sorted(option.key for option in self.options)

    def score(self, response: Response) -> float:
        """Return Kendall's tau, (concordant - discordant pairs) / pairs, but at least 0."""
        return max(0.0, tau([option.key for option in self.options], response))

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how many lines are exactly in their place."""
        right, whole = [option.key for option in self.options], len(self.options)
        placed = sum(key == given for key, given in zip(right, response, strict=True))
        if placed == whole:
            return "Every line is in its best place."
        count = number(placed).capitalize()
        return f"{count} of the {number(whole)} lines {be(placed)} in the best place."

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return how often each line was in its right place."""
        return [
            (
                f"{place + 1}. {option.text.plain}",
                sum(n for given, n in responses.items() if given[place] == option.key),
                True,
            )
            for place, option in enumerate(self.options)
        ]


def in_order(places: Mapping[str, int | None]) -> Response:
    """Return the keys in the order of their places.

    Raise Unanswered if a key has no place, or two keys share one.
    """
    if None in places.values() or len(set(places.values())) < len(places):
        raise Unanswered
    return tuple(sorted(places, key=lambda key: places[key] or 0))


def tau(right: Sequence[str], given: Sequence[str]) -> float:
    """Return Kendall's tau between two orders of the same keys, -1 to 1 (Kendall 1938)."""
    place = {key: number for number, key in enumerate(given)}
    pairs = list(combinations(right, 2))
    in_order = sum(place[earlier] < place[later] for earlier, later in pairs)
    return (2 * in_order - len(pairs)) / len(pairs)


def _place(given: str) -> int | None:
    return int(given) if given.isdecimal() and len(given) < 5 else None  # int() has a limit
