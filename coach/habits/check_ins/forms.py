"""Define the forms of check-ins: for one day, and for many days."""

from datetime import date
from typing import Any

from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, Optional

from coach import bounds
from coach.amounts import WRITE_A_NUMBER
from coach.habits.forms import AmountField
from coach.habits.rules.plan import NOTE
from coach.web.forms import Form, MultilineField, options

SAYS = ("done", "none", "rest", "missed", "note", "number")


class CheckInForm(Form):
    """A check-in for one day. The state is explicit, so that pressing twice changes nothing."""

    state = SelectField(choices=options((say, say) for say in SAYS), validators=[InputRequired()])
    note = MultilineField("Note", NOTE, [Optional()])
    number = AmountField("Number")

    def validate_state(self, field: Any) -> None:
        """Require a number for the state "number". Invalid numbers have their own error."""
        empty = self.number.data is None and not self.number.process_errors
        if field.data == "number" and empty:
            raise ValidationError(WRITE_A_NUMBER)


class ManyForm(Form):
    """A check-in for many days of a month."""

    state = SelectField(
        choices=options((say, say) for say in ("done", "none", "rest", "missed")),
        validators=[InputRequired()],
    )
    days = SelectMultipleField("Days", choices=(), validate_choice=False)

    def chosen(self) -> list[date]:
        """Return the chosen days. Raise ValueError for an invalid one."""
        return [bounds.day(day) for day in self.days.data or []]
