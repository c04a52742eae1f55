"""Define the forms of the listening room."""

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from coach.listening.phrases import ACTS
from coach.web.forms import Form, MultilineField, TextRequired, options


class ReplyForm(Form):
    """A reply. ``token`` makes a reply that is sent twice one reply."""

    reply = MultilineField(
        "What would you say?", 10_000, [TextRequired("Write what you would say first")]
    )
    token = HiddenField(validators=[Length(max=80)])


class SpotForm(Form):
    """The act that the learner recognises in a colleague's reply."""

    act = RadioField(
        "What does the reply do?", choices=options((act, words[0]) for act, words in ACTS.items())
    )
    token = HiddenField(validators=[Length(max=80)])

    def chosen(self) -> bool:
        """Return whether an act is chosen. If not, set a friendly error message."""
        if self.validate():
            return True
        if not self.act.data:
            self.act.errors = ["Choose what the reply does"]
        return False
