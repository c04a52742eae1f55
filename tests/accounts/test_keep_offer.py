"""The offer to keep one's progress: to whom, when, and where keeping it leads."""

import io
from dataclasses import replace

import pytest

from coach.account_data import export_zip
from coach.assessment.calendar import Week
from tests.assessment.sitting import give
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

SECRET = "a long sentence of mine"
KEPT = {"email": "nora@example.org", "password": SECRET}
WEEK = Week.parse("2026-W48")
REFUSED = "/keep/decline"


def finish(visitor: Visitor) -> None:
    """Finish the first lesson."""
    lesson = visitor.application.extensions["catalogue"].lessons["listening-understand"]
    visitor.send(f"/lessons/{lesson.id}/{len(lesson.steps)}/next")


def test_an_account_is_offered_only_where_new_accounts_are_accepted(owner: Visitor) -> None:
    finish(owner)
    settings = owner.application.extensions["settings"]
    owner.application.extensions["settings"] = replace(settings, registration=False)
    assert REFUSED not in owner.page("/today").actions()
    owner.application.extensions["settings"] = settings
    assert REFUSED in owner.page("/today").actions()


def test_today_offers_it_after_the_first_finished_lesson(owner: Visitor) -> None:
    assert REFUSED not in owner.page("/today").actions()
    finish(owner)
    page = owner.page("/today")
    assert REFUSED in page.actions()
    assert "/keep?next=/today" in page.links()


def test_today_offers_it_once_a_look_back_is_begun(owner: Visitor) -> None:
    give(owner, WEEK, 1)
    assert REFUSED in owner.page("/today").actions()


def test_declining_is_for_good_and_leads_back(owner: Visitor) -> None:
    finish(owner)
    answer = owner.send(REFUSED, {"next": "/habits"})
    assert (answer.status_code, answer.location) == (303, "/habits")
    assert REFUSED not in owner.page("/today").actions()
    give(owner, WEEK, 1)
    assert REFUSED not in owner.page("/today").actions()
    assert "/keep?next=/settings" in owner.page("/settings").links(), "the way to it remains"


def test_an_account_is_offered_nothing(owner: Visitor) -> None:
    finish(owner)
    owner.send("/keep", KEPT)
    assert REFUSED not in owner.page("/today").actions()


def test_declining_as_nobody_makes_nobody(client: Visitor) -> None:
    assert client.send(REFUSED).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/lessons/listening-understand/finish", "/lessons/listening-understand/finish"),
        ("/settings", "/settings"),
        ("", "/today"),
        ("https://elsewhere.example/", "/today"),
        ("//elsewhere.example", "/today"),
    ],
)
def test_keeping_leads_back_to_where_one_was(owner: Visitor, wanted: str, location: str) -> None:
    page = owner.page(f"/keep?next={wanted}")
    assert page.one("input", name="next").get("value") == location
    assert location in page.links(), "“Not now” leads there too"
    answer = owner.send("/keep", {**KEPT, "next": wanted})
    assert (answer.status_code, answer.location) == (303, location)
    assert (
        "Your progress is kept."
        in owner.page(location if location != wanted else "/settings").words
    )


def test_a_refused_form_still_knows_the_way_back(owner: Visitor) -> None:
    answer = owner.send("/keep", {"email": "x", "password": SECRET, "next": "/habits"})
    assert answer.status_code == 422
    assert 'name="next" value="/habits"' in answer.text


def test_the_answer_goes_along_in_an_export(owner: Visitor, newcomer: Visitor) -> None:
    give(owner, WEEK, 1)
    owner.send(REFUSED)
    give(newcomer, WEEK, 1)
    content = owner.get("/settings/export").data
    found = export_zip.document(content)
    assert found["person"]["keep_declined"] is True
    newcomer.send("/settings/import", {"file": (io.BytesIO(content), "export.zip")})
    newcomer.send("/settings/import/preview", {"choice": "bring", "settings": "y"})
    assert REFUSED not in newcomer.page("/today").actions()
