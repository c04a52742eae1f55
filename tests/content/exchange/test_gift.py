"""GIFT out and in again, and into a lesson of our own."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.content import lesson_files, loader
from coach.content.directives import GRAMMARS
from coach.content.document import open_up
from coach.content.exchange import draft, gift_reader, gift_writer
from coach.content.exchange.markup import item, left_behind
from coach.content.exchange.plain_question import (
    CannotCarry,
    PlainOption,
    PlainQuestion,
)
from coach.content.markdown import Renderer
from coach.content.source import from_bytes
from tests.content.exchange.generated import carried, every, judged, multiples
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
QUESTIONS = {name: asked.question for name, asked in COURSE.questions.items()}


@given(carried)
def test_what_goes_out_as_gift_comes_in_the_same(one: PlainQuestion) -> None:
    reading = gift_reader.read(gift_writer.written(one))
    assert (reading.items, reading.unread, reading.left) == ([one], (), ())


@given(st.lists(carried, max_size=4))
def test_several_questions_stay_apart(several: list[PlainQuestion]) -> None:
    text = "\n".join(gift_writer.written(one) for one in several)
    assert gift_reader.read(text).items == several


@given(carried, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_of_other_systems_are_read_alike(one: PlainQuestion, end: str) -> None:
    assert gift_reader.read(gift_writer.written(one).replace("\n", end)).items == [one]


def test_a_scale_a_gap_and_a_free_text_come_back() -> None:
    for name in ("q-scale", "q-cloze"):
        one = item(QUESTIONS[name])
        assert gift_reader.read(gift_writer.written(one)).items == [one]
    text = item(QUESTIONS["q-text"])
    assert gift_reader.read(gift_writer.written(text)).items == [text]


def test_what_gift_does_not_know_is_refused_with_the_reason() -> None:
    with pytest.raises(CannotCarry, match="order"):
        gift_writer.written(item(QUESTIONS["q-order"]))
    with pytest.raises(CannotCarry, match="dialogue"):
        item(QUESTIONS["d-mia"])


def test_every_question_of_the_course_comes_back_or_says_why_it_stays() -> None:
    stayed: Counter[str] = Counter()
    for asked in loader.read(paths.CONTENT).questions.values():
        try:
            one = item(asked.question)
            reading = gift_reader.read(gift_writer.written(one))
        except CannotCarry as error:
            stayed[str(error)] += 1
            continue
        if one.kind == "match":  # the explanations of pairs are told to be lost
            one = replace(one, lines=tuple(replace(line, why="") for line in one.lines))
        assert (reading.items, reading.notes) == ([one], [])
    reasons = ("GIFT has no", "it is a dialogue", "more than one gap", "Moodle has no weight")
    assert all(any(reason in why for reason in reasons) for why in stayed)


def test_a_long_file_is_read_in_time_that_grows_with_it() -> None:
    answers = " ".join(f"~{n}" for n in range(20_000))
    (one,) = gift_reader.read(f"Which? {{=right {answers}}}").items
    assert len(one.lines) == 20_001


# ------------------------------------------------------------------ what Moodle makes of it


def made(kind: str, *lines: PlainOption, **more: object) -> PlainQuestion:
    return PlainQuestion("q-1", kind, "repair", ("Which?",), lines, **more)  # type: ignore[arg-type]


def test_numbers_leave_with_all_their_digits() -> None:
    number = (Decimal("1234567"), Decimal("1.0"))
    assert "#1234567:1\n" in gift_writer.written(made("scale", number=number))
    small = (Decimal("0.00001"), Decimal("0"))
    assert "#0.00001:0\n" in gift_writer.written(made("scale", number=small))


@pytest.mark.parametrize("points", [[2, 2, 1, 1, 1, -1], [11, 1, -1], [1, 1, -3], [7, 2, -1]])
def test_a_weight_that_moodle_does_not_know_keeps_the_question_here(points: list[int]) -> None:
    lines = [PlainOption(f"option {n}", points=p) for n, p in enumerate(points)]
    with pytest.raises(CannotCarry, match=r"Moodle has no weight of -?[\d.]+%"):
        gift_writer.written(made("multiple", *lines))
    with pytest.raises(CannotCarry, match="Moodle has no weight of 28.57143%"):
        gift_writer.written(
            made(
                "judgement",
                PlainOption("a", points=7),
                PlainOption("b", points=2),
                PlainOption("c"),
            )
        )


@given(multiples | judged)
def test_every_weight_written_is_one_that_moodle_takes(one: PlainQuestion) -> None:
    known = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667,
             14.28571, 12.5, 11.11111, 10, 5}  # fmt: skip
    lines = gift_writer.written(one).splitlines()
    given_ = [found for line in lines if (found := re.match(r"~%(-?[\d.]+)%", line))]
    assert {abs(float(found[1])) for found in given_} <= known


def test_plain_words_are_said_to_be_plain() -> None:
    one = made(
        "single", PlainOption("<name>", points=1), PlainOption("Dear all"), PlainOption("Hi")
    )
    assert gift_writer.written(one).splitlines()[1].startswith("::q-1::[plain]Which?")


@pytest.mark.parametrize("words", ["[html] is a format", "%50% of them", "[markdown]"])
def test_words_that_look_like_a_format_or_a_weight_stay_words(words: str) -> None:
    text = gift_writer.written(
        made("single", PlainOption(words, points=1), PlainOption("a"), PlainOption("b"))
    )
    assert f"=[plain]{words}" in text, "a format is taken away once, and a weight stands first"


def test_a_star_in_an_accepted_answer_is_no_pattern_in_moodle() -> None:
    text = gift_writer.written(made("cloze", PlainOption("a * b")))
    assert r"=a \\* b" in text


@pytest.mark.parametrize("kind", ["cloze", "match"])
def test_an_arrow_that_moodle_would_take_for_a_pair_keeps_the_question_here(kind: str) -> None:
    with pytest.raises(CannotCarry, match="arrow"):
        gift_writer.written(
            made(kind, PlainOption("a -> b", partner="c"), PlainOption("d", partner="e"))
        )


def test_a_backslash_and_an_n_before_a_gap_are_no_line_break() -> None:
    one = PlainQuestion(
        "q-1", "cloze", "repair", ("Where is it?", "The folder C:\\n"), (PlainOption("new"),)
    )
    assert gift_reader.read(gift_writer.written(one)).items == [one]


def test_what_is_lost_on_the_way_is_told() -> None:
    assert left_behind(QUESTIONS["q-single"], "gift") == ["its hint"]
    assert left_behind(QUESTIONS["q-match"], "gift") == ["the explanations of its pairs"]
    assert left_behind(QUESTIONS["q-match"], "anki") == []
    assert "its check list" in left_behind(QUESTIONS["q-text"], "gift")
    marked = Renderer({}).inline("Say *less*, see [here](/learn).", 1)
    question = replace(QUESTIONS["q-cloze"], ask=marked)
    assert left_behind(question, "gift") == ["its emphasis", "its links"]


# ------------------------------------------------------------------ into a lesson

FRAME = ["a-lesson-talk", "a-lesson-text"]  # what every lesson has after the questions


def lesson_of(folder: Path, several: list[PlainQuestion]) -> loader.Survey:
    home = folder / "en/principles/02-active-listening"
    home.mkdir(parents=True, exist_ok=True)
    text = draft.lesson("a-lesson", "active-listening", "A lesson", several)
    (home / "4-a.md").write_text(text, encoding="utf-8", newline="\n")
    return loader.survey(folder)


@given(every)
def test_a_question_brought_in_says_what_it_said(one: PlainQuestion) -> None:
    text = draft.lesson("a-lesson", "active-listening", "A lesson", [one])
    page = open_up(from_bytes("a.md", text.encode()), lesson_files.LESSON, GRAMMARS)
    assert not [fault for fault in page.faults if fault.level == "error"]
    asked, *rest = lesson_files.lesson(page, Renderer({})).questions
    assert item(asked) == one
    assert [each.id for each in rest] == FRAME


def test_a_draft_of_every_type_is_read_back(tmp_path: Path) -> None:
    several = []
    for name in ("q-single", "q-multiple", "q-judge-1", "q-match", "q-cloze", "q-judge-2"):
        several.append(item(QUESTIONS[name]))
    course = lesson_of(tmp_path, several)
    assert [f for f in course.faults if f.level == "error"] == []
    asked = course.catalogue.lessons["a-lesson"].questions
    assert [item(question) for question in asked[: len(several)]] == several
    assert [each.id for each in asked[len(several) :]] == FRAME


def test_a_new_lesson_passes_the_check(tmp_path: Path) -> None:
    found = lesson_of(tmp_path, draft.examples("a-lesson"))
    assert [str(f) for f in found.faults if f.level == "error"] == []
