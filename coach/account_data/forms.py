"""Define the forms to import data and to delete everything."""

from flask import g
from flask_security import verify_password
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, IntegerField, PasswordField, ValidationError
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from coach.web.forms import Form, LineField

WORD = "delete"


class ImportForm(Form):
    """A file to import."""

    file = FileField("File")

    def validate_file(self, field: Field) -> None:
        """Raise ValidationError if there is no file, or its name does not fit."""
        if not field.data:
            raise ValidationError("Choose the file you exported")
        if not (field.data.filename or "").lower().endswith((".zip", ".json")):
            raise ValidationError("Choose a file whose name ends in .zip or .json")


class ConfirmForm(Form):
    """The decision about an uploaded file."""

    settings = BooleanField("Also import the name, the time zone and the other settings")
    part = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, 1000)])


class DeleteForm(Form):
    """A confirmation: users type their e-mail address, guests a word."""

    typed = LineField("", 255)
    password = PasswordField("Password")

    @property
    def wanted(self) -> str:
        """The text that has to be typed."""
        return g.user.email or WORD

    def validate_typed(self, field: Field) -> None:
        """Raise ValidationError for any other text."""
        if field.data.casefold() != self.wanted:
            raise ValidationError(f"Type {self.wanted} to continue")

    def validate_password(self, field: Field) -> None:
        """Raise ValidationError for a wrong password. A guest has none."""
        if g.user.password and not verify_password(field.data or "", g.user.password):
            raise ValidationError("This is not your password")
