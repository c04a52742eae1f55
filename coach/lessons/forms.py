"""What is typed in the player beside answers: a reflection."""

from coach.web.fields import Form, Text, Written


class ReflectionForm(Form):
    """The learner's own situation, for the private journal."""

    text = Text("Your answer", 20_000, [Written("Write a line first, or choose Not now")])
