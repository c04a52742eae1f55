"""Letters in plain text, sent by SMTP when the host has configured a server."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from coach.config import Settings

PATIENCE = 20  # seconds to wait for the mail server
SUBMISSIONS = 465  # the port where TLS comes first (RFC 8314)


class NotSent(Exception):
    """The mail server could not be reached or refused; the message says why."""


@dataclass(frozen=True)
class Letter:
    """A mail to one person, in plain text."""

    to: str
    subject: str
    text: str


Post = Callable[[Letter], None]


def post(settings: Settings) -> Post | None:
    """Return what sends letters, or None where no server is configured.

    What is returned raises NotSent.
    """
    if not settings.mail_server:
        return None

    def send(letter: Letter) -> None:
        try:
            _deliver(settings, message(letter, settings.mail_from))
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"{settings.mail_server}: {error}") from error

    return send


def message(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as a message. Line breaks in its head are folded to spaces (RFC 5322)."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = letter.to
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = formatdate(localtime=False)
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    made["Auto-Submitted"] = "auto-generated"  # no holiday notes in return (RFC 3834)
    made.set_content(letter.text)
    return made


def _deliver(settings: Settings, made: EmailMessage) -> None:
    with _connected(settings) as server:
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
        server.send_message(made)


def _connected(settings: Settings) -> smtplib.SMTP:
    at = (settings.mail_server, settings.mail_port)
    trust = ssl.create_default_context()
    if settings.mail_port == SUBMISSIONS:
        return smtplib.SMTP_SSL(*at, timeout=PATIENCE, context=trust)
    server = smtplib.SMTP(*at, timeout=PATIENCE)
    if settings.mail_starttls:
        server.starttls(context=trust)
    return server
