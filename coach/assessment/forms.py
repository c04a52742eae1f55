"""Define the forms of the look-back: answers, what comes after them, and the result."""

from datetime import datetime
from typing import Any

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from coach.assessment.calendar import FIRST_DAYS
from coach.assessment.phrases import CHOICES
from coach.principles import PRINCIPLES
from coach.text import WEEKDAYS
from coach.web.forms import Form, MultilineField, options

NO_OCCASION = "none"
LONGEST = 600  # seconds; a longer time is no answering time, because the page was left open


def choice(value: int | None) -> str:
    """Return an answer's value as the form sends it."""
    return NO_OCCASION if value is None else str(value)


TITLES = [(principle.number, principle.title) for principle in PRINCIPLES]
ANSWERS = tuple((choice(value), label) for value, label in CHOICES)


class AnswerForm(Form):
    """The answer to one question. ``value`` is what its button sends.

    ``item`` detects a page that is older than a change of the item bank.
    """

    value = StringField("Your answer")
    item = HiddenField()
    shown = HiddenField()  # the moment when the page was rendered, ISO 8601

    @classmethod
    def asking(cls, item: str, value: str | None, now: datetime) -> "AnswerForm":
        """Return the form of a question shown at this moment, with the stored answer, if any."""
        return cls(formdata=None, value=value, item=item, shown=now.isoformat())

    def validate_value(self, field: Any) -> None:
        """Require one of the six answers."""
        if field.data not in dict(ANSWERS):
            raise ValidationError("Choose one of the six answers")

    @property
    def answer(self) -> int | None:
        """The value to store: 0 to 100, or None for "It did not come up"."""
        return None if self.value.data == NO_OCCASION else int(self.value.data)

    def seconds(self, now: datetime) -> float | None:
        """Return the seconds from showing the page to ``now``, or None if not plausible."""
        try:
            taken = (now - datetime.fromisoformat(self.shown.data or "")).total_seconds()
        except (TypeError, ValueError):  # no moment, or one without a time zone
            return None
        return taken if 0 <= taken <= LONGEST else None


class DayForm(Form):
    """The day of the week on which a look-back opens."""

    day = SelectField(
        "Opens on", choices=options((day, WEEKDAYS[day - 1]) for day in FIRST_DAYS), coerce=int
    )


class MattersForm(Form):
    """The two principles that matter most to the user now."""

    principles = SelectMultipleField(
        "Which two matter most to you now?",
        choices=options(TITLES),
        coerce=int,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def validate_principles(self, field: Any) -> None:
        """Require exactly two principles."""
        if len(set(field.data)) != 2:
            raise ValidationError("Choose two, so that each of them counts")


class WeekReflectionForm(Form):
    """Two free questions about the week. Both are optional."""

    well = MultilineField("What went well this week, and with whom?", 5_000)
    next = MultilineField("What do you want to try next week?", 5_000)


class FocusForm(Form):
    """The principle to work on next. 0 means the suggested one."""

    principle = RadioField(
        "Your focus", choices=options([(0, "What we suggest"), *TITLES]), coerce=int
    )


class CompareForm(Form):
    """Two closed cycles to compare. The form is sent by GET."""

    first = SelectField("Cycle", coerce=int)
    second = SelectField("Against cycle", coerce=int)

    def validate_second(self, field: Any) -> None:
        """Require two different cycles."""
        if field.data == self.first.data:
            raise ValidationError("Choose two different cycles")
