"""Define the forms for reflections in the player."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from coach.content.steps import Reflection
from coach.lessons import phrases
from coach.lessons.models import LessonRating
from coach.web import text_versions
from coach.web.forms import Form, MultilineField, TextRequired, options

LONGEST = 20_000  # maximum number of characters of a reflection
NOTHING = "Write a line first, or choose Not now"


class ReflectionForm(Form):
    """A reflection for the private journal, as one text."""

    text = MultilineField("Your answer", LONGEST, [TextRequired(NOTHING)])

    @property
    def lines(self) -> list[Any]:
        """The fields, in order."""
        return [self.text]

    @property
    def written(self) -> str:
        """The user's text."""
        return self.text.data or ""


class LinesForm(Form):
    """A reflection in a few short lines. Each reflection has a subclass with its fields."""

    labels: Sequence[str] = ()

    @property
    def lines(self) -> list[Any]:
        """The fields, in order."""
        return [self[name(place)] for place in range(len(self.labels))]

    @property
    def written(self) -> str:
        """All lines as one text."""
        return phrases.joined(self.labels, [field.data or "" for field in self.lines])

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Return whether the form is valid and has at least one line."""
        sound = bool(super().validate(*args, **kwargs))
        if sound and not self.written:
            self.lines[0].errors = [NOTHING]
            return False
        return sound


def name(place: int) -> str:
    """Return the name of the field at this place, counted from 0."""
    return f"line_{place + 1}"


def filled(reflection: Reflection, text: str) -> ReflectionForm | LinesForm:
    """Return the reflection's form filled with this text.

    It has lines if the text was written in lines, otherwise one field.
    """
    lines = phrases.taken_apart(reflection.labels, text) if reflection.labels else None
    if lines is None:
        return ReflectionForm(text=text)
    return _lines_form(reflection)(**{name(at): line for at, line in enumerate(lines)})


def sent(reflection: Reflection, form: Mapping[str, str]) -> ReflectionForm | LinesForm:
    """Return the reflection's form as it was sent: as one text, or in lines."""
    whole = "text" in form or not reflection.labels
    return ReflectionForm() if whole else _lines_form(reflection)()


def _lines_form(reflection: Reflection) -> type[LinesForm]:
    labels = reflection.labels
    longest = LONGEST // len(labels) - max(map(len, labels)) - 3  # all lines must fit in one text
    fields = {name(at): MultilineField(label, longest) for at, label in enumerate(labels)}
    return type("ReflectionLines", (LinesForm,), {"labels": labels, **fields})


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
