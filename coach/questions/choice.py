"""Define choice questions: one or several options to mark (single, multiple and judgement)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from coach.content.exchange.plain_question import PlainOption, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import BodyItem, common, note, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions import base
from coach.questions.base import Option, Question, Response, SentForm
from coach.questions.feedback import every, number, ordinal
from coach.questions.same_words import repeated

_MARKERS = {
    "single": re.compile(r"\((?P<mark>[xX ])\)\s+(?P<text>.+)$"),
    "multiple": re.compile(r"\[(?P<mark>[xX ])\s*(?P<weight>\d*)\]\s+(?P<text>.+)$"),
    "judgement": re.compile(r"\((?P<mark>\d+)\)\s+(?P<text>.+)$"),
}
_CATCH_ALL = re.compile(r"\b(all|none|both|neither) of (the|these) (above|options|answers)\b", re.I)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """A question of the type single, multiple or judgement."""

    options: tuple[Option, ...]

    @property
    def about_conduct(self) -> bool:
        """Whether it asks what the learner would do, not what a rule or study says."""
        return self.kind == "judgement" and "would you" in self.ask.plain.lower()

    @property
    def best(self) -> frozenset[str]:
        """The keys of the strongest options; for a multiple question, of all right ones."""
        if self.kind == "multiple":
            return frozenset(option.key for option in self.options if option.points > 0)
        top = max((option.points for option in self.options), default=0)
        return frozenset(option.key for option in self.options if option.points == top)

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse options: lines that begin with ``(x)``, ``( )``, ``[x 2]``, ``[ ]`` or ``(3)``."""
        kind = directive.attributes["type"]
        body = take_apart(directive.body, _MARKERS[kind])
        options = tuple(_option(kind, item, renderer) for item in body.items)
        return cls(**common(directive, body, renderer), options=options)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q01-Q05, Q07 and Q11."""
        right = sum(option.points > 0 for option in self.options)
        if self.kind == "single" and right != 1:
            message = f"single needs exactly one (x), this has {right}"
            yield Fault(path, self.line, "Q01", message)
        if self.kind == "multiple" and right in (0, len(self.options)):
            yield Fault(path, self.line, "Q02", "multiple needs a right and a wrong option")
        if self.kind == "judgement":
            yield from self._ungraded(path)
        elif len(self.options) < 3:
            message = f"{self.kind} needs at least 3 options, this has {len(self.options)}"
            yield Fault(path, self.line, "Q04", message)
        yield from repeated([option.text for option in self.options], path)
        yield from chain.from_iterable(_faults(option, path) for option in self.options)

    def _ungraded(self, path: str) -> Iterator[Fault]:
        if len(self.options) < 3:
            message = f"judgement needs at least 3 options, this has {len(self.options)}"
            yield Fault(path, self.line, "Q11", message)
        elif len(self.best) != 1 or not any(option.points for option in self.options):
            yield Fault(path, self.line, "Q11", "judgement needs a single best option")

    @property
    def best_is_longest(self) -> bool:
        """Whether a single best option is longer than all others."""
        if len(self.best) != 1:
            return False
        lengths = {option.key: len(option.text.source) for option in self.options}
        (best,) = self.best
        return all(lengths[best] > length for key, length in lengths.items() if key != best)

    def texts(self) -> Sequence[RenderedText | None]:
        """Return each option and its explanation."""
        return [text for option in self.options for text in (option.text, option.why)]

    def words_asked(self) -> Iterator[str]:
        """Yield the options, sorted so that their order reveals nothing."""
        yield from sorted(option.text.plain for option in self.options)

    def explained(self) -> Sequence[str]:
        """Return why the best options are best, and the longest explanation of another one."""
        best = [base.words(option.why) for option in self.options if option.key in self.best]
        others = (option.why for option in self.options if option.key not in self.best)
        return [*best, *base.longest(others, 1)]

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question with each option's explanation and points."""
        lines = tuple(PlainOption(o.text.plain, base.words(o.why), o.points) for o in self.options)
        why = base.words(self.why)
        return PlainQuestion(self.id, self.kind, self.concept, told, lines, why=why)

    @property
    def task(self) -> str:
        """The task; for a multiple question, to mark all right options."""
        return "Mark what fits" if self.kind == "multiple" else super().task

    @property
    def small_print(self) -> str:
        """What to base the answer on, and that every option is explained."""
        conduct = "Go by what you would really do. " if self.about_conduct else ""
        return f"{conduct}Every option is explained afterwards."

    def choices(self) -> Mapping[str, Option | RenderedText]:
        """Return the options."""
        return {option.key: option for option in self.options}

    def read(self, form: SentForm) -> Response:
        """Return the marked options' keys, sorted."""
        return tuple(sorted(set(form.all("answer"))))

    def refusal(self, form: SentForm) -> str:
        """Return the error message if nothing was marked."""
        return "Mark at least one answer" if self.kind == "multiple" else super().refusal(form)

    def complete(self, response: Response) -> bool:
        """Return whether one option is marked; for a multiple question, at least one."""
        known = {option.key for option in self.options}
        enough = len(response) == 1 or (self.kind == "multiple" and len(response) > 0)
        return enough and known.issuperset(response)

    def score(self, response: Response) -> float:
        """Return the score, 0 to 1.

        It is the points of the chosen option / points of the best one. For a multiple question it
        is (weights of right marks - weights of wrong marks) / weights of all right options, and at
        least 0.
        """
        marked = sum(option.points for option in self.options if option.key in response)
        if self.kind == "multiple":
            whole = sum(option.points for option in self.options if option.points > 0)
            return max(0.0, marked / whole)
        return marked / max(option.points for option in self.options)

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return which option is stronger, or how many of the right ones are marked."""
        if self.kind == "multiple":
            return self._marked(response)
        if self.best.issuperset(response):
            return f"Yours is the strongest of the {number(len(shown))}."
        strongest = next(key for key in shown if key in self.best)
        place = ordinal(shown.index(strongest) + 1)
        share = self.score(response)
        if self.kind == "single":
            return f"The {place} one is stronger than yours."
        if share >= 0.5:
            return f"Yours goes part of the way. The {place} one goes further."
        if share > 0:
            return f"Yours does a little. The {place} one does far more."
        return f"The {place} one is far stronger than yours."

    def _marked(self, response: Response) -> str:
        right, wrong = len(self.best.intersection(response)), len(set(response) - self.best)
        do = "do" if wrong > 1 else "does"
        astray = "" if wrong == 0 else f", and {number(wrong)} that {do} not"
        if right == len(self.best):
            one = right == 1
            whole = "The answer that fits is" if one else f"{every(right)} answers that fit are"
            return f"{whole} marked{astray or ', and nothing else'}."
        if right == 0:
            return "None of the answers that fit is marked."
        of_them = f"{number(right).capitalize()} of the {number(len(self.best))} answers that fit"
        return f"{of_them} {'is' if right == 1 else 'are'} marked{astray}."

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return how often each option was chosen."""
        return [
            (
                option.text.plain,
                sum(n for given, n in responses.items() if option.key in given),
                option.key in self.best,
            )
            for option in self.options
        ]


def _option(kind: str, item: BodyItem, renderer: Renderer) -> Option:
    text = renderer.inline(item.text, item.line)
    return Option(text, note(item.why, renderer), _points(kind, item.mark))


def _points(kind: str, mark: re.Match[str]) -> int:
    if kind == "judgement":
        return int(mark["mark"])
    right = mark["mark"] in "xX"
    if kind == "single":
        return int(right)
    weight = int(mark["weight"] or 1)
    return weight if right else -weight


def _faults(option: Option, path: str) -> Iterator[Fault]:
    if option.why is None:
        yield Fault(path, option.text.line, "Q03", "an option needs its `> explanation` below it")
    if _CATCH_ALL.search(option.text.source):
        message = "an option that only points at the others"
        yield Fault(path, option.text.line, "Q07", message, "warning")
