"""A device that holds a passkey: it signs challenges as WebAuthn asks (level 2, 7.2), in Python."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from coach.accounts.models import Passkey, User
from coach.db import db
from tests.conftest import FRIDAY, Visitor
from tests.pages import checked

HERE = "localhost"
PRESENT_AND_VERIFIED = b"\x05"
NO_COUNT = bytes(4)  # passkeys that are kept on several devices do not count


class Device:
    """A phone or a laptop with one passkey."""

    def __init__(self) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(self.secret.private_numbers().private_value).encode()).digest()

    def public(self) -> bytes:
        """Return the public key as COSE has it (RFC 9053: ES256)."""
        point = self.secret.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return bytes(cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y}))

    def keep(self, app: Any, user_id: int, name: str = "Phone") -> None:
        """Make this the passkey of an account."""
        with app.app_context():
            user = db.session.get_one(User, user_id)
            user.fs_webauthn_user_handle = user.fs_webauthn_user_handle or f"handle of {user_id}"
            row = Passkey(user_id=user_id, credential_id=self.id, public_key=self.public())
            row.name, row.usage, row.backup_state = name, "first", True
            row.device_type, row.lastuse_datetime = "multi_device", FRIDAY
            db.session.add(row)
            db.session.commit()

    def answer(self, challenge: str) -> str:
        """Return what a browser would send for a challenge."""
        told = {"type": "webauthn.get", "challenge": challenge, "origin": f"http://{HERE}"}
        client = json.dumps(told).encode()
        about = sha256(HERE.encode()).digest() + PRESENT_AND_VERIFIED + NO_COUNT
        signature = self.secret.sign(about + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": about, "signature": signature}
        response = {name: text(value) for name, value in parts.items()}
        key = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps({**key, "response": response, "clientExtensionResults": {}})


def text(value: bytes) -> str:
    """Return bytes as WebAuthn writes them: base64url without padding."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def asked(visitor: Visitor, page: str = "/sign-in/passkey") -> tuple[str, str]:
    """Ask for a challenge; return where to send the answer to, and the challenge."""
    form = checked(visitor.send(page).text).one("form", data_passkey="get")
    return form.get("action", ""), json.loads(form.get("data-options", ""))["challenge"]
