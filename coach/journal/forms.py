"""The one form of the journal."""

from wtforms import HiddenField
from wtforms.validators import Length

from coach.web.fields import Form, Text, Written


class NoteForm(Form):
    """A free note. ``token`` makes a note sent twice one note."""

    text = Text("Note", 20_000, [Written("Write something first")])
    token = HiddenField(validators=[Length(max=120)])
