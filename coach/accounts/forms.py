"""Define the forms of users: keep my progress, sign in, settings."""

import re
import unicodedata
from typing import Any, cast

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from flask import current_app
from flask_security import (
    LoginForm,
    MfRecoveryForm,
    ResetPasswordForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    WebAuthnRegisterForm,
)
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired

from coach import clock
from coach.accounts import one_time_use, zone_forms
from coach.accounts.models import User
from coach.text import WEEKDAYS
from coach.web.forms import Form, LineField, TextRequired, options, safe_next

# allow domains of a home network (RFC 6762, RFC 8375): ann@nas.local, ann@nas.home.arpa
for home in ("local", "arpa"):
    SPECIAL_USE_DOMAIN_NAMES.remove(home)


def normalised(address: str) -> str:
    """Return the canonical form of an e-mail address. Raise EmailNotValidError.

    Whether the address exists is not checked. A local part that looks like an encoded word (RFC
    2047) is refused, because a mail program could read another address in it.
    """
    if "=?" in address:
        raise EmailNotValidError("the part before the @ must not be an encoded word")
    return str(validate_email(address, check_deliverability=False).normalized).lower()


class AddressMixin(Form):
    """An e-mail address; ``address`` is its canonical form once it is valid."""

    email = LineField("E-mail address", 255, [TextRequired("Write your e-mail address")])
    address = ""

    def validate_email(self, field: LineField) -> None:
        """Raise ValidationError if this is no e-mail address."""
        try:
            self.address = normalised(field.data)
        except EmailNotValidError as error:
            raise ValidationError("Write an address like name@example.org") from error


def address_of(text: str) -> str | None:
    """Return the canonical form of a text if it is an e-mail address, otherwise None."""
    try:
        return normalised(text)
    except EmailNotValidError:
        return None


class AddressForm(AddressMixin):
    """A new e-mail address for an account."""


class KeepForm(AddressMixin):
    """Turns a guest into an account."""

    password = PasswordField("Password", [TextRequired("Choose a password")])

    def validate_password(self, field: Field) -> None:
        """Raise ValidationError for a password that is too short, too long or easy to guess."""
        if not field.data:  # a forged request may lack the field
            return
        faults, field.data = current_app.extensions["security"].password_util.validate(
            field.data, True, email=self.email.data
        )
        if faults:
            raise ValidationError(faults[0])


class SignInForm(LoginForm):
    """Flask-Security's form, with the choice to stay signed in."""

    remember = BooleanField("Keep me signed in on this browser", default=True)

    def validate_next(self, field: Field) -> None:
        """Clear a ``next`` that leads to another site, without refusing the sign-in."""
        field.data = safe_next("")


def bare_code(text: str | None) -> str:
    """Return a pasted code without spaces and hyphens, in ASCII and lower case."""
    plain = unicodedata.normalize("NFKC", text or "").lower()
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)
    return re.sub(r"[\W_]", "", plain)


def recovery_code(text: str | None) -> str:
    """Return a recovery code in groups of four, as it was shown."""
    return "-".join(re.findall(".{1,4}", bare_code(text)))


class CodeForm(TwoFactorVerifyCodeForm):
    """A code of an authenticator app, in any format."""

    code = StringField(validators=[DataRequired("Write the code")], filters=[bare_code])


class RecoveryCodeForm(MfRecoveryForm):
    """A recovery code, in any format."""

    code = StringField(validators=[DataRequired("Write the code")], filters=[recovery_code])


class NewPasswordForm(ResetPasswordForm):
    """A new password, set by a link in an e-mail."""

    def validate(self, **options: Any) -> bool:
        """Return whether the form is valid and the link unused.

        Of several links, one sets a password.
        """
        if not super().validate(**options):
            return False
        if one_time_use.take_turn(cast(User, self.user)):
            return True
        words, _ = current_app.config["SECURITY_MSG_INVALID_RESET_PASSWORD_TOKEN"]
        self.password.errors = [words]
        return False


class SecondStepForm(TwoFactorSetupForm):
    """Turns the authenticator app on or off."""

    setup = RadioField(
        choices=options([("authenticator", "On"), ("disable", "Off")]), validate_choice=False
    )


class LostPhoneForm(TwoFactorRescueForm):
    """Flask-Security requires this form; our page leads to the recovery codes."""

    help_setup = RadioField(choices=options([("help", "Ask the host")]))


class PasskeyForm(WebAuthnRegisterForm):
    """The name of a new passkey, which stands for both steps."""

    usage = HiddenField(default="first", filters=[lambda _: "first"])


class SettingsForm(Form):
    """A user's name, time zone, beginning of day and week, theme, and time to speak."""

    name = LineField("Name", 80)
    zone = SelectField("Time zone", choices=[], validate_choice=False, widget=zone_forms.select)
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
        choices=options([("", "Same as my device"), ("light", "Light"), ("dark", "Dark")]),
    )

    more_time = BooleanField("More time to speak a reply: three minutes instead of 90 seconds")

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.zone.choices = zone_forms.choices(self.zone.object_data, self.zone.data)

    def validate_zone(self, field: SelectField) -> None:
        """Raise ValidationError for an unknown time zone."""
        if field.data not in clock.zones():
            field.data = field.object_data  # otherwise the browser would show the first option
            raise ValidationError("Choose a time zone from the list")
