"""Show what is good to know before meeting somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.people.presenters.page import PersonPage, StoryRow, story_row
from coach.people.rules.meeting import MeetingQuestion
from coach.text import agree, in_words, isolated, listed

NOTHING = "Nothing is noted yet. One question is enough: what are you working on that you enjoy?"


@dataclass(frozen=True)
class MeetingCard:
    """One person: what is kept, and a question to bring."""

    page: PersonPage
    changed: Sequence[StoryRow]
    question: MeetingQuestion

    @property
    def nothing(self) -> str:
        """What to say if nothing is kept about the person, otherwise an empty string."""
        page, contact = self.page, self.page.contact
        kept = (contact.matters, contact.next_line, page.lines, page.promised, page.dates)
        return "" if any(kept) else NOTHING


def card(
    contact: Any,
    today: date,
    lines: Sequence[Any],
    news: Sequence[Any],
    promises: Sequence[Any],
    dates: Sequence[Any],
    question: MeetingQuestion,
) -> MeetingCard:
    """Return the card of somebody from the rows that are kept about them."""
    page = PersonPage(contact, "", today, lines, (), (), dates, promises)
    return MeetingCard(page, [story_row(each) for each in news], question)


def heading(called: Sequence[str]) -> str:
    """Return the title of the page: ``Before you meet Maren and Samir``."""
    named = [isolated(name) for name in called[:3]]
    more = len(called) - len(named)
    if more:
        named.append(f"{in_words(more)} {agree(more, 'other', 'others')}")
    return f"Before you meet {listed(named)}"
