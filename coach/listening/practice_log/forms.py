"""What is typed about a talk in the field."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import Length

from coach.web.forms import Form, MultilineField


class FieldForm(Form):
    """A real talk in three lines."""

    mattered = MultilineField("What they said matters to them", 2_000)
    asked = MultilineField("What I asked", 2_000)
    noticed = MultilineField("What I noticed in myself", 2_000)
    token = HiddenField(validators=[Length(max=80)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether one of the three lines is there."""
        sound = bool(super().validate(extra_validators))
        if not (self.mattered.data or self.asked.data or self.noticed.data):
            self.mattered.errors = ["Write one of the three lines; one is enough"]
            return False
        return sound
