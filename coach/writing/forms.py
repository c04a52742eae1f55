"""What is typed in the writing room."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import Length, Optional

from coach.bounds import LONGEST_MESSAGE
from coach.web.forms import Day, Form, Line, Text, Written


class MessageForm(Form):
    """A draft with what belongs to it; everything travels in the form until it is kept.

    ``first`` is the draft it began as, once it was changed. ``token`` makes a message kept twice
    one message; ``step`` is the step of a lesson that asked for it, as ``lesson/number``.
    """

    text = Text(
        "Your message", LONGEST_MESSAGE, [Written("Write your message first; a sentence will do")]
    )
    person = Line("Who is it for?", 120)
    due_on = Day("By which day?", [Optional()])
    asked = BooleanField("I have asked how they would like to be named")
    first = Text("Your first draft", LONGEST_MESSAGE)
    token = HiddenField(validators=[Length(max=80)])
    step = HiddenField(validators=[Length(max=120)])
