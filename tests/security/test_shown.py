"""What the verification standard asks for and no feature's own tests show."""

import datetime
import hashlib
import ipaddress
import json
import random
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from itsdangerous import Signer, TimestampSigner, URLSafeTimedSerializer
from passlib.utils import rng
from sqlalchemy import func, select

from coach import mail
from coach.accounts.models import Attempts, User
from coach.config import Settings
from coach.db import db
from tests.conftest import Moment, Visitor
from tests.moments import on_the_machine
from tests.pages import checked
from tests.serving import Server

pytestmark = pytest.mark.any_database

Another = Callable[..., Visitor]
ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    assert owner.send("/keep", {"email": ADDRESS, "password": SECRET}).status_code == 303
    return owner


def signed_in(app: Any) -> Visitor:
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert visitor.get("/settings/account").status_code == 200
    return visitor


def test_a_new_installation_knows_nobody(app: Flask) -> None:
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_fields_that_a_form_does_not_have_are_not_written(app: Flask, account: Visitor) -> None:
    form = {"name": "Nora", "zone": "UTC", "rollover": 4, "week_start": 1, "look_back_day": 5}
    more = {"host": "1", "id": "7", "email": "x@example.org", "password": "y", "active": "",
            "retention": "80", "created_at": "2001-01-01", "fs_uniquifier": "z"}  # fmt: skip
    assert account.send("/settings", {**form, "theme": "dark", **more}).status_code == 303
    with app.app_context():
        user = db.session.get(User, account.user_id)
        assert user is not None
        assert (user.email, user.host, user.active, user.theme) == (ADDRESS, False, True, "dark")
        assert user.retention == 90
        assert user.fs_uniquifier != "z"
        assert user.created_at.year == 2026


def test_an_export_has_no_proof_of_who_somebody_is(app: Flask, account: Visitor) -> None:
    with app.app_context():
        user = db.session.get(User, account.user_id)
        assert user is not None
        hidden = [user.password, user.fs_uniquifier]
    answer = account.get("/settings/export")
    assert re.fullmatch(
        r'attachment; filename="good-terms-export-[\d-]+\.zip"',
        answer.headers["Content-Disposition"],
    )
    for name in hidden:
        assert name
        assert name.encode() not in answer.data
    for url, name in (("/habits/export.json", "json"), ("/habits/export.csv", "csv")):
        told = account.get(url).headers["Content-Disposition"]
        assert re.fullmatch(rf'attachment; filename="good-terms-habits-[\d-]+\.{name}"', told)


def test_a_deleted_account_is_out_of_all_its_browsers(app: Flask, account: Visitor) -> None:
    phone = signed_in(app)
    account.send("/settings/delete", {"typed": ADDRESS, "password": SECRET})
    assert phone.get("/settings/account").status_code == 302
    assert "Nora" not in phone.get("/settings").text


def test_a_password_stays_good_for_years(app: Flask, account: Visitor, moment: Moment) -> None:
    moment.now += datetime.timedelta(days=2000)
    signed_in(app)


def test_a_session_that_lay_still_for_a_month_is_over(
    app: Flask, account: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = signed_in(app)
    kept = phone.get_cookie("session")
    assert kept is not None
    serializer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert isinstance(serializer, URLSafeTimedSerializer)
    content = serializer.loads(kept.value)
    for days, status in ((30, 200), (32, 302)):
        then = int(on_the_machine().timestamp()) - days * 24 * 3600
        with monkeypatch.context() as patched:
            patched.setattr(TimestampSigner, "get_timestamp", lambda self, then=then: then)
            old = serializer.dumps(content)
        visitor: Visitor = app.test_client()  # type: ignore[assignment]
        visitor.set_cookie("session", old)
        assert visitor.get("/settings/account").status_code == status, days


def test_signatures_are_made_with_sha_256(app: Flask) -> None:
    assert Signer("key").digest_method is hashlib.sha256
    session: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    security = app.extensions["security"]
    with app.app_context():
        signers = [session, security.wan_serializer, security.reset_serializer]
        assert {s.make_signer().digest_method for s in signers} == {hashlib.sha256}


def test_a_session_hangs_on_256_random_bits_that_no_two_people_share(
    app: Flask, account: Visitor, newcomer: Visitor
) -> None:
    account.send("/settings/sign-out-elsewhere")
    found = []
    for visitor in (account, newcomer):
        with visitor.session_transaction() as session:
            found.append(session["_user_id"])
    assert len(set(found)) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in found)


def test_signing_out_is_in_sight_of_every_page(account: Visitor) -> None:
    for url in ("/today", "/learn", "/habits", "/progress", "/journal", "/settings/data"):
        assert "/settings" in account.page(url).links(), url
    assert "/sign-out" in account.page("/settings").actions()


def test_recovery_codes_are_48_bits_from_the_systems_source(app: Flask) -> None:
    assert isinstance(rng, random.SystemRandom)
    with app.app_context():
        codes = app.extensions["security"].totp_factory.generate_recovery_codes(10)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([0-9a-f]{4}-){2}[0-9a-f]{4}", code) for code in codes)


def test_no_other_site_is_allowed_to_read_anything(account: Visitor) -> None:
    told = {"Origin": "https://elsewhere.example"}
    for url in ("/today", "/settings/export", "/healthz", "/nowhere"):
        assert not [name for name, _ in account.get(url, headers=told).headers
                    if name.startswith("Access-Control")]  # fmt: skip
    answer = account.options("/journal", headers={**told, "Access-Control-Request-Method": "POST"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_every_body_says_what_it_is_and_how_it_is_written(app: Flask, account: Visitor) -> None:
    urls = [rule.rule for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not rule.arguments]  # fmt: skip
    page = account.page("/today")
    urls += [str(link.get("href")) for link in page.all("link")]
    urls += [str(script.get("src")) for script in page.all("script")]
    for url in urls:
        answer = account.get(url)
        if answer.data:
            kind = answer.headers["Content-Type"]
            text = kind.startswith("text/") or "+xml" in kind or "javascript" in kind
            assert not text or "charset=utf-8" in kind.lower(), f"{url}: {kind}"
            if kind == "application/json":
                json.loads(answer.data)


def test_reading_changes_nothing(app: Flask, account: Visitor) -> None:
    def rows() -> list[Any]:
        counters = Attempts.__table__  # of the limits, which count reading as well
        with app.app_context():
            tables = (t for t in User.metadata.sorted_tables if t is not counters)
            return [sorted(map(repr, db.session.execute(select(t)))) for t in tables]

    urls = [rule.rule for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not rule.arguments]  # fmt: skip
    before = rows()
    for url in urls:
        account.get(url)
        account.head(url)
    assert rows() == before


@pytest.mark.parametrize("name", ["habits.exe", "export.zip.html", "zip", ""])
@pytest.mark.parametrize("url", ["/settings/import", "/habits/import"])
def test_a_file_of_another_ending_is_refused(owner: Visitor, url: str, name: str) -> None:
    import io

    answer = owner.send(url, {"file": (io.BytesIO(b"{}"), name)})
    assert answer.status_code == 422
    assert re.search(r"end(s|ing)? in \.zip|Choose (the|a) file", checked(answer.text).words)


# ------------------------------------------------------------------ on the wire


def exchanged(url: str, request: bytes) -> bytes:
    """Send bytes as they are; return all that comes back until the server hangs up or waits."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port.strip("/"))), timeout=3) as line:
        line.sendall(request)
        told = b""
        try:
            while more := line.recv(65536):
                told += more
        except TimeoutError:
            pass
    return told


def test_where_a_request_ends_is_not_in_doubt(tmp_path: Path) -> None:
    head = b"POST /healthz HTTP/1.1\r\nHost: x\r\n"
    inner = b"GET /accessibility HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with Server(tmp_path, "--port", "0") as server:
        # both lengths: the chunks count, so what follows them is the next request, never a body
        both = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        told = exchanged(server.url, head + both + inner)
        assert told.count(b"HTTP/1.1 ") <= 2
        twice = b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello"
        told = exchanged(server.url, head + twice + inner)
        assert told.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400"))
        assert told.count(b"HTTP/1.") == 1
        strange = b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"
        told = exchanged(server.url, head + strange)
        assert re.match(rb"HTTP/1\.[01] (400|501)", told)


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[int]:
    """A mail server with a certificate that nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = on_the_machine()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    chain = tmp_path / "chain.pem"
    chain.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    server = Controller(Sink(), hostname="127.0.0.1", port=port, tls_context=context)
    server.start()
    yield port
    server.stop()
    assert not [t for t in threading.enumerate() if t.name == "aiosmtpd"]


def test_a_mail_server_that_cannot_prove_who_it_is_gets_nothing(
    tmp_path: Path, impostor: int
) -> None:
    settings = Settings(
        tmp_path,
        address="https://coach.example.org",
        mail_server="127.0.0.1",
        mail_port=impostor,
        mail_from="Good Terms <coach@example.org>",
    )
    send = mail.sender(settings)
    assert send is not None
    with pytest.raises(mail.NotSent, match="certificate"):
        send(mail.Letter("nora@example.org", "Hello", "A letter."))
