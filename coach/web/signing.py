"""Sign cookies and links by HMAC with SHA-256, because the packages' default is SHA-1."""

import hashlib

import itsdangerous
from flask import Flask
from flask.sessions import SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """Sessions in a cookie signed with SHA-256."""

    digest_method = staticmethod(hashlib.sha256)


def install(app: Flask) -> None:
    """Set the digest for all signatures. Install this before anything is signed."""
    itsdangerous.Signer.default_digest_method = staticmethod(hashlib.sha256)
    app.session_interface = Sessions()
