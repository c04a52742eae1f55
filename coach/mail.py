"""Send plain-text e-mails by SMTP if the host has configured a server."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_string, policy
from email.errors import MessageError
from email.header import Header
from email.headerregistry import (
    Address,
    HeaderRegistry,
    UniqueAddressHeader,
    UniqueUnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid
from typing import Any, Literal

from coach import bounds, clock
from coach.config import Settings

PATIENCE = 20  # seconds to wait for the mail server
SUBMISSIONS = 465  # the port with implicit TLS (RFC 8314)
Outcome = Literal["later", "refused", "unsure"]


class NotSent(Exception):
    """The e-mail was not sent; the message says why.

    ``outcome`` is ``later`` if another attempt may succeed and cannot send the e-mail twice,
    ``refused`` if no attempt will succeed, and ``unsure`` if the connection broke after the e-mail
    was handed over.
    """

    def __init__(self, message: str, outcome: Outcome):
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True)
class Letter:
    """An e-mail to one user, in plain text. ``stop`` is the URL that unsubscribes from its kind."""

    to: str
    subject: str
    text: str
    stop: str = ""


SendLetter = Callable[[Letter], None]


def sender(settings: Settings) -> SendLetter | None:
    """Return a function that sends an e-mail, or None if no server is configured.

    The function raises NotSent.
    """
    if not settings.mail_server:
        return None

    def send(letter: Letter) -> None:
        mail, stage = message(letter, settings.mail_from), "before"
        try:
            with _connected(settings) as server:
                if settings.mail_user:
                    server.login(settings.mail_user, settings.mail_password)
                stage = "handing over"
                server.send_message(mail, to_addrs=[letter.to])
                stage = "over"
        except (OSError, smtplib.SMTPException) as error:
            # the e-mail was accepted, so a failure to disconnect does not matter
            if stage != "over":
                outcome: Outcome = "later" if stage == "before" else _outcome(error)
                raise NotSent(f"{settings.mail_server}: {_describe(error)}", outcome) from error

    return send


def try_connection(settings: Settings) -> None:
    """Connect to the mail server, sign in if that is configured, and disconnect. Raise NotSent."""
    try:
        with _connected(settings) as server:
            if settings.mail_user:
                server.login(settings.mail_user, settings.mail_password)
            server.ehlo_or_helo_if_needed()
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"{settings.mail_server}: {_describe(error)}", "later") from error


def _describe(error: Exception) -> str:
    """Return a description of the error without the server's text, which often repeats the e-mail
    address (RFC 5321)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"recipient refused ({max(code for code, _ in error.recipients.values())})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} ({error.smtp_code})"
    return str(error)


class _Unfolded:
    """A header that is sent on one line and never as an encoded word.

    Without it, long addresses would be encoded, which RFC 2047, section 5, forbids. A line may have
    998 characters (RFC 5322, 2.1.1).
    """

    name: str

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return the header as one line."""
        return f"{self.name}: {self}{policy.linesep}"


class UnfoldedText(_Unfolded, UniqueUnstructuredHeader):
    """ASCII text on one line."""


class UnfoldedAddress(_Unfolded, UniqueAddressHeader):
    """Addresses without display names, on one line."""


class Words(UniqueUnstructuredHeader):
    """A header of text typed by a user, encoded where needed.

    The newer API of ``email`` loses spaces between encoded words, and it decodes text that only
    looks like an encoded word (Python 3.11).
    """

    name: str

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Store the text without parsing it."""
        kwds["parse_tree"], kwds["decoded"] = cls.value_parser(""), value

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return the header, with encoded words unless the text is plain ASCII."""
        words = str(self)
        charset = "us-ascii" if words.isascii() and "=?" not in words else "utf-8"
        header = Header(words, charset, policy.max_line_length, self.name)
        return f"{self.name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


_HEADERS = HeaderRegistry()
_TYPES: dict[str, Any] = {
    "Subject": Words,
    "To": UnfoldedAddress,
    "List-Unsubscribe": UnfoldedText,
    "List-Unsubscribe-Post": UnfoldedText,
    "Message-ID": UnfoldedText,
}
for _name, _type in _TYPES.items():
    _HEADERS.map_to_type(_name, _type)
_POLICY = policy.SMTP.clone(header_factory=_HEADERS, max_line_length=76)  # RFC 2047, section 2
LONGEST_LINE = 998  # characters


def message(letter: Letter, sender: str) -> EmailMessage:
    """Return the e-mail as a message. The subject is one line without control characters.

    Raise NotSent if a mail program would read another address than the intended one.
    """
    mail = EmailMessage(_POLICY)
    mail["From"] = sender
    _address(mail, letter.to)
    mail["Subject"] = " ".join(bounds.one_line(letter.subject).split())
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    mail["Auto-Submitted"] = "auto-generated"  # asks for no automatic replies (RFC 3834)
    if letter.stop and len(letter.stop) < LONGEST_LINE - len("List-Unsubscribe: <>"):
        mail["List-Unsubscribe"] = f"<{letter.stop}>"  # RFC 2369
        if letter.stop.startswith("https://"):
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    mail.set_content(bounds.lines(letter.text.replace("\r\n", "\n")))
    return mail


def _address(mail: EmailMessage, to: str) -> None:
    """Write the address into the header. Raise NotSent unless it is parsed as the same address.

    Mail programs decode what looks like an encoded word: ``=?utf-8?q?x?=@example.org`` would be
    sent to ``x@example.org``.
    """
    try:
        mail["To"] = intended = _parsed(to)
    except (ValueError, MessageError) as error:
        raise NotSent("the address cannot be written", "refused") from error
    whole = mail.policy if to.isascii() else policy.SMTPUTF8
    head = message_from_string(mail.as_string(policy=whole), policy=whole)
    if head["To"].addresses != (intended,):
        raise NotSent("the address would be read as another one", "refused")


def _parsed(address: str) -> Address:
    """Return an address as an e-mail header holds it. Raise ValueError or MessageError."""
    if address.isascii():
        return Address(addr_spec=address)
    local, _, domain = address.rpartition("@")
    return Address("", local, domain)


def _outcome(error: Exception) -> Outcome:
    """Return the outcome of an SMTP error while the e-mail was handed over.

    Reply codes 4xx are temporary, 5xx permanent (RFC 5321, 4.2.1).
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
