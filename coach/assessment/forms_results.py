"""Define the forms of the results: a focus, and two cycles to compare."""

from typing import Any

from wtforms import RadioField, SelectField, ValidationError

from coach.principles import PRINCIPLES
from coach.web.forms import Form, options

TITLES = [(principle.number, principle.title) for principle in PRINCIPLES]


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
