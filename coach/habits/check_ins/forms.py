"""Forms of days: what one shall say, or many at once."""

from datetime import date
from typing import Any

from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, Optional

from coach import bounds
from coach.amounts import WRITE_A_NUMBER
from coach.habits.forms import AmountField
from coach.habits.lengths import NOTE
from coach.web.forms import Form, MultilineField, options

SAYS = ("done", "none", "rest", "missed", "note", "number")


class CheckInForm(Form):
    """What a day shall say: an explicit state, so that pressing twice changes nothing."""

    state = SelectField(choices=options((say, say) for say in SAYS), validators=[InputRequired()])
    note = MultilineField("Note", NOTE, [Optional()])
    number = AmountField("Number")

    def validate_state(self, field: Any) -> None:
        """Refuse an empty number; what is wrong with another one its own field says."""
        empty = self.number.data is None and not self.number.process_errors
        if field.data == "number" and empty:
            raise ValidationError(WRITE_A_NUMBER)


class ManyForm(Form):
    """What many days of a month shall say."""

    state = SelectField(
        choices=options((say, say) for say in ("done", "none", "rest", "missed")),
        validators=[InputRequired()],
    )
    days = SelectMultipleField("Days", choices=(), validate_choice=False)

    def chosen(self) -> list[date]:
        """Return the days chosen. Raises ValueError for what is no day."""
        return [bounds.day(day) for day in self.days.data or []]
