"""A note beside a step, and a rating of a lesson."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from coach.web.fields import Form, Text, options


class NoteForm(Form):
    """A note beside a step; an empty one takes the note away."""

    text = Text("Your note", 20_000)


class RatingForm(Form):
    """Whether the lesson was liked, and why if one likes to say."""

    liked = RadioField(
        "Did you like this lesson?",
        choices=options([("up", "Yes"), ("down", "No")]),
        validators=[InputRequired("Choose yes or no")],
    )
    word = Text("A word on it", 500)
