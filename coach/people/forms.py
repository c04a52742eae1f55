"""Define the forms of People. A form checks the shape; the rules and queries check the meaning."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import g
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from coach.people import limits, models
from coach.people.presenters.phrases import CHANNELS, DATE_KINDS, MARKS
from coach.people.rules import dates, keys, names, rhythm
from coach.people.touch_queries import TouchNote
from coach.text import MONTHS
from coach.web.forms import (
    DayField,
    Form,
    LineField,
    MultilineField,
    TextRequired,
    on_one_line,
    options,
)

NO_WAY = "A way to reach somebody is an e-mail address, a number or a web address"
NOT_YET = "That day has not come yet. It can be noted once it is here."
NOTICED = "noticed"
SPOKE = (
    ("", "I don’t know"),
    ("week", "This week"),
    ("month", "This month"),
    ("quarter", "In the last three months"),
    ("year", "This year"),
    ("longer", "Longer ago"),
)
ANY_CHANNEL = (("", "No preference"), *CHANNELS.items())


class NumberBetween(StringField):  # type: ignore[misc]
    """A whole number within bounds. What was typed is shown again.

    ``needed`` is said if it is empty; without it, it may be empty.
    """

    data: Any

    def __init__(self, label: str, low: int, high: int, needed: str = "", **more: Any):
        keyboard = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "9"}
        checks = [TextRequired(needed) if needed else Optional()]
        super().__init__(label, checks, render_kw=keyboard, **more)
        self.low, self.high = low, high

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse the number. Raise ValueError with a message for the user."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        if not (typed.isascii() and typed.isdecimal()) or not (
            self.low <= int(typed[:9]) <= self.high and len(typed) < 10
        ):
            raise ValueError(f"Write a number from {self.low:,} to {self.high:,}")
        self.data = int(typed)


class ContactForm(Form):
    """Somebody: only the name is required."""

    name = LineField(
        "Name", limits.NAME, [TextRequired("Write a name, or a nickname that only you know")]
    )
    role = LineField("How do you know each other?", limits.ROLE)
    world = LineField("Group", limits.GROUP)
    ring = SelectField("Ring", coerce=int, default=0)
    last_spoke = SelectField("When did you last speak?", choices=options(SPOKE), default="")
    called = LineField("What you call them", limits.CALLED)
    matters = LineField("What matters to them", limits.LINE)
    prefers = SelectField("Likes to be reached by", choices=options(ANY_CHANNEL), default="")
    own_every = NumberBetween("A rhythm of their own, in days", rhythm.SHORTEST, rhythm.LONGEST)
    known_since = NumberBetween("Known since", 1920, 2100)
    ways = MultilineField("Ways to reach them", limits.MOST_WAYS * (limits.WAY + 1))
    tags = LineField("Tags", limits.MOST_TAGS * (limits.TAG + 2))
    token = HiddenField(validators=[Length(max=32)])

    def offer(self, rings: Sequence[models.Ring]) -> None:
        """Offer the user's rings, or before there are any, those to begin with.

        A form that was opened before there were any may be sent a second time.
        """
        named = [(ring.id, ring.name) for ring in rings]
        first = [(-n - 1, name) for n, (name, _) in enumerate(limits.RINGS)]
        begins = not named or (self.ring.data or 0) < 0
        self.ring.choices = options([(0, "No rhythm"), *(first if begins else named)])

    def validate_ways(self, field: Any) -> None:
        """Refuse a line that is no address and no number, and more than eight of them."""
        lines = self.way_lines()
        if len(lines) > limits.MOST_WAYS:
            raise ValidationError(f"Keep this to {limits.MOST_WAYS} ways to reach them")
        if any(len(line) > limits.WAY or not keys.kind_of(line) for line in lines):
            raise ValidationError(NO_WAY)

    def validate_tags(self, field: Any) -> None:
        """Refuse long tags, and more than twelve."""
        words = self.tag_words()
        if len(words) > limits.MOST_TAGS:
            raise ValidationError(f"Keep this to {limits.MOST_TAGS} tags")
        if any(len(word) > limits.TAG for word in words):
            raise ValidationError(f"Keep each tag to {limits.TAG} characters")

    def way_lines(self) -> list[str]:
        """Return the ways, one each."""
        return [line.strip() for line in (self.ways.data or "").splitlines() if line.strip()]

    def tag_words(self) -> list[str]:
        """Return the tags, one each."""
        words = (on_one_line(word) for word in (self.tags.data or "").split(","))
        return list({names.fold(word): word for word in words if word}.values())

    def show(self, contact: models.Contact, tags: list[str], ways: list[str]) -> None:
        """Fill the form with somebody."""
        for name in ("name", "role", "world", "called", "matters", "prefers", "known_since"):
            self[name].data = getattr(contact, name)
        self.ring.data = contact.ring_id or 0
        self.own_every.data = contact.own_every
        self.tags.data, self.ways.data = ", ".join(tags), "\n".join(ways)


class TouchForm(Form):
    """What passed: how, when, and one line. A promise and other ticks come with it."""

    channel = RadioField(
        "How",
        choices=options([*CHANNELS.items(), (NOTICED, "Noticed only, not in touch")]),
        validators=[InputRequired("Choose how you were in touch")],
    )
    day = DayField("When", [InputRequired("Choose a day")])
    line = LineField("What did you talk about?", limits.NOTE)
    later = LineField("To remember next time", limits.LINE)
    later_on = DayField("Worth asking from", [Optional()])
    thanked = BooleanField(MARKS["thanked"])
    gave = BooleanField(MARKS["gave"])
    got = BooleanField(MARKS["got"])
    news = BooleanField(MARKS["news"])
    whose = SelectField(
        "Whose promise",
        choices=options([("mine", "I promised"), ("theirs", "They promised")]),
        default="mine",
    )
    promise = LineField("A promise", limits.LINE)
    due = DayField("By when", [Optional()])
    kept = SelectMultipleField("Promises that are kept now", coerce=int, validate_choice=False)
    habits = SelectMultipleField("Habits that are done with it", coerce=int, validate_choice=False)
    lesson = HiddenField(validators=[Length(max=limits.LESSON)])
    token = HiddenField(validators=[Length(max=64)])

    def validate_day(self, field: Any) -> None:
        """Refuse the future, and days before 2000."""
        if field.data and field.data > g.today:
            raise ValidationError(NOT_YET)
        if field.data and field.data < limits.FIRST_DAY:
            raise ValidationError(f"Choose a day from {limits.FIRST_DAY.year} on")

    def validate_later_on(self, field: Any) -> None:
        """Require what to ask if there is a day from which to ask it."""
        if field.data and not self.later.data:
            raise ValidationError("Write what to ask on that day")

    def validate_due(self, field: Any) -> None:
        """Require the words of a promise that has a date."""
        if field.data and not self.promise.data:
            raise ValidationError("Write what was promised")

    def written(self) -> TouchNote:
        """Return what is to be noted."""
        channel = "" if self.channel.data == NOTICED else self.channel.data
        marks = {mark: bool(self[mark].data) for mark in limits.MARKS}
        day, later_on = self.day.data, self.later_on.data
        return TouchNote(day, channel, self.line.data, self.later.data, later_on, marks)

    def show(self, touch: models.Touch) -> None:
        """Fill the form with a touch."""
        self.channel.data = touch.channel or NOTICED
        for name in ("day", "line", "later", "later_on", *limits.MARKS):
            self[name].data = getattr(touch, name)


class PromiseForm(Form):
    """A promise of the user's to somebody, or the other way round."""

    whose = RadioField(
        "Who promised",
        choices=options([("mine", "I promised"), ("theirs", "They promised")]),
        default="mine",
    )
    what = LineField("What", limits.LINE, [TextRequired("Write what was promised")])
    due = DayField("By when", [Optional()])
    token = HiddenField(validators=[Length(max=32)])


class MoveForm(Form):
    """Another date for a promise, and whether the other person was told."""

    what = LineField("What", limits.LINE, [TextRequired("Write what was promised")])
    due = DayField("By when", [Optional()])
    told = BooleanField("I have told them: note that we were in touch today")


class DateForm(Form):
    """A day to remember each year."""

    kind = SelectField("Kind", choices=options(DATE_KINDS.items()), default="birthday")
    label = LineField("What it is", 60)
    day = NumberBetween("Day", 1, 31, "That is not a day")
    month = SelectField(
        "Month", coerce=int, choices=options((n + 1, name) for n, name in enumerate(MONTHS))
    )
    year = NumberBetween("Year", 1920, 2100)
    lead = SelectField(
        "Say it",
        coerce=int,
        default=0,
        choices=options(
            (days, "On the day" if not days else f"{days} day{'s' * (days > 1)} before")
            for days in dates.LEADS
        ),
    )

    def validate_day(self, field: Any) -> None:
        """Refuse a day that no year has."""
        if field.data is None or not dates.is_valid(self.number()):
            raise ValidationError("That is not a day")

    def validate_label(self, field: Any) -> None:
        """Require words for anything but a birthday."""
        if self.kind.data != "birthday" and not field.data:
            raise ValidationError("Write what day it is")

    def number(self) -> int:
        """Return the month and day as one number."""
        return 100 * int(self.month.data or 0) + int(self.day.data or 0)


class RestForm(Form):
    """A rest until a day. ``until`` is the value of the button for next week."""

    until = DayField("Rest until", [Optional()])
    day = DayField("Rest until", [Optional()])
    why = LineField("Why", 60)

    @property
    def last(self) -> date | None:
        """The day on which the rest ends."""
        day: date | None = self.day.data or self.until.data
        return day

    def problem(self, today: date) -> str:
        """Return what is wrong with the day, or an empty string."""
        if not self.validate():
            return str(next(iter(self.errors.values()))[0])
        if self.last is None or self.last <= today:
            return "Choose a day after today"
        return ""


class RingForm(Form):
    """A named rhythm."""

    name = LineField("Name", limits.RING, [TextRequired("Write a name for the ring")])
    every = NumberBetween(
        "Days",
        rhythm.SHORTEST,
        rhythm.LONGEST,
        f"Write a number from {rhythm.SHORTEST} to {rhythm.LONGEST:,}",
    )


class DeletePersonForm(Form):
    """The name, typed, to delete somebody for good."""

    name = LineField("Type the name to delete it for good", limits.NAME)
    touches = SelectMultipleField(coerce=int, validate_choice=False)
    promises = SelectMultipleField(coerce=int, validate_choice=False)
    entries = SelectMultipleField(coerce=int, validate_choice=False)
    plans = SelectMultipleField(coerce=int, validate_choice=False)
    messages = SelectMultipleField(coerce=int, validate_choice=False)
    saved = SelectMultipleField(coerce=int, validate_choice=False)
    drafts = SelectMultipleField(coerce=int, validate_choice=False)
    files = SelectMultipleField(validate_choice=False)
