"""Define the forms of the questions: one answer, and the day on which a look-back opens."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, SelectField, StringField, ValidationError

from coach.assessment.calendar import FIRST_DAYS
from coach.assessment.phrases import CHOICES
from coach.text import WEEKDAYS
from coach.web.forms import Form, options

NO_OCCASION = "none"
LONGEST = 600  # seconds; a longer time is no answering time, because the page was left open


def choice(value: int | None) -> str:
    """Return an answer's value as the form sends it."""
    return NO_OCCASION if value is None else str(value)


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
