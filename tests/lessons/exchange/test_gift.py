"""GIFT out and in again, and into a lesson of our own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.lessons import catalogue
from coach.lessons.authoring import lesson
from coach.lessons.authoring.directives import GRAMMARS
from coach.lessons.authoring.manuscript import open_up
from coach.lessons.authoring.render import Renderer
from coach.lessons.authoring.source import from_bytes
from coach.lessons.exchange import draft, gift
from coach.lessons.exchange.item import CannotCarry, Item, Line, item
from tests.lessons.course import GOOD

COURSE = catalogue.read(GOOD)
QUESTIONS = {name: asked.question for name, asked in COURSE.questions.items()}

# what a plain text may hold: GIFT's own signs, Markdown's, ours; quotes and dots would be curled
words = (
    st.text("ab Zé.,:;!?()*_`[]{}<>#=~%\\|&/+", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()).replace("...", "."))
    .filter(bool)
)


def whole(kind: str, lines: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(
        Item,
        id=st.just("q-1"),
        kind=st.just(kind),
        concept=st.just("repair"),
        told=st.lists(words, min_size=1, max_size=3).map(tuple),
        lines=lines.map(tuple),
        why=st.just("") | words,
    )


def options(points: st.SearchStrategy) -> st.SearchStrategy:
    def made(given: list[int]) -> st.SearchStrategy:
        each = [st.builds(Line, words, st.just("") | words, st.just(p)) for p in given]
        return st.tuples(*each)

    return points.flatmap(made)


singles = whole("single", options(st.sampled_from([[1, 0, 0], [0, 1, 0], [0, 0, 0, 1]])))
judged = whole("judgement", options(st.sampled_from([[3, 1, 0], [0, 2, 1], [1, 3, 2, 0]])))
multiples = whole("multiple", options(st.sampled_from([[1, 1, -1], [1, 2, -1], [3, -1, -1, 1]])))
pairs = whole("match", st.lists(st.builds(Line, words, partner=words), min_size=2, max_size=4))
items = st.one_of(singles, judged, multiples, pairs)


@given(items)
def test_what_goes_out_as_gift_comes_in_the_same(one: Item) -> None:
    found, unread = gift.read(gift.written(one))
    assert (found, unread) == ([one], [])


@given(st.lists(items, max_size=4))
def test_several_questions_stay_apart(several: list[Item]) -> None:
    text = "\n".join(gift.written(one) for one in several)
    assert gift.read(text) == (several, [])


def test_a_scale_a_gap_and_a_free_text_come_back() -> None:
    for name in ("q-scale", "q-cloze"):
        one = item(QUESTIONS[name])
        assert gift.read(gift.written(one))[0] == [one]
    text = item(QUESTIONS["q-text"])
    assert gift.read(gift.written(text))[0] == [text]


def test_what_gift_does_not_know_is_refused_with_the_reason() -> None:
    with pytest.raises(CannotCarry, match="order"):
        gift.written(item(QUESTIONS["q-order"]))
    with pytest.raises(CannotCarry, match="dialogue"):
        item(QUESTIONS["d-mia"])


def read(text: str) -> Item:
    (one,), unread = gift.read(text)
    assert not unread
    return one


def test_moodles_own_examples_are_read() -> None:
    one = read("// a comment\n::Q1:: What's between orange and green? {=yellow # right ~red ~blue}")
    assert (one.id, one.kind) == ("q1", "single")
    assert one.lines == (Line("yellow", "right", 1), Line("red"), Line("blue"))
    two = read("Two plus {=two =2} equals four.")
    assert (two.kind, two.told, two.rest) == ("cloze", ("Two plus",), "equals four.")
    assert [line.text for line in two.lines] == ["two", "2"]
    assert read("Grant is buried in a tomb. {T}").lines == (Line("True", points=1), Line("False"))
    assert read("When was Grant born? {#1822:5}").number == (1822, 5)
    assert read("What is pi? {#3.141..3.142}").number == pytest.approx((3.1415, 0.0005))
    assert read("Write about Dewey. {}").kind == "text"
    four = read("Who? {\n~%-100%No one\n~%50%Grant\n~%50%His wife\n}")
    assert [line.points for line in four.lines] == [-2, 1, 1]
    assert read("[html]Which {=a -> b =c -> d}").lines[1] == Line("c", partner="d")


def test_what_is_not_read_is_named_with_the_reason() -> None:
    found, unread = gift.read("$CATEGORY: top\n\nJust a text.\n\nHow many? {#abc}\n\nYes? {T}")
    assert [one.kind for one in found] == ["single"]
    assert [one.why for one in unread] == ["it has no answers", "its number cannot be read"]


@given(st.text("{}=~#:\\\n ->%ab1", max_size=80))
def test_no_file_makes_the_reader_fail(text: str) -> None:
    gift.read(text)


# ------------------------------------------------------------------ into a lesson


def lesson_of(folder: Path, several: list[Item]) -> catalogue.Survey:
    home = folder / "en/principles/02-active-listening"
    home.mkdir(parents=True, exist_ok=True)
    text = draft.lesson("a-lesson", "active-listening", "A lesson", several)
    (home / "4-a.md").write_text(text, encoding="utf-8", newline="\n")
    return catalogue.survey(folder)


@given(items)
def test_a_question_brought_in_says_what_it_said(one: Item) -> None:
    text = draft.lesson("a-lesson", "active-listening", "A lesson", [one])
    page = open_up(from_bytes("a.md", text.encode()), lesson.LESSON, GRAMMARS)
    assert not [fault for fault in page.faults if fault.level == "error"]
    (asked,) = lesson.lesson(page, Renderer({})).questions
    assert item(asked) == one


def test_a_draft_of_every_type_is_read_back(tmp_path: Path) -> None:
    several = []
    for name in ("q-single", "q-multiple", "q-judge-1", "q-match", "q-cloze", "q-judge-2"):
        several.append(item(QUESTIONS[name]))
    course = lesson_of(tmp_path, several)
    assert [f for f in course.faults if f.level == "error"] == []
    asked = course.catalogue.lessons["a-lesson"].questions
    assert [item(question) for question in asked] == several


def test_a_new_lesson_passes_the_check(tmp_path: Path) -> None:
    found = lesson_of(tmp_path, draft.examples("a-lesson"))
    assert [str(f) for f in found.faults if f.level == "error"] == []
