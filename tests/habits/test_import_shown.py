"""Whatever an import takes can be shown on every page and taken out again."""

import json
import re

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.habits.import_export import native_format
from coach.habits.import_export.imported import Brought
from tests.conftest import Visitor
from tests.habits.test_exchange import habits
from tests.habits.test_import_pages import upload

PAGES = ("/today", "/habits", "/habits/away", "/habits/reminders", "/habits/import", "/progress",
         "/habits/export.json", "/habits/export.csv", "/habits/reminders/calendar.ics")  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(habits, min_size=1, max_size=3))
def test_whatever_is_imported_can_be_shown_and_taken_out_again(
    app: Flask, told: list[Brought]
) -> None:
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    data = native_format.written(told).encode()
    address = upload(visitor, data, "habits.json").headers["Location"]
    visitor.page(address)
    answer = visitor.send(address)
    if answer.status_code == 422:
        assert "can be imported at once" in answer.text
        return
    for page in PAGES:
        assert visitor.get(page).status_code == 200, page
    for link in sorted(visitor.page("/habits").links()):
        if re.fullmatch(r"/habits/\d+", link):
            for part in ("", "/why", "/history", "/edit"):
                assert visitor.get(link + part).status_code == 200, link + part
    first = json.loads(visitor.get("/habits/export.json").data)
    again: Visitor = app.test_client()  # type: ignore[assignment]
    written = json.dumps(first).encode()
    second = upload(again, written, "habits.json").headers["Location"]
    assert again.send(second).status_code == 303
    assert json.loads(again.get("/habits/export.json").data) == first
