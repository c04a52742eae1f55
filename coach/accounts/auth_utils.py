"""What Flask-Security leaves to us: letters, codes of authenticator apps, passkeys."""

import re
from collections.abc import Callable
from typing import Any, cast

import qrcode
from flask import Flask, Response, after_this_request, current_app, g, session
from flask_security import (
    MailUtil,
    MfRecoveryCodesUtil,
    PasswordUtil,
    Totp,
    UserMixin,
    WebauthnUtil,
    hash_password,
    verify_password,
)
from markupsafe import Markup
from passlib.exc import UsedTokenError
from passlib.totp import TotpMatch
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from coach.accounts import forms, one_time_use, passkey_challenges
from coach.accounts.messages import LONGEST, NEAR
from coach.accounts.models import User
from coach.mail import Letter, NotSent


class Mails(MailUtil):
    """Canonical addresses, and letters by our own mail."""

    def normalize(self, email: str) -> str:
        """Return the canonical address. Raises ValueError for what cannot be one."""
        return forms.normalised(email)

    def validate(self, email: str) -> str:
        """Return the canonical address. Nobody is asked whether it exists."""
        return forms.normalised(email)

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **context: Any,
    ) -> None:
        """Send a letter once the answer is out: time must not tell that there was one."""
        send_later(Letter(str(recipient), subject, body or ""))


class Codes(Totp):
    """Codes of authenticator apps (RFC 6238), each good for one use."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the interval of the last code that was taken."""
        return cast(User, user).tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Use the code up. Raises UsedTokenError where another try at this moment was faster."""
        if not one_time_use.take_interval(cast(User, user), tmatch.counter):
            raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the picture as SVG: our policy allows no image but from our own address."""
        return drawn(self.get_totp_uri(username, totp))


class RecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes, kept as passwords are: nobody can read them back, not even the host."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        """Make new codes and return them, for the one time they are shown."""
        codes: list[str] = super().create_recovery_codes(user)
        cast(User, user).mf_recovery_codes = [hash_password(code) for code in codes]
        return codes

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Return whether this is one of the unused codes, and use it up."""
        typed, person = code.strip().lower(), cast(User, user)
        kept = next((one for one in person.mf_recovery_codes or () if self._is(typed, one)), None)
        return kept is not None and one_time_use.take_recovery_code(person, kept)

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Return True: a code is used up where it is checked, so that it counts once."""
        return True

    def _is(self, typed: str, kept: str) -> bool:
        if kept.startswith("$argon2"):
            return bool(verify_password(typed, kept))
        return typed in self._decrypt_codes([kept])  # made before codes were hashed


LOOKED_AT = 72  # characters of a password that zxcvbn can weigh


class Passwords(PasswordUtil):
    """Passwords checked against what is known to be guessed, and what is near at hand here."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """Return what is wrong with a password, or None, and the password as it is hashed."""
        if user := kwargs.get("user"):
            kwargs = {"email": user.email or "", "name": user.name}
        near = {f"near-{number}": word for number, word in enumerate(NEAR)}
        whole = self.normalize(password)
        weighed = whole if len(whole) > LONGEST else whole[:LOOKED_AT]
        faults, _ = super().validate(weighed, True, **_in_parts(kwargs), **near)
        return faults, whole


def _in_parts(told: dict[str, Any]) -> dict[str, str]:
    """Return the words of a person's name and address, which others may know."""
    words = re.findall(r"\w{3,}", " ".join(str(value) for value in told.values()))
    return {f"own-{number}": word for number, word in enumerate(words)}


class Passkeys(WebauthnUtil):
    """Passkeys that name their owner and ask for a finger, a face or a PIN."""

    def generate_challenge(self, nbytes: int | None = None) -> str:
        """Return a random challenge, which this browser is to answer (see ``challenges``)."""
        session[passkey_challenges.ASKED] = super().generate_challenge(nbytes)
        return str(session[passkey_challenges.ASKED])

    def authenticator_selection(self, user: UserMixin, usage: str) -> Any:
        """Ask for one that any device may hold: this machine, a phone, a stick."""
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> Any:
        """Always ask: that is what lets a passkey stand for both steps."""
        return UserVerificationRequirement.REQUIRED


def after_answer(job: Callable[..., None], *given: Any) -> None:
    """Do something once this answer has been sent."""

    logger, known = current_app.logger, g.get("request_id", "-")

    def done() -> None:
        try:
            job(*given)
        except Exception:  # the answer is out: nobody is left to tell but the host
            logger.exception("%s fault after the answer", known)

    @after_this_request
    def _later(response: Response) -> Response:
        response.call_on_close(done)
        return response


def send_later(letter: Letter) -> None:
    """Send a letter after this answer, where mail is configured. A failure is logged."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.extensions["mail"]:
        after_answer(_send, app, letter)


def _send(app: Flask, letter: Letter) -> None:
    try:
        app.extensions["mail"](letter)
    except NotSent as error:
        app.logger.warning("A mail could not be sent: %s", error)


def drawn(text: str) -> Markup:
    """Return the text as a QR code (ISO/IEC 18004) in SVG: one path, no style, dark on light."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return Markup(  # noqa: S704  made of numbers only
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="QR code">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )
