"""What is typed in the listening room."""

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from coach.listening.words import ACTS
from coach.web.fields import Form, Text, Written, options


class ReplyForm(Form):
    """A reply. ``token`` makes a reply sent twice one reply."""

    reply = Text("What would you say?", 10_000, [Written("Write what you would say first")])
    token = HiddenField(validators=[Length(max=80)])


class SpotForm(Form):
    """The act that somebody's reply is."""

    act = RadioField(
        "What does the reply do?", choices=options((act, words[0]) for act, words in ACTS.items())
    )
    token = HiddenField(validators=[Length(max=80)])

    def chosen(self) -> bool:
        """Whether one was chosen; says so in kind words where none was."""
        if self.validate():
            return True
        if not self.act.data:
            self.act.errors = ["Choose what the reply does"]
        return False


class FieldForm(Form):
    """A real talk in three lines."""

    mattered = Text("What they said matters to them", 2_000)
    asked = Text("What I asked", 2_000)
    noticed = Text("What I noticed in myself", 2_000)
    token = HiddenField(validators=[Length(max=80)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether one of the three lines is there."""
        sound = bool(super().validate(extra_validators))
        if not (self.mattered.data or self.asked.data or self.noticed.data):
            self.mattered.errors = ["Write one of the three lines; one is enough"]
            return False
        return sound
