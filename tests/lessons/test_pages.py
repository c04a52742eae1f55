"""Learn, the principles' pages, references and glossary."""

from flask import Flask

from tests.conftest import Visitor
from tests.pages import text

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
    assert page.heading == "Listen actively"
    assert "Listen when you disagree" in page.words
    assert "Still being written" in page.words
    assert {"/habits/new?from=h-back", "/habits/new?from=p-habit", LESSON} <= page.links()
    assert "3 times a week" in page.words
    assert "On Monday, Thursday" in page.words


def test_a_principle_without_a_page_still_has_its_name(client: Visitor) -> None:
    assert client.page("/learn/adapt-evolve").heading == "Adapt and evolve"


def test_the_references_are_those_in_use_with_doi_and_citing_lessons(client: Visitor) -> None:
    page = client.page("/references")
    assert page.one("li", id="r-2-01") is not None
    assert {"https://doi.org/10.1000/182", LESSON, "/lessons/listening-practise"} <= page.links()
    assert "Pooled, very large or many studies" in page.words
    assert "See also A later look" in page.words


def test_the_glossary_links_terms_and_sources(client: Visitor) -> None:
    page = client.page("/glossary")
    assert page.one("div", id="paraphrase") is not None
    assert {"#parroting", "/references#r-2-01", "/glossary#paraphrase"} <= page.links()


def test_later_pages_are_light(app: Flask, client: Visitor) -> None:
    for url in ("/learn", "/learn/active-listening", f"{LESSON}/1", f"{LESSON}/2", "/references"):
        answer = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) <= 20_000, url
