"""Forms of taking along, bringing in and leaving."""

from flask import g
from flask_security import verify_password
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, IntegerField, PasswordField, ValidationError
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from coach.web.forms import Form, LineField

WORD = "delete"


class ImportForm(Form):
    """A file that somebody brings."""

    file = FileField("File")

    def validate_file(self, field: Field) -> None:
        """Raise ValidationError where no file was chosen."""
        if not field.data:
            raise ValidationError("Choose the file you exported")
        if not (field.data.filename or "").lower().endswith((".zip", ".json")):
            raise ValidationError("Choose a file whose name ends in .zip or .json")


class ConfirmForm(Form):
    """The decision about a file that waits."""

    settings = BooleanField("Also import the name, the time zone and the other settings")
    part = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, 1000)])


class DeleteForm(Form):
    """Typed on purpose: the address of an account, or a word for a guest."""

    typed = LineField("", 255)
    password = PasswordField("Password")

    @property
    def wanted(self) -> str:
        """What has to be typed."""
        return g.user.email or WORD

    def validate_typed(self, field: Field) -> None:
        """Raise ValidationError for anything else."""
        if field.data.casefold() != self.wanted:
            raise ValidationError(f"Type {self.wanted} to continue")

    def validate_password(self, field: Field) -> None:
        """Raise ValidationError for a wrong password; a guest has none."""
        if g.user.password and not verify_password(field.data or "", g.user.password):
            raise ValidationError("This is not your password")
