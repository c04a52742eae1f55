"""Define the form of days away."""

from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.validators import InputRequired, Optional

from coach.habits.rules.plan import WORDS
from coach.web.forms import DayField, Form, LineField


class AwayForm(Form):
    """A range of days away, for one habit or for all (0)."""

    first = DayField("First day away", [InputRequired("Choose the first day")])
    last = DayField("Last day away", [Optional()])
    habit = SelectField("Which habits", coerce=int, default=0)
    reason = LineField("Reason", WORDS)

    def validate_last(self, field: Any) -> None:
        """Refuse a range that ends before it begins."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError("Choose a last day that is not before the first")
