"""Learn, the principles' pages, references and glossary."""

import pytest
from flask import Flask

from tests.conftest import Visitor
from tests.pages import checked, text

pytestmark = pytest.mark.any_database

LESSON = "/lessons/listening-understand"


def covers(page: object) -> dict[str, str]:
    """The shelf's covers: name and what is said of it."""
    found = {}
    for book in page.all("a", class_="book"):  # type: ignore[attr-defined]
        name, meta = (text(span) for span in book.iter("span"))
        found[name] = meta
    return found


def test_the_shelf_counts_what_is_there_and_what_is_to_come(owner: Visitor) -> None:
    page = owner.page("/learn")
    assert covers(page)["Active listening"] == "2 lessons, 1 to come"
    assert len(covers(page)) == 8
    assert "0 of 2 lessons read, 1 still being written" in page.words


def test_learn_offers_the_first_lesson_then_where_it_was_left(owner: Visitor) -> None:
    page = owner.page("/learn")
    assert "Begin" in page.words
    owner.send(f"{LESSON}/3/next")
    page = owner.page("/learn")
    assert "step 4 of 13. About 6 minutes left." in page.words
    assert "Continue" in page.words


def test_a_read_lesson_counts(owner: Visitor) -> None:
    owner.send(f"{LESSON}/13/next")
    page = owner.page("/learn")
    assert covers(page)["Active listening"] == "1 of 2 read, 1 to come"
    page = owner.page("/learn/active-listening")
    assert "Read. 13 steps" in page.words


def test_a_principle_shows_lessons_habits_and_what_is_still_to_come(client: Visitor) -> None:
    page = client.page("/learn/active-listening")
    assert page.heading == "Active listening"
    assert "Listen when you disagree" in page.words
    assert "Still being written" in page.words
    assert {"/habits/new?from=h-back", "/habits/new?from=p-habit", LESSON} <= page.links()
    assert "3 times a week" in page.words
    assert "On Monday, Thursday" in page.words


def test_a_principle_without_a_page_still_has_its_name(client: Visitor) -> None:
    assert client.page("/learn/adapt-evolve").heading == "Adapt & evolve"


def test_the_references_are_those_in_use_with_doi_and_citing_lessons(client: Visitor) -> None:
    page = client.page("/references")
    assert page.one("li", id="r-2-01") is not None
    assert {"https://doi.org/10.1000/182", LESSON, "/lessons/listening-practise"} <= page.links()
    assert "Many studies taken together, or one very large study" in page.words
    assert "See also A later look" in page.words


def test_the_references_are_grouped_by_principle_and_folded(client: Visitor) -> None:
    page = client.page("/references")
    folds = page.all("details")
    assert folds
    assert all(fold.get("open") is None for fold in folds)
    folded = {li.get("id") for fold in folds for li in fold.iter("li")}
    assert "r-2-01" in folded


def test_a_reference_has_a_page_with_the_way_back_to_where_it_is_cited(client: Visitor) -> None:
    cited = f"{LESSON}/1"
    assert "/references/2-01" in client.page(cited).links()
    answer = client.get("/references/2-01", headers={"Referer": f"http://localhost{cited}"})
    page = checked(answer.text)
    (back,) = page.all("a", class_="back")
    assert (back.get("href"), text(back)) == (cited, "Back to the lesson")
    assert "/references#r-2-01" in page.links()


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://elsewhere.example/lessons/x/1",
        "http://localhost//elsewhere.example",
        "http://localhost/references/2-01",
        "javascript:alert(1)",
    ],
)
def test_without_a_page_of_ours_the_way_back_is_the_list(client: Visitor, referer: str) -> None:
    answer = client.get("/references/2-01", headers={"Referer": referer})
    (back,) = checked(answer.text).all("a", class_="back")
    assert back.get("href") == "/references#r-2-01"


def test_an_unknown_reference_does_not_exist(client: Visitor) -> None:
    assert client.get("/references/9-99").status_code == 404


def test_the_glossary_links_terms_and_sources(client: Visitor) -> None:
    page = client.page("/glossary")
    assert page.one("div", id="paraphrase") is not None
    assert {"#parroting", "/references/2-01", "/glossary#paraphrase"} <= page.links()


def test_later_pages_are_light(app: Flask, client: Visitor) -> None:
    for url in ("/learn", "/learn/active-listening", f"{LESSON}/1", f"{LESSON}/2", "/references"):
        answer = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) <= 20_000, url


def test_the_glossary_leads_back_to_the_lesson_it_was_opened_from(client: Visitor) -> None:
    cited = f"{LESSON}/1"
    answer = client.get("/glossary", headers={"Referer": f"http://localhost{cited}"})
    (back,) = checked(answer.text).all("a", class_="back")
    assert back.get("href") == cited
    assert client.page("/glossary").all("a", class_="back") == []


def test_authors_that_end_in_a_full_stop_get_no_second_one(client: Visitor) -> None:
    assert ".." not in client.page("/references").words


def test_a_principle_has_one_name_and_its_lessons_come_first(client: Visitor) -> None:
    page = client.page("/learn/active-listening")
    assert page.heading == "Active listening"
    assert client.page("/learn/active-listening/guide").heading == "Active listening"
    headings = [text(h2) for h2 in page.all("h2")]
    assert headings.index("Lessons") < headings.index("What is behind it")
