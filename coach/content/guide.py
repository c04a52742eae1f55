"""Define a field guide: one principle on one printable page."""

from dataclasses import dataclass

from markupsafe import Markup

from coach.content.markdown import RenderedText


@dataclass(frozen=True)
class Phrase:
    """Words to say, and the moment for them."""

    moment: RenderedText
    words: RenderedText


@dataclass(frozen=True)
class Trap:
    """A common mistake, and what to do instead."""

    trap: RenderedText
    instead: RenderedText


@dataclass(frozen=True)
class Guide:
    """The field guide of one principle. ``limits`` says when not to follow it."""

    id: str
    principle: str
    sources: tuple[str, ...]
    rules: tuple[RenderedText, ...]
    phrases: tuple[Phrase, ...]
    traps: tuple[Trap, ...]
    limits: Markup
