"""A question as plain words, between our own format and those of other programs."""

from dataclasses import dataclass

from coach.lessons.activity import (
    Choice,
    Cloze,
    Dialogue,
    FreeText,
    Match,
    Order,
    Question,
    Scale,
    Text,
)


@dataclass(frozen=True)
class Line:
    """An option, or one side of a pair with its ``partner``. ``points`` as in ``Option``."""

    text: str
    why: str = ""
    points: int = 0
    partner: str = ""


@dataclass(frozen=True)
class Item:
    """A question in plain words.

    ``told`` are its paragraphs, the last of which asks (in a cloze: holds the gap, between
    ``told[-1]`` and ``rest``). ``lines`` are options, pairs or a gap's accepted answers, ``why``
    explains the whole; of a text it is the model answer. ``number`` is (answer, tolerance).
    """

    id: str
    kind: str
    concept: str
    told: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    rest: str = ""
    why: str = ""
    number: tuple[float, float] | None = None


class CannotCarry(ValueError):
    """The question says more than the other format can hold; the message says what."""


def item(question: Question) -> Item:
    """The question in plain words. Emphasis, links and the hint stay behind.

    Raises CannotCarry for what has no plain form.
    """
    told = (*paragraphs(question), question.ask.plain)
    match question:
        case Choice(options=options):
            lines = tuple(Line(o.text.plain, _plain(o.why), o.points) for o in options)
            return _of(question, told, lines)
        case Order(options=options):
            return _of(question, told, tuple(Line(o.text.plain, _plain(o.why)) for o in options))
        case Match(pairs=pairs):
            sides = (Line(p.left.plain, _plain(p.why), 0, p.right.plain) for p in pairs)
            return _of(question, told, tuple(sides))
        case Cloze(pieces=pieces, gaps=gaps):
            if len(gaps) != 1:
                raise CannotCarry("it has more than one gap")
            before, after = (piece.strip() for piece in pieces)
            lines = tuple(Line(answer) for answer in gaps[0])
            return _of(question, (*told, before), lines, rest=after)
        case Scale():
            number = (question.answer, question.tolerance)
            return _of(question, told, (), number=number)
        case FreeText(model=model):
            return _of(question, told, (), why=_plain(model))
        case Dialogue():
            raise CannotCarry("it is a dialogue")
    raise CannotCarry(f"its type is {question.kind}")


def paragraphs(question: Question) -> tuple[str, ...]:
    """The scene's paragraphs as plain words."""
    parts = str(question.scene).split("</p>")
    plain = (type(question.scene)(part).striptags() for part in parts)
    return tuple(words for words in plain if words)


def left_behind(question: Question) -> list[str]:
    """What of a question that can be carried is lost on the way, in words."""
    lost = ["its hint"] if question.hint else []
    if isinstance(question, FreeText) and question.checks:
        lost.append("its check list")
    if isinstance(question, Scale):
        lost.append("the ends of its scale")
    return lost


def _of(question: Question, told: tuple[str, ...], lines: tuple[Line, ...], **more: object) -> Item:
    given = {"why": _plain(question.why), **more}
    return Item(question.id, question.kind, question.concept, told, lines, **given)  # type: ignore[arg-type]


def _plain(text: Text | None) -> str:
    return text.plain if text else ""
