"""Templates are written to be read, and are sent without their indentation."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_no_line_of_a_template_is_longer_than_a_screen(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<p>\n  Two words\n  </p>", "<p>\nTwo words\n</p>"),
        ("a\n  {% if true %}\n    b\n  {% endif %}\n  c", "a\nb\nc"),
        ("a{% if true +%}\n    b{% endif %}", "a\nb"),
        ("a\n  {%- if true %}\n    , b\n  {%- endif %}.", "a, b."),
    ],
)
def test_indentation_is_not_sent(app: Any, written: str, sent: str) -> None:
    env = app.jinja_env
    template = env.from_string(env.preprocess(written, "page.html"))
    assert template.render() == sent


def test_a_mail_keeps_its_indentation(app: Any) -> None:
    assert app.jinja_env.preprocess("  a\n", "mail.txt") == "  a\n"
