"""Define the form of the practice log."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import Length

from coach.web.forms import Form, MultilineField


class FieldForm(Form):
    """A real conversation in three lines."""

    mattered = MultilineField("What they said matters to them", 2_000)
    asked = MultilineField("What I asked", 2_000)
    noticed = MultilineField("What I noticed in myself", 2_000)
    token = HiddenField(validators=[Length(max=80)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether the form is valid and has at least one of the three lines."""
        sound = bool(super().validate(extra_validators))
        if not (self.mattered.data or self.asked.data or self.noticed.data):
            self.mattered.errors = ["Write one of the three lines; one is enough"]
            return False
        return sound
