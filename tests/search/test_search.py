"""Finding pages: what is found, what is marked, and what is not given away."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coach.lessons import catalogue
from coach.search.documents import Document, documents
from coach.search.index import index, queries
from tests.conftest import Visitor
from tests.lessons.course import GOOD

COURSE = catalogue.read(GOOD)
SEARCH = index(documents(COURSE))
LESSON = "/lessons/listening-understand"


@pytest.fixture
def app(app: Flask) -> Flask:
    app.extensions["catalogue"] = COURSE
    return app


def urls(typed: str) -> list[str]:
    return [hit.document.url for hit in SEARCH(typed, 30)]


def test_every_page_of_the_course_has_a_document_of_its_own() -> None:
    found = [page.url for page in documents(COURSE)]
    assert len(found) == len(set(found))
    assert {"/learn/active-listening", "/glossary#paraphrase", f"{LESSON}/1"} <= set(found)


def test_a_word_is_found_in_prose_examples_glossary_and_explanations() -> None:
    assert urls("interrupting finish")[0] == f"{LESSON}/1" or f"{LESSON}/1" in urls("finish")
    assert f"{LESSON}/1" in urls("escalate"), "an example"
    assert f"{LESSON}/4" in urls("loses the signal"), "an explanation"
    assert "/glossary#paraphrase" in urls("paraphrase")


def test_other_forms_and_beginnings_of_a_word_are_found() -> None:
    assert urls("paraphrases") == urls("paraphrase")
    assert set(urls("paraphr")) >= set(urls("paraphrase"))


def test_a_title_counts_more_than_a_text() -> None:
    pages = [
        Document("reading", "Thanks", "", "/a", "a promise"),
        Document("reading", "A promise", "", "/b", "a long text about something else"),
    ]
    assert [hit.document.url for hit in index(pages)("promise", 9)] == ["/b", "/a"]


def test_pages_with_some_of_the_words_are_better_than_none() -> None:
    assert urls("paraphrase zeppelin") == urls("paraphrase")
    assert urls("zeppelin") == []


def test_what_was_looked_for_is_marked_and_all_else_escaped() -> None:
    page = Document("reading", "a < b & promise", "", "/a", "<script>promise</script>")
    (hit,) = index([page])("promise", 9)
    assert hit.title == "a &lt; b &amp; <mark>promise</mark>"
    assert hit.snippet == "&lt;script&gt;<mark>promise</mark>&lt;/script&gt;"


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_syntax(typed: str) -> None:
    SEARCH(typed, 5)


def test_words_are_asked_for_in_quotes() -> None:
    assert queries('NEAR("a b", 3) OR c*') == [
        '"NEAR" AND "a" AND "b" AND "3" AND "OR" AND "c"',
        '"NEAR" OR "a" OR "b" OR "3" OR "OR" OR "c"',
    ]
    assert queries(" ?! ") == []


def test_it_can_be_asked_from_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(urls, ["paraphrase"] * 200))
    assert all(each == found[0] for each in found)


# ------------------------------------------------------------------ the page


def test_the_page_shows_what_was_found_with_marks(client: Visitor) -> None:
    page = client.page("/search?q=finish")
    assert f"{LESSON}/1" in page.links()
    assert page.all("mark")


def test_an_explanation_is_not_given_away_before_the_answer(owner: Visitor) -> None:
    words = "A question you have not answered yet"
    page = owner.page("/search?q=signal")
    assert f"{LESSON}/4" in page.links()
    assert words in page.words
    assert "Loses the" not in page.words
    option = COURSE.questions["q-judge-1"].question.options[0]  # type: ignore[attr-defined]
    owner.send(f"{LESSON}/4", {"answer": option.key, "confidence": "sure"})
    page = owner.page("/search?q=signal")
    assert words not in page.words
    assert "Loses the signal" in page.words


def test_nothing_found_says_what_to_try(client: Visitor) -> None:
    assert "No page has these words" in client.page("/search?q=zeppelin").words


def test_an_empty_search_is_just_the_form(client: Visitor) -> None:
    page = client.page("/search")
    assert page.heading == "Search"
    assert not page.all("h2")


def test_the_shipped_course_is_indexed_when_the_app_starts(app: Flask) -> None:
    assert app.extensions["search"].course is not COURSE
