"""Define the forms of the writing room."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import Length, Optional

from coach.bounds import LONGEST_MESSAGE
from coach.web.forms import DayField, Form, LineField, MultilineField, TextRequired


class MessageForm(Form):
    """A draft with its context. The form carries everything until the user saves it.

    ``first`` is the first draft, if the text was changed. ``token`` makes a message that is kept
    twice one message. ``step`` is the lesson step that asked for it, as ``lesson/number``.
    """

    text = MultilineField(
        "Your message",
        LONGEST_MESSAGE,
        [TextRequired("Write your message first; a sentence will do")],
    )
    person = LineField("Who is it for?", 120)
    due_on = DayField("By which day?", [Optional()])
    asked = BooleanField("I have asked how they would like to be named")
    first = MultilineField("Your first draft", LONGEST_MESSAGE)
    token = HiddenField(validators=[Length(max=80)])
    step = HiddenField(validators=[Length(max=120)])
