"""Build the link that opens a draft in the mail program (``mailto:``, RFC 6068)."""

import re
from urllib.parse import quote

LONGEST = 1800  # maximum number of encoded characters that mail programs on all systems accept
SUBJECT = re.compile(r"\s*subject: ?([^\n]*)\n+", re.I)


def mail_link(text: str, subject: str = "") -> str:
    """Return a ``mailto:`` link with subject and body, or an empty string if it is too long.

    A first line ``Subject: …`` of the text becomes the subject.
    """
    line = SUBJECT.match(text)
    if line:
        subject, text = line[1].strip(), text[line.end() :]
    fields = [("subject", subject)] if subject else []
    fields.append(("body", text.replace("\n", "\r\n")))
    link = "mailto:?" + "&".join(f"{name}={_encoded(value)}" for name, value in fields)
    return link if len(link) <= LONGEST else ""


def _encoded(value: str) -> str:
    return quote(value, safe="", errors="replace")
