"""How cookies and links are signed: HMAC with SHA-256, where the packages still say SHA-1."""

import hashlib

import itsdangerous
from flask import Flask
from flask.sessions import SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie."""

    digest_method = staticmethod(hashlib.sha256)


def install(app: Flask) -> None:
    """Before anything is signed: forms' tokens and links follow the package's default."""
    itsdangerous.Signer.default_digest_method = staticmethod(hashlib.sha256)
    app.session_interface = Sessions()
