"""What is typed in the listening room."""

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from coach.listening.phrases import ACTS
from coach.web.forms import Form, MultilineField, TextRequired, options


class ReplyForm(Form):
    """A reply. ``token`` makes a reply sent twice one reply."""

    reply = MultilineField(
        "What would you say?", 10_000, [TextRequired("Write what you would say first")]
    )
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
