"""Define the base of all questions, which each type extends.

A type is a module with a dataclass derived from ``Question``, a line in ``types.py``, and its
templates: ``lessons/ask/_<kind>.html`` and ``lessons/answered/_<kind>.html``, and for print
``lessons/print/asked/_<kind>.html`` and ``lessons/print/solved/_<kind>.html``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from markupsafe import Markup

from coach import bounds
from coach.content.exchange.plain_question import CannotCarry, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.vectors import Embedder

Response = tuple[str, ...]
CHOOSE = "Choose an answer first"


class Unanswered(ValueError):
    """Nothing was chosen, or not everything that the question requires."""


class SentForm:
    """A sent form: the values by control name."""

    values: Mapping[str, Sequence[str]]
    encoder: Embedder | None = None  # with which a message is read, if it is loaded
    judge: Judge | None = None  # which reads the reply to a message

    def given(self, name: str) -> str:
        """Return the value that was sent under this name, to show it again."""
        return bounds.lines(next(iter(self.values.get(name, ())), "").replace("\r\n", "\n"))

    def line(self, name: str, longest: int) -> str:
        """Return the value under this name as one line of at most ``longest`` characters."""
        return bounds.one_line(self.given(name)).strip()[:longest]

    def all(self, name: str) -> Sequence[str]:
        """Return all values that were sent under this name."""
        return self.values.get(name, ())

    def marked(self, key: str) -> bool:
        """Return whether an option was chosen."""
        return key in self.all("answer")


@dataclass(frozen=True)
class Option:
    """An option to choose.

    ``points`` are 1 or 0 (single), a signed weight (multiple), or the key's grade (judgement).
    """

    text: RenderedText
    why: RenderedText | None
    points: int

    @property
    def key(self) -> str:
        """The name of the option in a form and in a stored answer."""
        return self.text.key


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question. ``scene`` comes before ``ask``, which is the page's heading.

    Keys in a response are hashes of the text itself (``RenderedText.key``), so that a stored
    response keeps its meaning when an author moves lines.
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

    attributes: ClassVar[tuple[str, ...]] = ()  # of the directive, besides id, type and concept
    seconds: ClassVar[int] = 20  # to answer it, besides reading it
    is_card: ClassVar[bool] = True  # short enough for a review card
    is_rated: ClassVar[bool] = True  # whether the learner states a confidence
    needs_concept: ClassVar[bool] = True
    control: ClassVar[str] = ""  # prefix of its controls' names, if each has a key
    distinct: ClassVar[bool] = False  # whether two controls must differ
    is_written: ClassVar[bool] = False  # whether the answer is a text of the learner's own
    button: ClassVar[str] = "Check my answer"
    single_field: ClassVar[bool] = False  # whether the heading is the label of its only control
    script: ClassVar[str] = ""  # a module in static/js that helps to answer it

    # content

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Return the question of a directive, without invalid parts. See ``faults``."""
        raise NotImplementedError

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield the faults of the question. ``path`` is its file."""
        yield from ()

    @property
    def best_is_longest(self) -> bool:
        """Whether a single best option is longer than all others."""
        return False

    def texts(self) -> Sequence[RenderedText | None]:
        """Return the type's own texts, with their explanations, in order."""
        return ()

    def words_asked(self) -> Iterator[str]:
        """Yield the type's own texts that are visible before the answer."""
        yield from ()

    def explained(self) -> Sequence[str]:
        """Return the explanations that a learner sees, if they are not all shown."""
        return ()

    def words_seen(self) -> Iterator[str]:
        """Yield every text that a learner sees before and after the answer."""
        yield self.scene.striptags()
        yield self.ask.plain
        yield from self.words_asked()
        yield from self.explained()
        yield words(self.why)

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question for other programs. ``told`` are its paragraphs.

        Raise CannotCarry if it has no plain form.
        """
        raise CannotCarry(f"its type is {self.kind}")

    def lost_in(self, form: str) -> Sequence[str]:
        """Return what the type loses in an export to ``gift`` or ``anki``."""
        return ()

    # the page

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return self.ask.plain

    @property
    def task(self) -> str:
        """The task, for the title of the page."""
        return "Your turn"

    @property
    def small_print(self) -> str:
        """The small print below a question that the learner has not answered yet."""
        return ""

    def choices(self) -> Mapping[str, Option | RenderedText]:
        """Return what is shown in an order of the learner's own, by key."""
        return {}

    # the answer

    def read(self, form: SentForm) -> Response:
        """Return the response in a form. Raise Unanswered if there is none."""
        raise NotImplementedError

    def refusal(self, form: SentForm) -> str:
        """Return the error message for a form without a valid answer."""
        return CHOOSE

    def complete(self, response: Response) -> bool:
        """Return whether the question can be marked by this response."""
        raise NotImplementedError

    def continues(self, before: Response, response: Response) -> bool:
        """Return whether ``response`` belongs to the same attempt as the one before it."""
        return False

    # the result

    def score(self, response: Response) -> float | None:
        """Return the score of an admitted response, 0 to 1, or None if it has none (yet)."""
        raise NotImplementedError

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return one or two sentences about the answer, never about the learner.

        ``shown`` are the options' keys in page order.
        """
        raise NotImplementedError

    def detail(self, response: Response) -> object:
        """Return the data for the type's own part of the result page, or None."""
        return None

    def to_compare(self, response: Response) -> bool:
        """Return whether the learner must still compare the answer with a check list."""
        return False

    def counts(self, responses: Mapping[Response, int]) -> Sequence[tuple[str, int, bool]]:
        """Return (words, count of choices or of right places, whether best) for each part.

        ``responses`` has the number of times that each response was given.
        """
        return ()


def words(text: RenderedText | None) -> str:
    """Return a text's plain words, or an empty string for None."""
    return text.plain if text else ""


def longest(texts: Iterable[RenderedText | None], most: int) -> Sequence[str]:
    """Return the longest texts, at most this many."""
    return sorted((words(text) for text in texts), key=len, reverse=True)[:most]
