"""Addresses are built from the endpoint, in one way everywhere."""

import re
from pathlib import Path
from typing import Any

import flask
import pytest
from werkzeug.routing import BuildError

from coach.web.addresses import url_for

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
# an attribute whose address begins with a slash, also inside of an expression
IN_TEMPLATE = re.compile(r"""\b(?:href|action|formaction|src)="(?:/|\{\{[^}]*["']/)""")
# a redirect to an address, or a way back to one
IN_PYTHON = re.compile(r"""\b(?:redirect|safe_next|back_or_part)\(\s*f?["']/|\belse f?["']/[a-z]""")
NO_APP = {"last_resort.py"}  # answers when no app could be made, so nothing can build an address


def test_no_template_has_an_address_written_out() -> None:
    pages = sorted((ROOT / "templates").rglob("*.html"))
    assert [p.name for p in pages if IN_TEMPLATE.search(p.read_text(encoding="utf-8"))] == []


def test_no_view_has_an_address_written_out() -> None:
    modules = (p for p in sorted((ROOT / "coach").rglob("*.py")) if p.name not in NO_APP)
    assert [str(p) for p in modules if IN_PYTHON.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("journal.journal", {}),
        ("habits.habit", {"habit_id": 3}),
        ("habits.reasons", {"habit_id": 3, "_anchor": "streak"}),
        ("journal.journal", {"q": "tea & cake", "month": None}),
        ("account.keep", {"next": "/habits/reminders"}),
        ("today.today", {"_external": True}),
    ],
)
def test_an_address_is_the_one_that_flask_builds(app: Any, endpoint: str, values: Any) -> None:
    for root in ("", "/terms"):
        with app.test_request_context("/today", environ_overrides={"SCRIPT_NAME": root}):
            assert url_for(endpoint, **values) == flask.url_for(endpoint, **values)
            assert root in url_for(endpoint, **values)


def test_an_endpoint_that_does_not_exist_is_an_error(app: Any) -> None:
    with app.test_request_context("/today"), pytest.raises(BuildError):
        url_for("habits.no_such_page")
