"""A field guide: one principle on one printable page."""

from dataclasses import dataclass

from markupsafe import Markup

from coach.content.markdown import RenderedText


@dataclass(frozen=True)
class Phrase:
    """Words to say, and the moment they are for."""

    moment: RenderedText
    words: RenderedText


@dataclass(frozen=True)
class Trap:
    """What goes wrong, and what to do in its place."""

    trap: RenderedText
    instead: RenderedText


@dataclass(frozen=True)
class Guide:
    """The field guide of one principle; ``limits`` says when not to go by it."""

    id: str
    principle: str
    sources: tuple[str, ...]
    rules: tuple[RenderedText, ...]
    phrases: tuple[Phrase, ...]
    traps: tuple[Trap, ...]
    limits: Markup
