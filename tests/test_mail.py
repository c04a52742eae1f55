"""Letters leave as plain text, and a server that is away is named."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, message_from_string, policy
from pathlib import Path

import pytest

from coach import config, mail
from coach.config import Settings


class Postbox(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as one letter needs."""

    def handle(self) -> None:
        self.say("220 here")
        inside = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            self.server.heard.append(line)  # type: ignore[attr-defined]
            if inside:
                inside = line != "."
                if not inside and not self.answered("."):
                    self.say("250 taken")
            elif self.answered(line.upper()[:4]):
                continue
            elif line.upper().startswith("EHLO"):
                self.say("250-here\r\n250 AUTH PLAIN")
            elif line.upper() == "DATA":
                inside = True
                self.say("354 go on")
            elif line.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def answered(self, command: str) -> bool:
        """Give the answer this test wants; an empty one hangs up."""
        answer: str | None = self.server.answers.get(command)  # type: ignore[attr-defined]
        if answer:
            self.say(answer)
        elif answer == "":
            self.connection.shutdown(socket.SHUT_RDWR)
        return answer is not None

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server() -> Iterator[socketserver.TCPServer]:
    """A mail server that writes down what it hears."""
    with socketserver.TCPServer(("127.0.0.1", 0), Postbox) as made:
        made.heard, made.answers = [], {}  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def settings(folder: Path, port: int) -> Settings:
    return Settings(
        instance=folder,
        address="https://coach.example.org",
        mail_server="127.0.0.1",
        mail_port=port,
        mail_from="Good Terms <coach@example.org>",
        mail_starttls=False,
    )


def test_without_a_server_nothing_is_sent(tmp_path: Path) -> None:
    assert mail.sender(Settings(instance=tmp_path)) is None


def test_a_letter_arrives(tmp_path: Path, server: socketserver.TCPServer) -> None:
    send = mail.sender(settings(tmp_path, server.server_address[1]))
    assert send is not None
    send(mail.Letter("nora@example.org", "Grüße", "Zwei Zeilen.\nUnd Schluss."))
    heard: list[str] = server.heard  # type: ignore[attr-defined]
    assert "To: nora@example.org" in heard
    assert "Auto-Submitted: auto-generated" in heard
    assert "Und Schluss." in heard


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Postbox) as gone:
        port = gone.server_address[1]
    send = mail.sender(settings(tmp_path, port))
    assert send is not None
    with pytest.raises(mail.NotSent, match=r"127\.0\.0\.1"):
        send(mail.Letter("nora@example.org", "Hello", "Text."))


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"RCPT": "451 greylisted, come again"}, "later"),
        ({"MAIL": "421 too busy"}, "later"),
        ({"RCPT": "550 no such person"}, "refused"),
        ({".": "554 not wanted"}, "refused"),
        ({".": ""}, "unsure"),
        ({"AUTH": "535 who are you"}, "later"),
        ({"QUIT": "500 what"}, None),
    ],
)
def test_a_fault_says_whether_to_try_again(
    tmp_path: Path, server: socketserver.TCPServer, answers: dict[str, str], outcome: str | None
) -> None:
    server.answers = answers  # type: ignore[attr-defined]
    more = {"mail_user": "coach", "mail_password": "x"} if "AUTH" in answers else {}
    send = mail.sender(replace(settings(tmp_path, server.server_address[1]), **more))
    assert send is not None
    found: str | None = None
    try:
        send(mail.Letter("nora@example.org", "Hello", "Text."))
    except mail.NotSent as error:
        found = error.outcome
    assert found == outcome


def head(letter: mail.Letter, sender: str = "Good Terms <coach@example.org>") -> list[bytes]:
    """Return the lines of a letter's head as they go out, folded ones as they are."""
    return mail.message(letter, sender).as_bytes().partition(b"\r\n\r\n")[0].split(b"\r\n")


@pytest.mark.parametrize("length", [10, 60, 200, 900])
def test_the_address_that_ends_mails_goes_out_as_it_is(length: int) -> None:
    stop = f"https://coach.example.org/reminders/stop/{'a' * length}"
    lines = head(mail.Letter("nora@example.org", "Hello", "Text.", stop))
    assert f"List-Unsubscribe: <{stop}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert max(map(len, lines)) <= mail.LONGEST_LINE
    assert b"=?" not in b"".join(lines)


def test_one_click_is_offered_over_https_alone() -> None:
    """RFC 8058 asks for an https address; an address too long for a line is no header."""
    plain = mail.Letter("nora@example.org", "Hello", "Text.", "http://coach.example.org/stop")
    assert mail.message(plain, "c@example.org")["List-Unsubscribe-Post"] is None
    long = mail.Letter("nora@example.org", "Hello", "Text.", "https://x/" + "a" * 1000)
    assert mail.message(long, "c@example.org")["List-Unsubscribe"] is None


@pytest.mark.parametrize("domain", ["example.org", f"{'b' * 60}.{'c' * 60}.example.org"])
def test_no_header_but_words_is_ever_encoded(domain: str) -> None:
    lines = head(mail.Letter(f"{'a' * 64}@{domain}", "Grüße " * 30, "Text."), f"coach@{domain}")
    encoded = [line for line in lines if b"=?" in line]
    assert encoded
    assert all(line.startswith((b"Subject: ", b" =?")) for line in encoded)
    assert max(map(len, encoded)) <= 76  # RFC 2047, section 2
    assert f"To: {'a' * 64}@{domain}".encode() in lines
    [identity] = [line for line in lines if line.startswith(b"Message-ID: ")]
    assert identity.endswith(f"@{domain}>".encode())


@pytest.mark.parametrize(
    "subject",
    [
        "Friday: Let people finish",
        "Freitag: " + "Grüße " * 30,
        "Friday: " + "a long name " * 12,
        "Friday: " + "無" * 60,
        "Friday: =?utf-8?q?x?=",
        "Friday: 🙂 a, b; c",
    ],
)
def test_a_subject_reads_as_it_was_written(subject: str) -> None:
    made = mail.message(mail.Letter("nora@example.org", subject, "Text."), "c@example.org")
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert read["Subject"] == subject.strip()
    lines = head(mail.Letter("nora@example.org", subject, "Text."))
    assert max(len(line) for line in lines) <= 76


@pytest.mark.parametrize(
    "address",
    ["nora@example.org", '"a b"@example.org', "o'neil+x@example.org", "nöra@exämple.org"],
)
def test_the_address_in_the_head_is_the_one_it_is_meant_for(address: str) -> None:
    made = mail.message(mail.Letter(address, "Hello", "Text."), "c@example.org")
    read = message_from_string(made.as_string(policy=policy.SMTPUTF8), policy=policy.SMTPUTF8)
    [found] = read["To"].addresses
    local, _, domain = address.rpartition("@")
    assert (found.username, found.domain) == (local.strip('"'), domain)


@pytest.mark.parametrize(
    "address",
    [
        "=?utf-8?q?x?=@example.org",
        "=?utf-8?q?a=40evil=2Eexample=2Cb?=@example.org",
        '"=?utf-8?q?x?="@example.org',
        "nora@evil.example,b@example.org",
        "nora@example.org\r\nBcc: all@example.org",
    ],
)
def test_an_address_that_reads_as_another_one_gets_no_mail(address: str) -> None:
    with pytest.raises(mail.NotSent) as found:
        mail.message(mail.Letter(address, "Hello", "Text."), "c@example.org")
    assert found.value.outcome == "refused"


def test_no_control_character_goes_out() -> None:
    words = "Wa\x0blk\x1c \x07a\x00\u2028day"
    made = mail.message(mail.Letter("nora@example.org", words, f"{words}\n\tEnd."), "c@example.org")
    assert made["Subject"] == "Wa lk a day"
    assert made.get_content() == "Wa\nlk\n  a \nday\n\tEnd.\n"


def test_nobody_adds_a_line_to_the_head() -> None:
    made = mail.message(
        mail.Letter("nora@example.org", "Hi\r\nBcc: all@example.org", "Text."), "c@example.org"
    )
    assert made["Bcc"] is None
    assert made["Subject"] == "Hi Bcc: all@example.org"


def test_mails_need_an_address_for_their_links(tmp_path: Path) -> None:
    environ = {"COACH_INSTANCE": str(tmp_path), "COACH_MAIL_SERVER": "mail.example.org"}
    with pytest.raises(config.ConfigError, match="address"):
        config.load(environ)
