"""Define the forms for a note beside a step and for a rating of a lesson."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from coach.lessons.annotations.models import LessonRating
from coach.web import text_versions
from coach.web.forms import Form, MultilineField, options


class MarginNoteForm(Form):
    """A note beside a step. An empty text deletes it."""

    text = MultilineField("Your note", 20_000)


class RatingForm(Form):
    """A rating of a lesson, with an optional comment."""

    liked = RadioField(
        "Did you like this lesson?",
        choices=options([("up", "Yes"), ("down", "No")]),
        validators=[InputRequired("Choose yes or no")],
    )
    word = MultilineField("A word on it", 500)


def note_versions(stored: str, typed: str | None = None) -> text_versions.Versions:
    """Compare the stored note with the typed one, if any."""
    return text_versions.of_text("Your note", stored, typed)


def rating_versions(
    stored: LessonRating | None, sent: RatingForm | None = None
) -> text_versions.Versions:
    """Compare the stored rating with the one that was sent, if any."""
    said = {"liked": "up" if stored.liked else "down", "word": stored.word} if stored else {}
    form = RatingForm(None, data=said)
    return text_versions.of_forms(form, sent or form)
