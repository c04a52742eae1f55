"""The Friday card: one week on one page, without a number. Pure: facts in, a card out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coach.assessment.calendar import Week
from coach.assessment.item_selection import rank
from coach.assessment.phrases import listed, span
from coach.content.guide import Guide, Phrase
from coach.principles import PRINCIPLES, Principle
from coach.text import WEEKDAYS

LONGEST = 320  # characters of one text on a card


@dataclass(frozen=True)
class CardText:
    """Something on the card under its own heading. ``own``: the person wrote it."""

    heading: str
    words: str
    own: bool = True


@dataclass(frozen=True)
class FridayCard:
    """A week's card. ``dots`` says for Monday to Sunday whether a habit was kept; it is empty
    where none was. ``away`` says so of the days away. ``texts`` holds no empty one."""

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
        kept = [day for day, is_kept in zip(WEEKDAYS, self.dots, strict=False) if is_kept]
        if len(kept) == len(WEEKDAYS):
            return "A habit was kept on every day."
        away = [day for day, is_away in zip(WEEKDAYS, self.away, strict=False) if is_away]
        rest = f" You were away on {listed(away)}." if away else ""
        return f"A habit was kept on {listed(kept)}.{rest}" if kept else ""


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

    ``kept`` are the days on which a habit was kept, with its principle (1 to 8); ``written`` and
    ``before`` are the lines of this week and of the one four weeks ago, ``well`` and ``next``.
    ``away`` are the days that are marked as away for all habits.
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
        CardText("A phrase to take along", _said(phrase), own=False),
    )
    kept_texts = (CardText(t.heading, excerpt(t.words), t.own) for t in texts if t.words.strip())
    return FridayCard(week, principle, dots, tuple(kept_texts), absent)


def practised_most(numbers: Collection[int], week: Week, user: int) -> Principle:
    """Return the principle practised on most days; without any, one drawn for the week.

    The draw depends on the person and the week alone, so that a card stays as it is.
    """
    counts = {number: list(numbers).count(number) for number in sorted(set(numbers))}
    if counts:
        return PRINCIPLES[max(counts, key=lambda number: counts[number]) - 1]
    return min(PRINCIPLES, key=lambda principle: rank("card", user, week, principle.slug))


def choose(guide: Guide | None, week: Week, user: int) -> Phrase | None:
    """Return one phrase of a field guide: the same one whenever the card is looked at."""
    if guide is None or not guide.phrases:
        return None
    return min(guide.phrases, key=lambda phrase: rank("card", user, week, phrase.words.key))


def excerpt(text: str, most: int = LONGEST) -> str:
    """Return the text on one line, cut after a whole word where it is longer than ``most``."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] or words[:most]
    return cut.rstrip(" ,;:") + " …"


def _said(phrase: Phrase | None) -> str:
    return f"{phrase.moment.plain.rstrip('.:')}: {phrase.words.plain}" if phrase else ""
