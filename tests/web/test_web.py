"""Headers, refusals and what becomes of typed text when something goes wrong."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Visitor
from tests.pages import checked

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parent.parent.parent


def test_every_answer_carries_the_policy_that_nothing_comes_from_elsewhere(client: Visitor) -> None:
    for url in ("/", "/nowhere", "/sign-in"):
        policy = client.get(url).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_static_files_are_kept_by_browsers_under_an_address_that_names_their_content(
    client: Visitor,
) -> None:
    href = client.page("/").all("link", rel="stylesheet")[0].get("href") or ""
    assert re.fullmatch(r"/static/[0-9a-f]{10}/css/app\.css", href)
    with client.get(href, headers={"Accept-Encoding": "br, gzip"}) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "br"


def test_pages_are_compressed_and_not_kept_by_shared_caches(client: Visitor) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "private" in answer.headers["Cache-Control"]


def test_a_form_without_its_token_changes_nothing_and_loses_nothing(owner: Visitor) -> None:
    answer = owner.post("/journal", data={"text": "A long thought that must not vanish."})
    assert answer.status_code == 400
    page = checked(answer.text)
    assert "A long thought that must not vanish." in page.words
    assert "A long thought" not in owner.page("/journal").words
    again = {i.get("name", ""): i.get("value", "") for i in page.all("input")}
    assert owner.post("/journal", data=again).status_code == 303
    assert "A long thought that must not vanish." in owner.page("/journal").words


def test_a_form_sent_from_another_site_is_not_offered_again(owner: Visitor) -> None:
    answer = owner.post(
        "/journal", data={"text": "Planted."}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400
    assert "Planted." not in answer.text


def test_too_much_is_refused_in_our_words(owner: Visitor) -> None:
    answer = owner.post("/journal", data={"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "That was too long to send" in checked(answer.text).heading


def test_an_address_that_never_was_gets_a_page_that_leads_on(client: Visitor) -> None:
    page = client.page("/no/such/page", 404)
    assert "/today" in page.links()


def test_a_fault_of_ours_gets_no_trace_and_keeps_what_was_typed(app: Any, owner: Visitor) -> None:
    def broken() -> str:
        raise RuntimeError("secret detail")

    app.view_functions["journal.journal"] = broken
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = owner.send("/journal", {"text": "Half an hour of careful writing."})
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Half an hour of careful writing." in checked(answer.text).words


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_no_template_carries_script_style_or_a_foreign_address(path: Path) -> None:
    words = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son(click|change|submit|input|load)=", words)
    assert not re.search(r"<script(?![^>]*\ssrc=)", words)
    assert not re.search(r"(src|action)=\"https?://", words)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_no_template_takes_a_sentence_apart(path: Path) -> None:
    # a sentence may be put otherwise; templates are given what they need as fields
    assert not re.search(r"\.r?(split|partition)\(", path.read_text())
