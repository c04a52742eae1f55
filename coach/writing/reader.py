"""Tie a message to somebody on the user's list, by the token of its form.

The token is kept with drafts and messages and goes with an export, so that the tie needs no column.
"""

import re
import secrets

_TO = re.compile(r"to-([0-9A-Za-z-]{1,36})-[0-9a-f]{24}")


def token(uid: str = "") -> str:
    """Return a new token for a form, for a message to the person with this uid if there is one."""
    drawn = secrets.token_hex(12)
    return f"to-{uid}-{drawn}" if uid else drawn


def uid_of(text: str) -> str:
    """Return the uid of the person whom a message with this token is for, or an empty string."""
    match = _TO.fullmatch(text)
    return match[1] if match else ""
