"""What every question has, and what a type of question says of itself.

A type is a module with a dataclass derived from ``Question``, a line in ``types.py``, and its
templates: ``lessons/ask/_<kind>.html`` and ``lessons/answered/_<kind>.html``, and for paper
``lessons/print/asked/_<kind>.html`` and ``lessons/print/solved/_<kind>.html``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from markupsafe import Markup

from coach import bounds
from coach.content.diagnostics import Fault
from coach.content.exchange.plain_question import CannotCarry, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive

Response = tuple[str, ...]
CHOOSE = "Choose an answer first"


class Unanswered(ValueError):
    """Nothing was chosen, or not everything that the question asks for."""


class SentForm:
    """What a form sent: each control's name with its values."""

    values: Mapping[str, Sequence[str]]

    def given(self, name: str) -> str:
        """Return what was sent under this name, to be shown again."""
        return bounds.lines(next(iter(self.values.get(name, ())), "").replace("\r\n", "\n"))

    def line(self, name: str, longest: int) -> str:
        """Return what was sent under this name as one line of at most ``longest`` characters."""
        return bounds.one_line(self.given(name)).strip()[:longest]

    def all(self, name: str) -> Sequence[str]:
        """Return everything that was sent under this name."""
        return self.values.get(name, ())

    def marked(self, key: str) -> bool:
        """Return whether an option was chosen."""
        return key in self.all("answer")


@dataclass(frozen=True)
class Option:
    """Something to choose. ``points``: 1 or 0 (single), a signed weight (multiple), the key's
    grade (judgement)."""

    text: RenderedText
    why: RenderedText | None
    points: int

    @property
    def key(self) -> str:
        """Return names the option in a form and in a stored answer."""
        return self.text.key


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every question has. ``scene`` is told before ``ask``, which is the page's heading.

    Keys in a response come from the words themselves (``RenderedText.key``), so a stored response
    keeps its meaning when an author moves lines about.
    """

    id: str
    line: int
    kind: str
    concept: str
    scene: Markup
    ask: RenderedText
    hint: RenderedText | None = None
    why: RenderedText | None = None
    digest: str = ""

    attributes: ClassVar[tuple[str, ...]] = ()  # its directive's, beside id, type and concept
    minutes: ClassVar[float] = 0.5  # that answering takes
    is_card: ClassVar[bool] = True  # short enough for a card in review
    is_rated: ClassVar[bool] = True  # whether the learner is asked how sure they are
    needs_concept: ClassVar[bool] = True
    control: ClassVar[str] = ""  # how the names of its controls begin, where each has a key
    distinct: ClassVar[bool] = False  # whether no two controls may hold the same
    single_field: ClassVar[bool] = False  # whether the heading is the label of its one control
    script: ClassVar[str] = ""  # the module in static/js that helps to answer it

    # content

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Return the question in a directive. What cannot be read is left out: see ``faults``."""
        raise NotImplementedError

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield the faults of the question; ``path`` is its file."""
        yield from ()

    @property
    def best_is_longest(self) -> bool:
        """Return whether a single best option is longer than every other."""
        return False

    def texts(self) -> Sequence[RenderedText | None]:
        """Return the type's own texts, with what explains them, in order."""
        return ()

    def words_asked(self) -> Iterator[str]:
        """Return the type's own words that can be read before the question is answered."""
        yield from ()

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question for other programs; ``told`` are its paragraphs.

        Raises CannotCarry when it has no plain form.
        """
        raise CannotCarry(f"its type is {self.kind}")

    def lost_in(self, form: str) -> Sequence[str]:
        """Return what of the type is lost on the way to ``gift`` or ``anki``."""
        return ()

    # the page

    @property
    def name(self) -> str:
        """Return what the step is called in a list."""
        return self.ask.plain

    @property
    def task(self) -> str:
        """Return what is to be done, for the title of the page."""
        return "Your turn"

    @property
    def small_print(self) -> str:
        """Return the small print below a question that is asked for the first time."""
        return ""

    def choices(self) -> Mapping[str, Option | RenderedText]:
        """Return what is shown in an order of the learner's own, by key."""
        return {}

    # the answer

    def read(self, form: SentForm) -> Response:
        """Return the response a form holds. Raises Unanswered where it holds none."""
        raise NotImplementedError

    def refusal(self, form: SentForm) -> str:
        """Return what is said of a form that is no answer."""
        return CHOOSE

    def complete(self, response: Response) -> bool:
        """Return whether the question can be marked by this response."""
        raise NotImplementedError

    def continues(self, before: Response, response: Response) -> bool:
        """Return whether ``response`` is the same try as the one before it."""
        return False

    # the result

    def score(self, response: Response) -> float | None:
        """Return the score of an admitted response, from 0 to 1; None when it has none (yet)."""
        raise NotImplementedError

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return one or two sentences, always of the answer, never of the person.

        ``shown`` are the options' keys in the order on the page.
        """
        raise NotImplementedError

    def detail(self, response: Response) -> object:
        """Return what the type's own part of the page of results shows, or None."""
        return None

    def to_compare(self, response: Response) -> bool:
        """Return whether the learner has still to compare the answer with a check list."""
        return False

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return (words, how often chosen or put right, whether best) of each part of the question.

        ``responses`` tells how often each response was given.
        """
        return ()


def words(text: RenderedText | None) -> str:
    """Return a text's plain words; none of None."""
    return text.plain if text else ""
