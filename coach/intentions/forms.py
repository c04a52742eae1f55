"""Define the form that asks what came back."""

from coach.intentions.rules import LONGEST_REPLY
from coach.web.forms import Form, LineField, TextRequired


class CameBackForm(Form):
    """One line about what came back, for the journal."""

    came_back = LineField("What came back?", LONGEST_REPLY, [TextRequired("Write a line first")])
