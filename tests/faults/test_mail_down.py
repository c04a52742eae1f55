"""No mail server answers: what was asked for is answered as ever, and the log says why."""

import socket

import pytest

from tests.faults.conftest import Start
from tests.faults.visitor import Visitor

pytestmark = [pytest.mark.faults, pytest.mark.any_database]
ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


def test_a_link_that_cannot_be_mailed_is_no_fault_of_the_page(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    mail = {
        "COACH_ADDRESS": "http://127.0.0.1:8000",
        "COACH_MAIL_SERVER": "127.0.0.1",
        "COACH_MAIL_PORT": str(closed),
        "COACH_MAIL_FROM": "coach@example.org",
        "COACH_MAIL_STARTTLS": "false",
    }
    with start(**mail) as server:
        visitor = Visitor(server.url)
        form = {"email": ADDRESS, "password": SECRET, "password_confirm": SECRET}
        assert visitor.send("/keep", **form).status == 303
        forgetful = Visitor(server.url)
        answers = [forgetful.send("/reset", email=who) for who in (ADDRESS, "no@example.org")]
        assert len({answer.status for answer in answers}) == 1
        assert answers[0].status in (200, 303)
        assert visitor.page("/today")
        server.stop(15)
        said = server.errors()
    assert "could not be sent" in said
    assert "Traceback" not in said
