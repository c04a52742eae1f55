"""Letters in plain text, sent by SMTP when the host has configured a server."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Literal

from coach import clock
from coach.config import Settings

PATIENCE = 20  # seconds to wait for the mail server
SUBMISSIONS = 465  # the port where TLS comes first (RFC 8314)
Outcome = Literal["later", "refused", "unsure"]


class NotSent(Exception):
    """The mail server could not be reached or refused; the message says why.

    ``outcome``: ``later`` may help and cannot make it arrive twice; ``refused`` for good;
    ``unsure``, the connection broke after the letter was handed over.
    """

    def __init__(self, message: str, outcome: Outcome):
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True)
class Letter:
    """A mail to one person, in plain text. ``stop`` is the page that ends mails of its kind."""

    to: str
    subject: str
    text: str
    stop: str = ""


Post = Callable[[Letter], None]


def post(settings: Settings) -> Post | None:
    """Return what sends letters, or None where no server is configured.

    What is returned raises NotSent.
    """
    if not settings.mail_server:
        return None

    def send(letter: Letter) -> None:
        made, stage = message(letter, settings.mail_from), "before"
        try:
            with _connected(settings) as server:
                if settings.mail_user:
                    server.login(settings.mail_user, settings.mail_password)
                stage = "handing over"
                server.send_message(made)
                stage = "over"
        except (OSError, smtplib.SMTPException) as error:
            if stage != "over":  # a goodbye that fails changes nothing
                outcome: Outcome = "later" if stage == "before" else _outcome(error)
                raise NotSent(f"{settings.mail_server}: {_told(error)}", outcome) from error

    return send


def greet(settings: Settings) -> None:
    """Connect to the mail server, sign in if that is configured, and leave. Raises NotSent."""
    try:
        with _connected(settings) as server:
            if settings.mail_user:
                server.login(settings.mail_user, settings.mail_password)
            server.ehlo_or_helo_if_needed()
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"{settings.mail_server}: {_told(error)}", "later") from error


def _told(error: Exception) -> str:
    """Return a fault without the server's words: they often repeat the address (RFC 5321)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"recipient refused ({max(code for code, _ in error.recipients.values())})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} ({error.smtp_code})"
    return str(error)


def message(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as a message. Line breaks in its head are folded to spaces (RFC 5322)."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = letter.to
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    made["Auto-Submitted"] = "auto-generated"  # no holiday notes in return (RFC 3834)
    if letter.stop:
        made["List-Unsubscribe"] = f"<{letter.stop}>"  # RFC 2369
    made.set_content(letter.text)
    return made


def _outcome(error: Exception) -> Outcome:
    """Return what a fault in handing a letter over means.

    Reply codes of the 400s are passing, those of the 500s final (RFC 5321, 4.2.1).
    """
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "refused"
    codes = [getattr(error, "smtp_code", 0)]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    if max(codes) == 0:
        return "unsure"
    return "refused" if max(codes) >= 500 else "later"


def _connected(settings: Settings) -> smtplib.SMTP:
    at = (settings.mail_server, settings.mail_port)
    trust = ssl.create_default_context()
    if settings.mail_port == SUBMISSIONS:
        return smtplib.SMTP_SSL(*at, timeout=PATIENCE, context=trust)
    server = smtplib.SMTP(*at, timeout=PATIENCE)
    if settings.mail_starttls:
        server.starttls(context=trust)
    return server
