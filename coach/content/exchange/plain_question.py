"""A question as plain words, between our own format and those of other programs."""

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from coach.content.exchange.markup import flat
from coach.content.steps import (
    Choice,
    Cloze,
    Dialogue,
    FreeText,
    Match,
    Order,
    Question,
    RenderedText,
    Scale,
)


@dataclass(frozen=True)
class PlainOption:
    """An option, or one side of a pair with its ``partner``. ``points`` as in ``Option``."""

    text: str
    why: str = ""
    points: int = 0
    partner: str = ""


@dataclass(frozen=True)
class PlainQuestion:
    """A question in plain words.

    ``told`` are its paragraphs, the last of which asks (in a cloze: holds the gap, between
    ``told[-1]`` and ``rest``; ``glued`` says whether the words before and after it touch the gap).
    ``lines`` are options, pairs or a gap's accepted answers, ``why`` explains the whole; of a text
    it is the model answer. ``number`` is (answer, tolerance), exactly.
    """

    id: str
    kind: str
    concept: str
    told: tuple[str, ...]
    lines: tuple[PlainOption, ...] = ()
    rest: str = ""
    why: str = ""
    number: tuple[Decimal, Decimal] | None = None
    glued: tuple[bool, bool] = (False, False)

    @property
    def gapped(self) -> str:
        """Of a cloze, its sentence with ``____`` for the gap."""
        return around(self, "____")


class CannotCarry(ValueError):
    """The question says more than the other format can hold; the message says what."""


def around(item: PlainQuestion, gap: str) -> str:
    """A cloze's sentence with ``gap`` between the words before and after it."""
    before, after = (" " if space else "" for space in map(operator.not_, item.glued))
    lead = f"{item.told[-1]}{before}" if item.told[-1] else ""
    return f"{lead}{gap}{after}{item.rest}" if item.rest else f"{lead}{gap}"


def item(question: Question) -> PlainQuestion:
    """The question in plain words; what stays behind is told by ``left_behind``.

    Raises CannotCarry for what has no plain form.
    """
    told = (*flat(str(question.scene)).paragraphs, question.ask.plain)
    match question:
        case Choice(options=options):
            lines = tuple(PlainOption(o.text.plain, _plain(o.why), o.points) for o in options)
            return _of(question, told, lines)
        case Order(options=options):
            return _of(
                question, told, tuple(PlainOption(o.text.plain, _plain(o.why)) for o in options)
            )
        case Match(pairs=pairs):
            sides = (PlainOption(p.left.plain, _plain(p.why), 0, p.right.plain) for p in pairs)
            return _of(question, told, tuple(sides))
        case Cloze(pieces=pieces, gaps=gaps):
            if len(gaps) != 1:
                raise CannotCarry("it has more than one gap")
            before, after = pieces
            lines = tuple(PlainOption(answer) for answer in gaps[0])
            glued = (before[-1:].strip() != "", after[:1].strip() != "")
            words, rest = (" ".join(piece.split()) for piece in pieces)
            return _of(question, (*told, words), lines, rest=rest, glued=glued)
        case Scale():
            number = (question.answer, question.tolerance)
            return _of(question, told, (), number=number)
        case FreeText(model=model):
            return _of(question, told, (), why=_plain(model))
        case Dialogue():
            raise CannotCarry("it is a dialogue")
    raise CannotCarry(f"its type is {question.kind}")


def left_behind(question: Question, form: str) -> list[str]:
    """What of a question that can be carried is lost on the way to ``gift`` or ``anki``."""
    lost = ["its hint"] if question.hint else []
    if isinstance(question, FreeText) and question.checks:
        lost.append("its check list")
    if isinstance(question, Scale):
        lost.append("the ends of its scale")
    if form == "gift" and isinstance(question, Match) and any(p.why for p in question.pairs):
        lost.append("the explanations of its pairs")
    return [*lost, *_markup(question)]


def _markup(question: Question) -> list[str]:
    """The markup of a question's texts, each kind once. Its links are told as one."""
    found: dict[str, None] = {}
    for html in (question.scene, *(text.html for text in _texts(question))):
        for what in flat(str(html)).lost:
            found["its links" if what.startswith("a link") else f"its {what}"] = None
    return [what.replace("its the", "the") for what in found]


def _texts(question: Question) -> Iterator[RenderedText]:
    texts: list[RenderedText | None] = [question.ask, question.why]
    match question:
        case Choice(options=options) | Order(options=options):
            texts += [text for option in options for text in (option.text, option.why)]
        case Match(pairs=pairs):
            texts += [text for pair in pairs for text in (pair.left, pair.right, pair.why)]
        case FreeText(model=model):
            texts.append(model)
    return (text for text in texts if text is not None)


def _of(
    question: Question, told: tuple[str, ...], lines: tuple[PlainOption, ...], **more: object
) -> PlainQuestion:
    given = {"why": _plain(question.why), **more}
    return PlainQuestion(question.id, question.kind, question.concept, told, lines, **given)  # type: ignore[arg-type]


def _plain(text: RenderedText | None) -> str:
    return text.plain if text else ""
