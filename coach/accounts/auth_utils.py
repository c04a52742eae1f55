"""Implement what Flask-Security delegates: e-mails, codes, passwords and passkeys."""

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
    """Canonical addresses, and e-mails sent by our own module."""

    def normalize(self, email: str) -> str:
        """Return the canonical address. Raise ValueError if it cannot be one."""
        return forms.normalised(email)

    def validate(self, email: str) -> str:
        """Return the canonical address. Whether it exists is not checked."""
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
        """Send an e-mail after the response.

        Response time then does not reveal whether the address has an account.
        """
        send_later(Letter(str(recipient), subject, body or ""))


class Codes(Totp):
    """One-time codes of authenticator apps (RFC 6238)."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the interval of the last code that was used."""
        return cast(User, user).tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Use up the code. Raise UsedTokenError if another request has used it."""
        if not one_time_use.take_interval(cast(User, user), tmatch.counter):
            raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the QR code as inline SVG, because our policy forbids data: images."""
        return drawn(self.get_totp_uri(username, totp))


class RecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes, hashed like passwords: nobody can read them, not even the host."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        """Create new codes and return them, to be shown once."""
        codes: list[str] = super().create_recovery_codes(user)
        cast(User, user).mf_recovery_codes = [hash_password(code) for code in codes]
        return codes

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Return whether this is an unused code, and use it up."""
        entered, person = code.strip().lower(), cast(User, user)
        stored = next(
            (one for one in person.mf_recovery_codes or () if self._is(entered, one)), None
        )
        return stored is not None and one_time_use.take_recovery_code(person, stored)

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Return True. The check has used the code up already, so that it counts once."""
        return True

    def _is(self, typed: str, stored: str) -> bool:
        if stored.startswith("$argon2"):
            return bool(verify_password(typed, stored))
        return typed in self._decrypt_codes([stored])  # created before codes were hashed


LOOKED_AT = 72  # characters of a password that zxcvbn can rate


class Passwords(PasswordUtil):
    """Password check against common passwords, the user's own words and this app's words."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """Return (faults or None, the normalised password to hash)."""
        if user := kwargs.get("user"):
            kwargs = {"email": user.email or "", "name": user.name}
        near = {f"near-{number}": word for number, word in enumerate(NEAR)}
        whole = self.normalize(password)
        weighed = whole if len(whole) > LONGEST else whole[:LOOKED_AT]
        faults, _ = super().validate(weighed, True, **_personal_words(kwargs), **near)
        return faults, whole


def _personal_words(details: dict[str, Any]) -> dict[str, str]:
    """Return the words of a user's name and address, which an attacker may know."""
    words = re.findall(r"\w{3,}", " ".join(str(value) for value in details.values()))
    return {f"own-{number}": word for number, word in enumerate(words)}


class Passkeys(WebauthnUtil):
    """Passkeys that identify their owner and require a fingerprint, a face or a PIN."""

    def generate_challenge(self, nbytes: int | None = None) -> str:
        """Return a random challenge.

        It is stored in this browser's session (see ``passkey_challenges``).
        """
        session[passkey_challenges.ASKED] = super().generate_challenge(nbytes)
        return str(session[passkey_challenges.ASKED])

    def authenticator_selection(self, user: UserMixin, usage: str) -> Any:
        """Allow any authenticator: this device, a phone or a security key."""
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> Any:
        """Require verification always, because a passkey stands for both steps."""
        return UserVerificationRequirement.REQUIRED


def after_answer(job: Callable[..., None], *args: Any) -> None:
    """Run a job after this response has been sent. An exception is logged."""

    logger, request_id = current_app.logger, g.get("request_id", "-")

    def run() -> None:
        try:
            job(*args)
        except Exception:  # the response is sent, so only the host can be told
            logger.exception("%s fault after the response", request_id)

    @after_this_request
    def _later(response: Response) -> Response:
        response.call_on_close(run)
        return response


def send_later(letter: Letter) -> None:
    """Send an e-mail after this response, if e-mail is configured. A failure is logged."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.extensions["mail"]:
        after_answer(_send, app, letter)


def _send(app: Flask, letter: Letter) -> None:
    try:
        app.extensions["mail"](letter)
    except NotSent as error:
        app.logger.warning("An e-mail could not be sent: %s", error)


def drawn(text: str) -> Markup:
    """Return the text as a QR code (ISO/IEC 18004) in SVG: one path, no style, dark on light."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return Markup(  # noqa: S704  contains numbers only
        f'<svg class="qr-code" viewBox="0 0 {size} {size}" role="img" aria-label="QR code">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )
