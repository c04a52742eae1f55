"""Forms of the questions: one answer, and the day they open."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, SelectField, StringField, ValidationError

from coach.assessment.calendar import FIRST_DAYS
from coach.assessment.phrases import CHOICES
from coach.text import WEEKDAYS
from coach.web.forms import Form, options

NO_OCCASION = "none"
LONGEST = 600  # seconds: a question left open longer says nothing about the time it took


def choice(value: int | None) -> str:
    """An answer's value as the form sends it."""
    return NO_OCCASION if value is None else str(value)


ANSWERS = tuple((choice(value), label) for value, label in CHOICES)


class AnswerForm(Form):
    """The answer to one question: ``value`` is what its button sends.

    ``item`` guards against a page from before the bank changed.
    """

    value = StringField("Your answer")
    item = HiddenField()
    shown = HiddenField()  # the moment the page was made, ISO 8601

    @classmethod
    def asking(cls, item: str, value: str | None, now: datetime) -> "AnswerForm":
        """The form of a question shown at this moment, with the answer already kept, if any."""
        return cls(formdata=None, value=value, item=item, shown=now.isoformat())

    def validate_value(self, field: Any) -> None:
        """One of the six, in words that say what to do."""
        if field.data not in dict(ANSWERS):
            raise ValidationError("Choose one of the six answers")

    @property
    def answer(self) -> int | None:
        """The value kept: 0 to 100, None where no occasion came up."""
        return None if self.value.data == NO_OCCASION else int(self.value.data)

    def seconds(self, now: datetime) -> float | None:
        """The time from showing the page to ``now``, or None where it tells nothing."""
        try:
            taken = (now - datetime.fromisoformat(self.shown.data or "")).total_seconds()
        except (TypeError, ValueError):  # no moment, or one without a zone
            return None
        return taken if 0 <= taken <= LONGEST else None


class DayForm(Form):
    """The day of the week on which a look-back opens."""

    day = SelectField(
        "Opens on", choices=options((day, WEEKDAYS[day - 1]) for day in FIRST_DAYS), coerce=int
    )
