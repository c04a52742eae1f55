"""Define the forms after the questions: what matters most, and two free texts."""

from typing import Any

from wtforms import SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coach.principles import PRINCIPLES
from coach.web.forms import Form, MultilineField, options

TITLES = [(principle.number, principle.title) for principle in PRINCIPLES]


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
