"""Finding pages: what is found, what is marked, and what is not given away."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.search import query_terms as words
from coach.search.documents import Document, documents
from coach.search.index import Index
from coach.search.ranking import Search
from tests.conftest import Visitor
from tests.lessons.course import GOOD

pytestmark = pytest.mark.any_database

COURSE = loader.read(GOOD)
SEARCH = Search(Index(documents(COURSE)))
LESSON = "/lessons/listening-understand"


@pytest.fixture
def app(app: Flask) -> Flask:
    app.extensions["catalogue"] = COURSE
    return app


def all_answered(question_ids: list[str]) -> set[str]:
    return set(question_ids)


def none_answered(question_ids: list[str]) -> set[str]:
    return set()


def urls(typed: str, search: Search = SEARCH) -> list[str]:
    return [hit.document.url for hit in search.find(typed, all_answered, 30).hits]


def made(*pages: Document) -> Search:
    return Search(Index(pages))


def page(url: str, title: str, body: str) -> Document:
    return Document("reading", title, "", url, body)


def test_every_page_of_the_course_has_a_document_of_its_own() -> None:
    found = [page.url for page in documents(COURSE) if page.kind != "answer"]
    assert len(found) == len(set(found))
    assert {"/learn/active-listening", "/glossary#paraphrase", f"{LESSON}/1"} <= set(found)


def test_a_word_is_found_in_prose_examples_glossary_and_explanations() -> None:
    assert f"{LESSON}/1" in urls("finish")
    assert f"{LESSON}/1" in urls("escalate"), "an example"
    assert f"{LESSON}/4" in urls("loses the signal"), "an explanation"
    assert "/glossary#paraphrase" in urls("paraphrase")


def test_other_forms_and_beginnings_of_a_word_are_found() -> None:
    assert urls("paraphrases") == urls("paraphrase")
    assert set(urls("paraphr")) >= set(urls("paraphrase"))


def test_a_title_counts_more_than_a_text() -> None:
    search = made(
        page("/a", "Thanks", "a promise"),
        page("/b", "A promise", "a long text about something else"),
    )
    assert urls("promise", search) == ["/b", "/a"]


def test_pages_with_some_of_the_words_are_better_than_none() -> None:
    assert urls("paraphrase zeppelin") == urls("paraphrase")
    assert urls("zeppelin") == []


def test_what_was_looked_for_is_marked_and_all_else_escaped() -> None:
    search = made(page("/a", "a < b & promise", "<script>promise</script>"))
    (hit,) = search.find("promise", none_answered).hits
    assert hit.title == "a &lt; b &amp; <mark>promise</mark>"
    assert hit.snippet == "&lt;script&gt;<mark>promise</mark>&lt;/script&gt;"


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_syntax(typed: str) -> None:
    found = SEARCH.find(typed, none_answered, 5)
    assert len(found.hits) <= 5
    assert all(hit.document.url.startswith("/") for hit in found.hits)


def test_what_could_be_syntax_is_looked_for_as_words() -> None:
    search = made(page("/a", "Near", "a b"), page("/b", "Far", "or c"))
    assert urls('NEAR("a b", 3) OR c*', search)[0] == "/a"
    assert urls(" ?! ", search) == []


def test_it_can_be_asked_from_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(urls, ["paraphrase"] * 200))
    assert all(each == found[0] for each in found)


# ------------------------------------------------------------------ words


def test_words_that_every_page_has_are_dropped_unless_there_are_no_others() -> None:
    assert words.telling("How can I say no to my boss?") == ["say", "no", "boss"]
    assert words.telling("what is it") == ["what", "is", "it"]


def test_a_word_that_exists_is_never_taken_for_another() -> None:
    search = made(
        page("/lyon", "A depot in Lyon", "He drives a van."),
        page("/lying", "No lying", "Say what is so."),
        page("/trust", "Trust", "It grows."),
        page("/thrust", "Thrust", "Of an engine."),
    )
    assert urls("lying", search) == ["/lying"]
    assert urls("lyon", search) == ["/lyon"]
    assert urls("trust", search) == ["/trust"]
    assert urls("lion", search) == ["/lyon"], "no page has this one: a near word is better"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("appologise", "apologise"), ("recieve", "receive"), ("pasword", "password"),
     ("comunnicate", "communicate"), ("prmise", "promise"), ("xyzzy", ""), ("tie", "")],
)  # fmt: skip
def test_a_misspelt_word_is_taken_for_the_nearest(typed: str, meant: str) -> None:
    known = dict.fromkeys(["apologise", "receive", "password", "communicate", "promise", "toe"], 1)
    assert words.nearest(typed, known) == meant


def test_a_near_spelling_is_told_and_exact_pages_stand_first() -> None:
    search = made(page("/a", "Sorry", "apologise to a client"), page("/b", "Client", "a client"))
    found = search.find("appologise client", none_answered)
    assert found.spelt == [("appologise", "apologise")]
    assert [hit.document.url for hit in found.hits] == ["/a", "/b"]
    assert search.find("apologise client", none_answered).spelt == []


@pytest.mark.parametrize(("one", "other"), [("apologize", "apologise"), ("favor", "favour")])
def test_both_kinds_of_english_are_one(one: str, other: str) -> None:
    search = made(page("/a", "", other))
    assert urls(one, search) == urls(other, search) == ["/a"]


def test_two_words_side_by_side_stand_before_the_same_words_apart() -> None:
    search = made(
        page("/apart", "", "they say that it is hard to find time and there is no end to it all"),
        page("/beside", "", "it is hard to say no when there is so much of the time to lose"),
        *(page(f"/{n}", f"Page {n}", "something else entirely") for n in range(9)),
    )
    assert urls("say no", search) == ["/beside", "/apart"]


# ------------------------------------------------------------------ the page


def test_the_page_shows_what_was_found_with_marks(client: Visitor) -> None:
    page = client.page("/search?q=finish")
    assert f"{LESSON}/1" in page.links()
    assert page.all("mark")


def test_an_explanation_is_not_given_away_before_the_answer(owner: Visitor) -> None:
    words = "Questions that you have not answered yet"
    page = owner.page("/search?q=signal")
    assert f"{LESSON}/4" not in page.links()
    assert "Loses the" not in page.words
    option = COURSE.questions["q-judge-1"].question.options[0]  # type: ignore[attr-defined]
    owner.send(f"{LESSON}/4", {"answer": option.key, "confidence": "sure"})
    page = owner.page("/search?q=signal")
    assert words not in page.words
    assert "Loses the signal" in page.words
    assert f"{LESSON}/4" in page.links()


def test_a_word_of_an_explanation_alone_finds_nothing_before_the_answer() -> None:
    """Otherwise words could be tried until the question with the right ones comes up."""
    asked = Document("question", "Which is best?", "L, step 1", "/l/1", "One. Two.", 1, "q",
                     lesson="l")  # fmt: skip
    told = Document("answer", "Which is best?", "L, step 1", "/l/1", "Two: it is honest.", 1, "q",
                    lesson="l")  # fmt: skip
    search = made(asked, told)
    for typed in ("honest", "honest two"):
        before = search.find(typed, none_answered)
        assert before.hits == []
    assert search.find("honest", none_answered).unanswered == []
    assert search.find("two", none_answered).unanswered == [("L", "/lessons/l")]
    (hit,) = search.find("honest", all_answered).hits
    assert hit.snippet == "Two: it is <mark>honest</mark>."


def test_questions_not_answered_are_told_of_at_most_once(app: Flask, client: Visitor) -> None:
    for typed in ("signal", "what", "listen", "the question"):
        assert client.page(f"/search?q={typed}").words.count("not answered yet") <= 1


def test_no_lesson_fills_the_page(app: Flask) -> None:
    pages = [
        Document("reading", f"Trust {n}", "L", f"/l/{n}", "trust", lesson="l") for n in range(9)
    ]
    found = made(*pages, page("/other", "Other", "trust")).find("trust", none_answered)
    assert [hit.document.url for hit in found.hits].index("/other") <= 2
    assert len(found.hits) == 10


def test_nothing_found_says_what_to_try(client: Visitor) -> None:
    assert "We found nothing with these words" in client.page("/search?q=zeppelin").words


def test_an_empty_search_is_just_the_form(client: Visitor) -> None:
    page = client.page("/search")
    assert page.heading == "Search"
    assert not page.all("h2")


def test_the_shipped_course_is_indexed_when_the_app_starts(app: Flask) -> None:
    assert app.extensions["search"].course is not COURSE
