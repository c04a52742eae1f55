"""Letters in plain text, sent by SMTP when the host has configured a server."""

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
                server.send_message(made, to_addrs=[letter.to])
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


class _Unfolded:
    """A header that goes out on one line and never as an encoded word.

    Long addresses would otherwise be decorated (RFC 2047, section 5, forbids it there); a line
    may have 998 characters (RFC 5322, 2.1.1).
    """

    name: str

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return the header as one line."""
        return f"{self.name}: {self}{policy.linesep}"


class UnfoldedText(_Unfolded, UniqueUnstructuredHeader):
    """A text of ASCII on one line."""


class UnfoldedAddress(_Unfolded, UniqueAddressHeader):
    """Addresses without names on one line."""


class Words(UniqueUnstructuredHeader):
    """Words as a person wrote them: they go out encoded where needed, and read as they were.

    The newer way of ``email`` loses spaces between encoded words, and takes words that look
    like encoded ones for such (Python 3.11).
    """

    name: str

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Keep the words as they are."""
        kwds["parse_tree"], kwds["decoded"] = cls.value_parser(""), value

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return the header with encoded words where ASCII does not do."""
        words = str(self)
        charset = "us-ascii" if words.isascii() and "=?" not in words else "utf-8"
        told = Header(words, charset, policy.max_line_length, self.name)
        return f"{self.name}: {told.encode(linesep=policy.linesep)}{policy.linesep}"


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
    """Return the letter as a message, its subject on one line, free of control characters.

    Raises NotSent where a mail program would read another address than the intended one.
    """
    made = EmailMessage(_POLICY)
    made["From"] = sender
    _address(made, letter.to)
    made["Subject"] = " ".join(bounds.one_line(letter.subject).split())
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    made["Auto-Submitted"] = "auto-generated"  # no holiday notes in return (RFC 3834)
    if letter.stop and len(letter.stop) < LONGEST_LINE - len("List-Unsubscribe: <>"):
        made["List-Unsubscribe"] = f"<{letter.stop}>"  # RFC 2369
        if letter.stop.startswith("https://"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    made.set_content(bounds.lines(letter.text.replace("\r\n", "\n")))
    return made


def _address(made: EmailMessage, to: str) -> None:
    """Write the address into the head. Raises NotSent unless it reads as the same one again.

    What looks like an encoded word is decoded by mail programs: ``=?utf-8?q?x?=@example.org``
    would be a mail to ``x@example.org``.
    """
    try:
        made["To"] = intended = _parsed(to)
    except (ValueError, MessageError) as error:
        raise NotSent("the address cannot be written", "refused") from error
    whole = made.policy if to.isascii() else policy.SMTPUTF8
    head = message_from_string(made.as_string(policy=whole), policy=whole)
    if head["To"].addresses != (intended,):
        raise NotSent("the address would be read as another one", "refused")


def _parsed(address: str) -> Address:
    """Return an address as the head of a mail holds it. Raises ValueError or MessageError."""
    if address.isascii():
        return Address(addr_spec=address)
    local, _, domain = address.rpartition("@")
    return Address("", local, domain)


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
