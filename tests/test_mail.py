"""Letters leave as plain text, and a server that is away is named."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
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
    assert mail.post(Settings(instance=tmp_path)) is None


def test_a_letter_arrives(tmp_path: Path, server: socketserver.TCPServer) -> None:
    send = mail.post(settings(tmp_path, server.server_address[1]))
    assert send is not None
    send(mail.Letter("nora@example.org", "Grüße", "Zwei Zeilen.\nUnd Schluss."))
    heard: list[str] = server.heard  # type: ignore[attr-defined]
    assert "To: nora@example.org" in heard
    assert "Auto-Submitted: auto-generated" in heard
    assert "Und Schluss." in heard


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Postbox) as gone:
        port = gone.server_address[1]
    send = mail.post(settings(tmp_path, port))
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
    send = mail.post(replace(settings(tmp_path, server.server_address[1]), **more))
    assert send is not None
    found: str | None = None
    try:
        send(mail.Letter("nora@example.org", "Hello", "Text."))
    except mail.NotSent as error:
        found = error.outcome
    assert found == outcome


def test_a_letter_of_a_kind_names_the_page_that_ends_it() -> None:
    letter = mail.Letter("nora@example.org", "Hello", "Text.", "https://coach.example.org/stop")
    found = mail.message(letter, "c@example.org")
    assert found["List-Unsubscribe"] == "<https://coach.example.org/stop>"


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
