"""Forms of the look-back: one answer, what matters most, a focus, the day it opens."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coach.assessment.window import FIRST_DAYS
from coach.assessment.words import CHOICES, DAYS
from coach.principles import PRINCIPLES
from coach.web.fields import Form, options

NO_OCCASION = "none"
LONGEST = 600  # seconds: a question left open longer says nothing about the time it took
TITLES = [(principle.number, principle.title) for principle in PRINCIPLES]


def choice(value: int | None) -> str:
    """An answer's value as the form sends it."""
    return NO_OCCASION if value is None else str(value)


class AnswerForm(Form):
    """The answer to one question. ``item`` guards against a page from before the bank changed."""

    value = RadioField(
        "Your answer",
        choices=options((choice(value), label) for value, label in CHOICES),
        validate_choice=False,
    )
    item = HiddenField()
    shown = HiddenField()  # the moment the page was made, ISO 8601

    def validate_value(self, field: Any) -> None:
        """One of the six, in words that say what to do."""
        if field.data not in {choice(value) for value, _ in CHOICES}:
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


class MattersForm(Form):
    """The two principles that matter most now."""

    principles = SelectMultipleField(
        "Which two matter most to you now?",
        choices=options(TITLES),
        coerce=int,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def validate_principles(self, field: Any) -> None:
        """Exactly two."""
        if len(set(field.data)) != 2:
            raise ValidationError("Choose two, so that each of them counts")


class FocusForm(Form):
    """The principle to work on next; 0 goes back to the suggestion."""

    principle = RadioField(
        "Your focus", choices=options([(0, "What is suggested"), *TITLES]), coerce=int
    )


class DayForm(Form):
    """The day of the week on which a look-back opens."""

    day = SelectField(
        "Opens on", choices=options((day, DAYS[day - 1]) for day in FIRST_DAYS), coerce=int
    )
