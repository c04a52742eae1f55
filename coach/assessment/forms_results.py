"""Forms of the results: a focus, and two cycles to compare."""

from typing import Any

from wtforms import RadioField, SelectField, ValidationError

from coach.principles import PRINCIPLES
from coach.web.forms import Form, options

TITLES = [(principle.number, principle.title) for principle in PRINCIPLES]


class FocusForm(Form):
    """The principle to work on next; 0 goes back to the suggestion."""

    principle = RadioField(
        "Your focus", choices=options([(0, "What we suggest"), *TITLES]), coerce=int
    )


class CompareForm(Form):
    """Which two closed cycles stand side by side; sent by GET."""

    first = SelectField("Cycle", coerce=int)
    second = SelectField("Against cycle", coerce=int)

    def validate_second(self, field: Any) -> None:
        """Two different ones."""
        if field.data == self.first.data:
            raise ValidationError("Choose two different cycles")
