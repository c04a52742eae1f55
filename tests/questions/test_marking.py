"""Marking and the words for it, by examples and properties."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.questions import feedback, marking
from coach.questions.base import Question, Response, Unanswered
from coach.questions.choice import Choice
from coach.questions.match import Match
from coach.questions.order import Order, in_order
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
QUESTIONS = {
    question.id: question for lesson in COURSE.lessons.values() for question in lesson.questions
}
SINGLE, MULTIPLE, JUDGE = (QUESTIONS[f"q-{name}"] for name in ("single", "multiple", "judge-1"))
ORDER, MATCH = QUESTIONS["q-order"], QUESTIONS["q-match"]
PLAYABLE = [SINGLE, MULTIPLE, JUDGE, ORDER, MATCH]


def keys(question: Question) -> list[str]:
    assert isinstance(question, Choice | Order)
    return [option.key for option in question.options]


def responses(question: Question) -> st.SearchStrategy[Response]:
    """Every response that can be given to the question."""
    if isinstance(question, Match):
        lefts = [pair.left.key for pair in question.pairs]
        rights = [pair.right.key for pair in question.pairs]
        chosen = st.lists(st.sampled_from(rights), min_size=len(lefts), max_size=len(lefts))
        return chosen.map(lambda some: tuple(f"{a}:{b}" for a, b in zip(lefts, some, strict=True)))
    if isinstance(question, Order):
        return st.permutations(keys(question)).map(tuple)
    most = len(keys(question)) if question.kind == "multiple" else 1
    chosen = st.lists(st.sampled_from(keys(question)), min_size=1, max_size=most, unique=True)
    return chosen.map(lambda some: tuple(sorted(some)))


def best(question: Question) -> Response:
    if isinstance(question, Match):
        return tuple(f"{pair.left.key}:{pair.right.key}" for pair in question.pairs)
    if isinstance(question, Choice):
        return tuple(sorted(question.best))
    return tuple(keys(question))


@given(st.sampled_from(PLAYABLE).flatmap(lambda q: st.tuples(st.just(q), responses(q))))
def test_a_score_lies_between_0_and_1_and_only_the_best_response_has_1(
    given_: tuple[Question, Response],
) -> None:
    question, response = given_
    score = question.score(marking.admit(question, response))
    assert 0 <= score <= 1
    assert (score == 1) == (set(response) == set(best(question)) and response == best(question))


@given(st.sampled_from(PLAYABLE).flatmap(lambda q: st.tuples(st.just(q), responses(q))))
def test_the_verdict_speaks_of_the_answer_and_never_of_the_person(
    given_: tuple[Question, Response],
) -> None:
    question, response = given_
    shown = [item.key for item in marking.arranged(question, "7")]
    said = question.feedback(response, shown)
    assert said.endswith(".")
    assert said[0].isupper()
    assert not {"you", "wrong", "correct", "great", "sorry"} & set(said.lower().split())
    full = question.score(response) == 1
    praised = said.startswith(("Yours is the strongest", "Every ", "Both pairs"))
    assert full == (praised or said.endswith("and nothing else."))


def test_the_second_best_of_a_judgement_earns_its_share() -> None:
    assert [JUDGE.score((key,)) for key in keys(JUDGE)] == [1, pytest.approx(1 / 3), 0]


def test_marks_that_do_not_fit_cost_what_marks_that_fit_earn() -> None:
    fits, weighs_double, astray = keys(MULTIPLE)
    assert MULTIPLE.score((fits,)) == pytest.approx(1 / 3)
    assert MULTIPLE.score((weighs_double,)) == pytest.approx(2 / 3)
    assert MULTIPLE.score((weighs_double, astray)) == pytest.approx(1 / 3)
    assert MULTIPLE.score((fits, astray)) == 0
    assert MULTIPLE.score((fits, weighs_double, astray)) == pytest.approx(2 / 3)


def test_another_right_mark_never_lowers_a_score() -> None:
    fits, weighs_double, astray = keys(MULTIPLE)
    for marks in ((weighs_double,), (astray,), (weighs_double, astray)):
        assert MULTIPLE.score((*marks, fits)) >= MULTIPLE.score(marks)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (4, "Yours is the strongest of the three."),
        (3, "Yours goes part of the way. The first one goes further."),
        (2, "Yours goes part of the way. The first one goes further."),
        (1, "Yours does a little. The first one does far more."),
        (0, "The first one is far stronger than yours."),
    ],
)
def test_a_weaker_answer_hears_how_far_it_goes(points: int, said: str) -> None:
    assert isinstance(JUDGE, Choice)
    marks = (4, points, 0)
    options = tuple(replace(o, points=n) for o, n in zip(JUDGE.options, marks, strict=True))
    shown = [option.key for option in options]
    assert replace(JUDGE, options=options).feedback((shown[1],), shown) == said


@pytest.mark.parametrize(
    ("fits", "astray", "said"),
    [
        (2, 0, "Both answers that fit are marked, and nothing else."),
        (2, 1, "Both answers that fit are marked, and one that does not."),
        (2, 2, "Both answers that fit are marked, and two that do not."),
        (1, 0, "One of the two answers that fit is marked."),
        (1, 1, "One of the two answers that fit is marked, and one that does not."),
        (1, 2, "One of the two answers that fit is marked, and two that do not."),
        (0, 2, "None of the answers that fit is marked."),
    ],
)
def test_marks_are_counted_in_words_that_agree(fits: int, astray: int, said: str) -> None:
    assert isinstance(MULTIPLE, Choice)
    first = MULTIPLE.options[0]
    texts = [replace(first.text, source=source) for source in "abcd"]
    marks = (1, 1, 0, 0)
    options = tuple(replace(first, text=t, points=n) for t, n in zip(texts, marks, strict=True))
    shown = [option.key for option in options]
    marked = (*shown[:fits], *shown[2 : 2 + astray])
    assert replace(MULTIPLE, options=options).feedback(marked, shown) == said


@pytest.mark.parametrize(("count", "verb"), [(0, "is"), (1, "is"), (2, "are"), (9, "are")])
def test_a_verb_agrees_with_its_number(count: int, verb: str) -> None:
    assert feedback.be(count) == verb


@pytest.mark.parametrize(
    ("place", "said"),
    [(1, "first"), (9, "ninth"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th"), (111, "111th"), (112, "112th")],
)  # fmt: skip
def test_a_place_is_a_word_up_to_the_ninth(place: int, said: str) -> None:
    assert feedback.ordinal(place) == said


@pytest.mark.parametrize(("count", "word"), [(0, "none"), (1, "one"), (10, "ten"), (11, "11")])
def test_a_number_is_a_word_up_to_ten(count: int, word: str) -> None:
    assert feedback.number(count) == word


def test_all_of_two_are_both() -> None:
    assert [feedback.every(n) for n in (2, 3, 11)] == ["Both", "All three", "All 11"]


def test_an_order_says_how_many_lines_are_in_place() -> None:
    first, second, third = keys(ORDER)
    said = [ORDER.feedback(order, []) for order in ((first, third, second), (second, third, first))]
    assert said == [
        "One of the three lines is in the best place.",
        "None of the three lines is in the best place.",
    ]


def test_an_order_earns_by_pairs_and_its_reverse_nothing() -> None:
    scores = {order: ORDER.score(order) for order in permutations(keys(ORDER))}
    first, second, third = keys(ORDER)
    assert scores[second, first, third] == pytest.approx(1 / 3)
    assert scores[third, second, first] == 0


def test_half_of_the_pairs_is_half_of_the_score() -> None:
    assert isinstance(MATCH, Match)
    one = MATCH.pairs[0].right.key
    assert MATCH.score(tuple(f"{p.left.key}:{one}" for p in MATCH.pairs)) == 0.5


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (SINGLE, ()),
        (SINGLE, ("unknown",)),
        (SINGLE, tuple(keys(SINGLE)[:2])),
        (JUDGE, ()),
        (MULTIPLE, ()),
        (MULTIPLE, (keys(MULTIPLE)[0], "unknown")),
        (ORDER, tuple(keys(ORDER)[:2])),
        (ORDER, (keys(ORDER)[0],) * 3),
        (MATCH, best(MATCH)[:1]),
        (MATCH, ("unknown:unknown", "x")),
    ],
)
def test_what_is_missing_or_unknown_is_refused(question: Question, response: Response) -> None:
    with pytest.raises(Unanswered):
        marking.admit(question, response)


def test_places_make_an_order_unless_one_is_missing_or_taken_twice() -> None:
    assert in_order({"a": 2, "b": 1}) == ("b", "a")
    with pytest.raises(Unanswered):
        in_order({"a": 1, "b": None})
    with pytest.raises(Unanswered):
        in_order({"a": 1, "b": 1})


@given(st.lists(st.text(max_size=8), unique=True, max_size=8), st.text(), st.text())
def test_the_shuffle_is_stable_and_loses_nothing(given_: list[str], seed: str, name: str) -> None:
    mixed = marking.shuffled(given_, seed, name)
    assert sorted(mixed) == sorted(given_)
    assert mixed == marking.shuffled(given_, seed, name)
    if len(given_) > 1:
        assert mixed != given_, "the authors' order is the answer to an order question"


def test_learners_see_different_orders() -> None:
    orders = {tuple(marking.shuffled("abcd", str(user), "q")) for user in range(50)}
    assert len(orders) > 10


def test_the_digest_follows_the_words(tmp_path: Path) -> None:
    digests = {question.digest for question in QUESTIONS.values()}
    assert len(digests) == len(QUESTIONS) == 17
    assert all(len(digest) == 16 for digest in digests)
