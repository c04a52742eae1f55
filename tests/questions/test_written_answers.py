"""Gaps, estimates, talks and texts: what they are worth, and what is said of them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.questions import feedback, marking, result, same_words
from coach.questions import scale as estimate
from coach.questions.answer_form import AnswerSheet
from coach.questions.base import Unanswered
from coach.questions.cloze import Cloze
from coach.questions.dialogue import Dialogue
from coach.questions.free_text import FreeText
from coach.questions.scale import Scale
from tests.lessons.course import FIRST as FIRST_FILE
from tests.lessons.course import GOOD, change, copy

COURSE = loader.read(GOOD)
STEPS = COURSE.lessons["listening-understand"].steps
CLOZE = next(step for step in STEPS if isinstance(step, Cloze))
SCALE = next(step for step in STEPS if isinstance(step, Scale))
TEXT = next(step for step in STEPS if isinstance(step, FreeText))
TALK = next(step for step in STEPS if isinstance(step, Dialogue))
OPEN, CLOSED = (reply.text.key for reply in TALK.nodes[0].replies)


# ------------------------------------------------------------------ cloze


@pytest.mark.parametrize("written", ["nothing", " Nothing ", "NO THING", "nothing.", "“nothing”"])
def test_a_gap_is_right_whatever_its_case_spaces_and_quotation_marks(written: str) -> None:
    assert CLOZE.filled([written]) == [True]
    assert CLOZE.score((written,)) == 1


@pytest.mark.parametrize("written", ["something", "noth ing else", "-"])
def test_another_word_in_a_gap_is_wrong(written: str) -> None:
    assert CLOZE.score((written,)) == 0
    assert CLOZE.feedback((written,), []) == "A different word fits here."


@given(st.text("abc'’“-–.?! ", max_size=12))
def test_how_words_are_compared_settles_at_once(words: str) -> None:
    assert same_words.plain(same_words.plain(words)) == same_words.plain(words)
    assert same_words.plain(words.upper()) == same_words.plain(words)
    assert same_words.folded(same_words.folded(words)) == same_words.folded(words)
    assert bool(same_words.plain(words)) == bool(words.strip()), "signs alone are still an answer"


@pytest.mark.parametrize(("one", "other"), [("it’s", "It's"), ("co-worker", "co–worker")])
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert same_words.plain(one) == same_words.plain(other)


# ------------------------------------------------------------------ scale


@pytest.mark.parametrize(
    ("typed", "number"),
    [("24", 24), ("24,5", 24.5), ("24 %", 24), ("1,000", 1000), ("1 000.5", 1000.5), ("−3", -3)],
)
def test_a_number_may_be_typed_in_many_ways(typed: str, number: float) -> None:
    assert estimate.number(typed) == number


@pytest.mark.parametrize("typed", ["", "many", "1e999", "nan", "2 or 3", "--4"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert not SCALE.within(typed)


@pytest.mark.parametrize(
    ("given_", "worth"),
    [("24", 1), ("30", 1), ("18", 1), ("33", 0.75), ("36", 0.5), ("42", 0), ("0", 0), ("100", 0)],
)
def test_an_estimate_is_full_within_the_tolerance_and_nothing_at_three_times(
    given_: str, worth: float
) -> None:
    assert SCALE.score((given_,)) == pytest.approx(worth)


numbers = st.decimals(0, 100, allow_nan=False)


@given(numbers, numbers)
def test_a_nearer_estimate_is_never_worth_less(one: Decimal, other: Decimal) -> None:
    near, far = sorted((one, other), key=lambda value: abs(value - SCALE.answer))
    assert 0 <= SCALE.worth(far) <= SCALE.worth(near) <= 1


def test_without_a_tolerance_only_the_number_itself_counts() -> None:
    exact = Scale(**{**SCALE.__dict__, "tolerance": Decimal(0)})
    assert exact.worth(Decimal("24.0")) == 1
    assert exact.worth(Decimal("24.1")) == 0


def test_the_verdict_on_an_estimate_names_both_numbers() -> None:
    said = {given_: SCALE.feedback((given_,), []) for given_ in ("24", "26", "34", "99", "1")}
    assert said["24"] == "24 is exactly right."
    assert said["26"] == "26 is close. The number is 24."
    assert said["34"] == "34 is somewhat too high. The number is 24."
    assert said["99"] == "99 is far too high. The number is 24."
    assert said["1"].startswith("1 is far too low.")


@given(numbers)
def test_the_picture_keeps_everything_on_the_line(value: Decimal) -> None:
    line = SCALE.detail((str(value),))
    assert all(0 <= place <= line.length for place in (line.given, line.answer, *line.near))


# ------------------------------------------------------------------ text


def test_a_text_is_worth_what_is_ticked_and_nothing_is_said_before() -> None:
    (check,) = TEXT.checks
    assert TEXT.score(("It moved.",)) is None
    assert TEXT.score(("It moved.", f"{check.key}:yes")) == 1
    assert TEXT.score(("It moved.", f"{check.key}:no")) == 0
    assert result.of(TEXT, ("It moved.",), "1").to_compare
    assert not result.of(TEXT, ("It moved.", f"{check.key}:no"), "1").to_compare


@pytest.mark.parametrize(
    "response", [(), (" ",), ("x", "other:yes"), ("x", "y"), ("x", ":yes", "z")]
)
def test_a_text_without_words_or_with_other_ticks_is_refused(response: tuple[str, ...]) -> None:
    with pytest.raises(Unanswered):
        marking.admit(TEXT, response)


# ------------------------------------------------------------------ talk


def test_the_strongest_reply_at_every_turn_is_worth_everything() -> None:
    assert TALK.score((OPEN,)) == 1
    assert TALK.score((CLOSED,)) == 0


def test_a_way_round_is_worth_less_than_the_straight_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Points add up: going astray and making it good must not beat getting it right."""
    root = copy(tmp_path)
    change(
        root,
        FIRST_FILE,
        '[closed] Mia: "Never mind." (end)',
        '[closed] Mia: "Never mind."\n- "Sorry. Tell me." -> open +2 > Made good.',
    )
    question = next(
        step
        for step in loader.read(root).lessons["listening-understand"].steps
        if isinstance(step, Dialogue)
    )
    astray = (CLOSED, question.nodes[2].replies[0].text.key)
    assert question.score(astray) == 0.5
    assert question.score((OPEN,)) == 1
    way = question.walk(astray)
    assert [turn.at_best for turn in way.turns] == [False, True]
    assert [turn.before for turn in way.turns] == [(), (CLOSED,)]
    assert question.feedback(astray, []) == "One of your two replies was the strongest."


def test_a_talk_that_has_not_ended_or_goes_where_nobody_can_is_refused() -> None:
    for said in ((), (OPEN, OPEN), ("nowhere",), (CLOSED, OPEN)):
        with pytest.raises(Unanswered):
            marking.admit(TALK, said)
    assert TALK.walk((OPEN, "nowhere")).said == (OPEN,)


@given(st.lists(st.sampled_from([OPEN, CLOSED, "nowhere"]), max_size=5))
def test_any_address_leads_to_some_place_in_the_talk(said: list[str]) -> None:
    way = TALK.walk(said)
    assert list(way.said) == said[: len(way.said)]
    assert way.ended or way.here.replies


# ------------------------------------------------------------------ how sure


@pytest.mark.parametrize(
    ("score", "confidence", "said"),
    [(1.0, "guess", "marked it as a guess"), (0.9, "fairly", "only fairly sure"), (1.0, "sure", ""),
     (0.8, "guess", "marked it as a guess"), (0.79, "guess", ""), (0.8, "sure", ""),
     (0.79, "sure", "marked it as sure"), (0.79, "fairly", ""), (0.0, "fairly", ""),
     (0.0, "sure", "marked it as sure"), (0.0, "guess", ""), (1.0, None, ""), (None, "sure", "")],
)  # fmt: skip
def test_an_unsure_right_answer_and_a_sure_wrong_one_are_spoken_of(
    score: float | None, confidence: str | None, said: str
) -> None:
    sentence = feedback.misjudged_confidence(score, confidence)
    assert said in sentence
    assert bool(said) is bool(sentence)


def test_what_was_never_offered_is_no_confidence() -> None:
    assert AnswerSheet(SCALE, {"confidence": ["sure"]}).confidence == "sure"
    assert AnswerSheet(SCALE, {"confidence": ["certain"]}).confidence is None
    assert AnswerSheet(TEXT, {"confidence": ["sure"]}).confidence is None
    assert not AnswerSheet(SCALE, {"hint": ["seen"]}).hinted, "there is no hint to be seen"


# ------------------------------------------------------------------ exact numbers


def scale(answer: str, tolerance: str, low: str = "0", high: str = "100") -> Scale:
    ends = {"low": Decimal(low), "high": Decimal(high)}
    number = {"answer": Decimal(answer), "tolerance": Decimal(tolerance)}
    return Scale(**{**SCALE.__dict__, **ends, **number})


def test_an_estimate_exactly_a_tolerance_away_is_close() -> None:
    question = scale("45.8", "0.2")
    for typed in ("46.0", "46", "45.6", "45,6"):
        assert question.score((typed,)) == 1, "46.0 - 45.8 is 0.2, the tolerance"
        assert "is close" in question.feedback((typed,), [])
    assert question.score(("46.01",)) < 1


tenths = st.decimals(0, 30, places=1)


@given(tenths, tenths, st.sampled_from([1, -1]))
def test_the_tolerance_itself_is_always_within(answer: Decimal, off: Decimal, side: int) -> None:
    question = scale(str(answer), str(off), "-100")
    given_ = str(answer + side * off)
    assert question.score((given_,)) == 1
    assert question.score((str(answer + side * 3 * off),)) == (0 if off else 1)


def test_a_number_on_a_page_has_all_its_digits() -> None:
    shown = {"1234567.25": "1,234,567.25", "12345678901.5": "12,345,678,901.5", "24.50": "24.5",
             "1E+3": "1,000", "-3": "−3", "0.000001": "0.000001", "0E-7": "0"}  # fmt: skip
    assert {typed: estimate.figure(Decimal(typed)) for typed in shown} == shown


@pytest.mark.parametrize("typed", ["1e99999999", "-1e99999999", "sNaN", "Infinity", "1e31"])
def test_no_number_is_too_odd_to_be_refused(typed: str) -> None:
    assert not SCALE.within(typed)


def test_a_number_too_small_to_show_is_nothing() -> None:
    assert estimate.figure(estimate.number("1e-99999999")) == "0"


def test_the_strongest_of_many_options_has_its_place_named() -> None:
    choice = COURSE.questions["q-single"].question
    best = next(option for option in choice.options if option.points)
    fill = choice.options[0 if choice.options[1] is best else 1]
    others = [replace(fill, text=replace(fill.text, source=f"{n}")) for n in range(25)]
    many = replace(choice, options=(*others, best))
    keys = [option.key for option in many.options]
    assert many.feedback((keys[0],), keys) == "The 26th one is stronger than yours."
    assert many.feedback((keys[0],), [*keys[:8], best.key]).startswith("The ninth one")


@pytest.mark.parametrize(
    ("typed", "said"), [("10.000", "10000 or 10"), ("12.500", "12500 or 12.5")]
)
def test_an_estimate_that_has_two_readings_is_asked_about(typed: str, said: str) -> None:
    question = scale("12000", "500", high="50000")
    sheet = AnswerSheet(question, {"answer": [typed]})
    assert not sheet.validate()
    assert sheet.errors == {"answer": [f"“{typed}” can be read in two ways. Write {said}"]}
    assert AnswerSheet(scale("24", "6"), {"answer": [typed]}).validate(), "the scale knows only one"


def test_a_number_too_long_to_keep_is_refused_and_not_cut() -> None:
    sheet = AnswerSheet(SCALE, {"answer": ["0" * 80 + "24"]})
    assert not sheet.validate()
    assert sheet.errors == {"answer": ["Write a number from 0 to 100"]}
