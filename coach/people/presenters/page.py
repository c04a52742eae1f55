"""Show one person's page: the cover, what passed, promises, and what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from coach.people.presenters import phrases
from coach.people.presenters.rows import PersonRow, person_row
from coach.people.rules import daily, dates, words
from coach.people.rules import promise as promises
from coach.people.rules.daily import Candidate
from coach.people.rules.promise import PromiseState
from coach.text import day_of_month, isolated


class PromiseRow(NamedTuple):
    """A promise in a list. ``half`` is the question halfway through, or empty."""

    id: int
    contact_id: int
    what: str
    meta: str
    phase: str
    mine: bool
    half: str


def promise_row(row: Any, who: str, today: date) -> PromiseRow:
    """Return a promise's row of the database for a list."""
    state = state_of(row)
    phase = promises.phase(state, today)
    half = phrases.half(row.what) if phase == "half" else ""
    meta = phrases.due_words(state, who, today)
    return PromiseRow(row.id, row.contact_id, row.what, meta, phase, row.mine, half)


def promise_rows(listed: Sequence[Any], today: date) -> list[PromiseRow]:
    """Return promises with the names of the people for a list."""
    return [
        promise_row(each.promise, phrases.called(each.name, each.called), today) for each in listed
    ]


def state_of(row: Any) -> PromiseState:
    """Return a promise's row as the rules see it."""
    return PromiseState(
        row.mine, row.made_on, row.due, row.first_due, row.moved_on, row.late_move,
        row.looked_on, row.state, row.closed_on,
    )  # fmt: skip


class DateRow(NamedTuple):
    """A day to remember: its id and its words."""

    id: int
    words: str


class StoryRow(NamedTuple):
    """A line of the story: its day, the channel and the marks in words, and what was written."""

    id: int
    day: date
    how: str
    line: str
    later: str
    lesson_id: str | None = None


def story_row(line: Any) -> StoryRow:
    """Return a line of the database as a line of the story."""
    marks = [words for mark, words in phrases.MARKS.items() if getattr(line, mark)]
    how = phrases.CHANNELS.get(line.channel, "Noticed")
    return StoryRow(
        line.id, line.day, ". ".join([how, *marks]), line.line, line.later, line.lesson_id
    )


@dataclass(frozen=True)
class PersonPage:
    """What a person's page is made from; the rest follows from it."""

    contact: Any
    ring: str
    today: date
    lines: Sequence[Any]
    tags: Sequence[str]
    ways: Sequence[tuple[str, str]]
    dates: Sequence[Any]
    promised: Sequence[Any]

    @property
    def called(self) -> str:
        """How a sentence names the person."""
        return phrases.called(self.contact.name, self.contact.called)

    @property
    def row(self) -> PersonRow:
        """The person as in a list, with today's touch."""
        touches = [each for each in self.lines if each.kind == "touch" and each.day == self.today]
        newest = max(touches, key=lambda each: each.id, default=None)
        return person_row(
            self.contact, self.today, (), (newest.id, newest.token) if newest else None
        )

    @property
    def about(self) -> str:
        """Role, group and year in one line."""
        contact = self.contact
        parts = [isolated(contact.role)] if contact.role else []
        parts += [f"Known since {contact.known_since}"] if contact.known_since else []
        parts += [f"Group: {isolated(contact.world)}"] if contact.world else []
        return "".join(f"{part.rstrip('.')}. " for part in parts).strip()

    @cached_property
    def reasons(self) -> list[str]:
        """The reasons to be in touch, as sentences."""
        near = [each for each in self.promised if self._is_reason(each)]
        promise = min(near, key=lambda each: each.due, default=None)
        window = [each for each in self.dates if self._is_near(each)]
        day = min(window, key=lambda each: dates.next_on(each.month_day, self.today), default=None)
        contact, today = self.contact, self.today
        candidate = Candidate(
            contact.id,
            promise.due if promise else None,
            dates.next_on(day.month_day, today) if day else None,
            contact.next_on,
            contact.every,
            contact.base,
            contact.rest_until,
            contact.let_go_on is not None,
        )
        told = {
            "promise": promise and phrases.promised(promise.what, promise.due, today, self.called),
            "date": day and phrases.remembered(day.kind, day.label, day.month_day, day.year, today),
            "ask": phrases.to_ask(contact.next_line),
            "rhythm": phrases.meant(contact.every),
            "long": phrases.LONG,
        }
        found = daily.reasons_of(candidate, today)
        # after the first reason the rhythm is in ``spoke`` already
        return [str(told[why]) for n, why in enumerate(found) if n == 0 or why != "rhythm"]

    def _is_reason(self, row: Any) -> bool:
        state = state_of(row)
        return state.mine and promises.phase(state, self.today) in promises.REASONS

    def _is_near(self, row: Any) -> bool:
        return row.month_day in dates.window(self.today, row.lead)

    @property
    def spoke(self) -> str:
        """How long ago the last talk was, and what was meant."""
        contact = self.contact
        if contact.last_touch is None:
            return f"You wanted to speak {words.every(contact.every)}." if contact.every else ""
        last = f"You last spoke {phrases.elapsed(contact.last_touch, self.today)}"
        meant = f"; you wanted to speak {words.every(contact.every)}" if contact.every else ""
        return f"{last}{meant}."

    @property
    def quiet(self) -> str:
        """Why nothing is asked about the person, or an empty string."""
        contact = self.contact
        if contact.archived_on:
            return "Put away. This person is in none of your lists."
        if contact.let_go_on:
            on = phrases.on_day(contact.let_go_on, self.today)
            return f"You let this person go {on}. Nothing is asked of you."
        if daily.rests(contact.rest_until, self.today):
            why = f": {isolated(contact.rest_why)}" if contact.rest_why else ""
            until = day_of_month(contact.rest_until)
            return f"Rests until {until}{why}. Nothing is asked until then."
        return ""

    @property
    def story(self) -> list[StoryRow]:
        """What passed, newest first."""
        return [story_row(each) for each in self.lines]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rhythm in words."""
        contact = self.contact
        last = "nothing noted"
        if contact.last_touch:
            how = phrases.CHANNELS[contact.last_channel].lower()
            last = f"{phrases.when(contact.last_touch, self.today)}, {how}"
        pairs = [("Last contact", last)]
        if contact.every:
            ring = f" ({isolated(self.ring)})" if self.ring and not contact.own_every else ""
            pairs.append(("Rhythm", words.every(contact.every) + ring))
        if contact.prefers:
            pairs.append(("Prefers", phrases.CHANNELS[contact.prefers].lower()))
        return pairs

    @property
    def promises(self) -> list[PromiseRow]:
        """Open promises, and those closed lately."""
        return [promise_row(each, self.called, self.today) for each in self.promised]

    @property
    def days(self) -> list[DateRow]:
        """Days to remember, in words."""
        return [
            DateRow(
                each.id,
                phrases.remembered(each.kind, each.label, each.month_day, each.year, self.today),
            )
            for each in self.dates
        ]
