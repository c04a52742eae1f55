"""Build the Friday card: one week on one page, without a number. Pure: facts in, a card out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coach.assessment.calendar import Week
from coach.assessment.item_selection import rank
from coach.assessment.phrases import listed, span
from coach.content.model import Guide, Phrase
from coach.principles import PRINCIPLES, Principle
from coach.text import WEEKDAYS

LONGEST = 320  # the most characters of one text on a card


@dataclass(frozen=True)
class CardText:
    """A text on the card with its heading. ``own``: the user wrote it."""

    heading: str
    words: str
    own: bool = True


@dataclass(frozen=True)
class FridayCard:
    """The card of one week.

    ``dots`` says for Monday to Sunday whether a habit was kept, and is empty if none was; ``away``
    says which of these days were marked as away. No text in ``texts`` is empty.
    """

    week: Week
    principle: Principle
    dots: tuple[bool, ...]
    texts: tuple[CardText, ...]
    away: tuple[bool, ...] = ()

    @property
    def title(self) -> str:
        """The heading: ``My week, 23 to 29 November``."""
        return f"My week, {span(self.week)}"

    @property
    def days(self) -> str:
        """The dots in words, or an empty string."""
        kept_days = [day for day, is_kept in zip(WEEKDAYS, self.dots, strict=False) if is_kept]
        if len(kept_days) == len(WEEKDAYS):
            return "A habit was kept on every day."
        away_days = [day for day, is_away in zip(WEEKDAYS, self.away, strict=False) if is_away]
        rest = f" You were away on {listed(away_days)}." if away_days else ""
        return f"A habit was kept on {listed(kept_days)}.{rest}" if kept_days else ""


def build(
    week: Week,
    kept: Collection[tuple[date, int]],
    written: Mapping[str, str],
    before: Mapping[str, str],
    guides: Mapping[str, Guide],
    user: int,
    away: Collection[date] = (),
) -> FridayCard:
    """Return the card of a week.

    ``kept`` are the days on which a habit was kept, with the number of its principle (1 to 8).
    ``written`` and ``before`` are the texts of this week and of the week four weeks ago, with the
    keys ``well`` and ``next``. ``away`` are the days marked as away for all habits.
    """
    principle = practised_most([number for _, number in kept], week, user)
    phrase = choose(guides.get(principle.slug), week, user)
    days = {day for day, _ in kept}
    whole = [week.monday + timedelta(days=n) for n in range(7)] if days else []
    dots = tuple(day in days for day in whole)
    absent = tuple(day in away and day not in days for day in whole)
    texts = (
        CardText("What went well", written.get("well", "")),
        CardText("What I want to try next week", written.get("next", "")),
        CardText("Four weeks ago I wrote", before.get("well") or before.get("next", "")),
        CardText("A phrase to take along", _phrase_text(phrase), own=False),
    )
    kept_texts = (CardText(t.heading, excerpt(t.words), t.own) for t in texts if t.words.strip())
    return FridayCard(week, principle, dots, tuple(kept_texts), absent)


def practised_most(numbers: Collection[int], week: Week, user: int) -> Principle:
    """Return the principle practised on most days, or a random one if there is none.

    The random choice depends only on the user and the week, so that a card does not change.
    """
    counts = {number: list(numbers).count(number) for number in sorted(set(numbers))}
    if counts:
        return PRINCIPLES[max(counts, key=lambda number: counts[number]) - 1]
    return min(PRINCIPLES, key=lambda principle: rank("card", user, week, principle.slug))


def choose(guide: Guide | None, week: Week, user: int) -> Phrase | None:
    """Return one phrase of a field guide, always the same one for a user and week.

    Return None if there is none.
    """
    if guide is None or not guide.phrases:
        return None
    return min(guide.phrases, key=lambda phrase: rank("card", user, week, phrase.words.key))


def excerpt(text: str, most: int = LONGEST) -> str:
    """Return the text on one line, cut after a whole word if it is longer than ``most``
    characters."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] or words[:most]
    return cut.rstrip(" ,;:") + " …"


def _phrase_text(phrase: Phrase | None) -> str:
    return f"{phrase.moment.plain.rstrip('.:')}: {phrase.words.plain}" if phrase else ""
