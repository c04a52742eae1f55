"""A note beside a step, and a rating of a lesson."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from coach.lessons.annotations.models import LessonRating
from coach.web import text_versions
from coach.web.forms import Form, MultilineField, options


class MarginNoteForm(Form):
    """A note beside a step; an empty one takes the note away."""

    text = MultilineField("Your note", 20_000)


class RatingForm(Form):
    """Whether the lesson was liked, and why if one likes to say."""

    liked = RadioField(
        "Did you like this lesson?",
        choices=options([("up", "Yes"), ("down", "No")]),
        validators=[InputRequired("Choose yes or no")],
    )
    word = MultilineField("A word on it", 500)


def note_versions(stored: str, typed: str | None = None) -> text_versions.Versions:
    """Compare a note with the one that was typed, or with none typed yet."""
    return text_versions.of_text("Your note", stored, typed)


def rating_versions(
    stored: LessonRating | None, sent: RatingForm | None = None
) -> text_versions.Versions:
    """Compare a rating with the one that was sent, or with none sent yet."""
    said = {"liked": "up" if stored.liked else "down", "word": stored.word} if stored else {}
    form = RatingForm(None, data=said)
    return text_versions.of_forms(form, sent or form)
