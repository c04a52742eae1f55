"""Forms of people: keep my progress, sign in, settings."""

from email_validator import EmailNotValidError, validate_email
from wtforms import PasswordField, RadioField, SelectChoice, SelectField, ValidationError
from wtforms.validators import Length

from coach import clock
from coach.web.fields import Form, Line, Written, options

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST_PASSWORD = 10


def zone_choices() -> list[SelectChoice]:
    """Return the IANA zones people live in, in alphabetical order."""
    return options((z, z.replace("_", " ")) for z in sorted(clock.zones()) if _is_place(z))


def _is_place(zone: str) -> bool:
    return zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/")))


def normalised(address: str) -> str:
    """Return the e-mail address in its one canonical form. Raises EmailNotValidError."""
    return str(validate_email(address, check_deliverability=False).normalized).lower()


class AddressMixin(Form):
    """An e-mail address; ``address`` is set to its canonical form once it is valid."""

    email = Line("E-mail address", 255, [Written("Write your e-mail address")])
    address = ""

    def validate_email(self, field: Line) -> None:
        """Raise ValidationError for what cannot be an address."""
        try:
            self.address = normalised(field.data)
        except EmailNotValidError as error:
            raise ValidationError("Write an address like name@example.org") from error


class KeepForm(AddressMixin):
    """Turns the guest into an account."""

    password = PasswordField(
        "Password",
        [
            Written("Choose a password"),
            Length(SHORTEST_PASSWORD, 200, "Use at least 10 characters; a short sentence is good"),
        ],
    )


class SignInForm(AddressMixin):
    """E-mail address and password of an account."""

    password = PasswordField("Password", [Written("Write your password")])


class SettingsForm(Form):
    """How the app addresses a person and where their days begin."""

    name = Line("Name", 80)
    zone = SelectField("Time zone", choices=zone_choices, validate_choice=False)
    rollover = SelectField(
        "A new day begins at", coerce=int, choices=options((h, f"{h}:00") for h in range(12))
    )
    week_start = SelectField(
        "The week begins on",
        coerce=int,
        choices=options(enumerate(WEEKDAYS, start=1)),
    )
    look_back_day = SelectField(
        "The look-back opens on",
        coerce=int,
        choices=options(list(enumerate(WEEKDAYS, start=1))[1:]),
    )
    theme = RadioField(
        "Light or dark",
        choices=options([("", "As my device is set"), ("light", "Light"), ("dark", "Dark")]),
    )

    def validate_zone(self, field: SelectField) -> None:
        """Raise ValidationError for a name that is no zone."""
        if field.data not in clock.zones():
            raise ValidationError("Choose a time zone from the list")
