"""The sentence about a reply and the four facts, by what was judged: which of them is chosen."""

from typing import Any

import pytest

from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch, Sure
from coach.listening.engine.feedback.explain import (
    BASIC,
    EITHER,
    FOREIGN,
    FULL,
    OVERRULE,
    explain,
    facts,
)
from coach.listening.engine.feedback.finding import Case, finding
from coach.listening.engine.feedback.speaker import Speaker, counted, quoted
from coach.listening.engine.text.clauses import Span
from coach.listening.exercise import DrillLine, KeyPoint

REPLY = "You are tired and the oven broke twice on you."
TIRED = (Span(8, 13),)
OPEN = {"question": "yes", "question_type": "open"}
CLOSED = {"question": "yes", "question_type": "closed"}
SURE: dict[str, Sure] = {"y": "yes", "e": "either", "n": "no"}


def case(points: str = "", reply: str = REPLY, pronoun: Any = "she", **given: Any) -> Case:
    """Return a case: acts by name, points as letters (y, e, n), other values as they are."""
    plain = ("question_type", "parrot", "english", "mode")
    acts = {
        name: Act(sure, 0.5, TIRED if name == "feeling" and sure == "yes" else ())
        for name, sure in given.items()
        if name not in plain
    }
    values = {name: value for name, value in given.items() if name in plain}
    found = tuple(PointMatch(n, SURE[letter], 0.5) for n, letter in enumerate(points))
    return Case(Judgement(**acts, **values, points=found), Speaker(pronoun), reply)


@pytest.mark.parametrize(
    ("points", "given", "said"),
    [
        ("yy", {"parrot": 0.51}, "own words back"),
        ("yy", {"parrot": 0.5}, "said back all that she told you"),
        ("yyn", {}, "said back two of the three things"),
        ("ynn", {}, "said back one of the three things"),
        ("y", {}, "caught the one thing she told you"),
        ("nn", {}, "tried to put into your words"),
        ("", {}, "tried to put into your words"),
        ("yy", {"feeling": "yes"}, "named how it is for her, “tired”"),
        ("yy", {"feeling": "either"}, "said back all that she told you"),
    ],
)
def test_a_reply_that_says_back_hears_how_much_of_it_it_was(
    points: str, given: dict[str, Any], said: str
) -> None:
    assert said in finding("reply", case(points, reflection="yes", **given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"advice": "yes", "self_turn": "yes"}, "gave advice and a story of your own"),
        ({"advice": "yes"}, "told her what to do"),
        ({"self_turn": "yes"}, "turned to a story of your own"),
        (OPEN, "lets her choose where to go next"),
        (CLOSED, "can end at a yes or a no"),
        ({"question": "either", "question_type": "open"}, "told you."),
        ({}, "left it there"),
        ({"advice": "either", "self_turn": "either"}, "left it there"),
    ],
)
def test_a_reply_that_says_back_hears_what_else_it_did(given: dict[str, Any], said: str) -> None:
    assert said in finding("reply", case("yy", reflection="yes", **given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"advice": "yes", "self_turn": "yes"}, "advice and with your own story"),
        ({"advice": "yes", **OPEN}, "the advice is what she will answer"),
        ({"advice": "yes", **CLOSED}, "went straight to what could be done"),
        ({"advice": "yes"}, "went straight to what could be done"),
        ({"self_turn": "yes"}, "with one of your own"),
        ({"reflection": "either", **OPEN}, "asked openly, so she can choose"),
        (OPEN, "nothing yet shows her what you heard"),
        ({"reflection": "either"}, "Said more plainly"),
        ({"question": "either", "question_type": "closed"}, "Said more plainly"),
        (CLOSED, "can end at one word"),
        ({"reply": "Go on then."}, "So short a reply"),
        ({"reply": "Do go on then."}, "So short a reply"),
        ({"reply": "Please do go on then."}, "kept what you heard to yourself"),
        ({"reassurance": "yes"}, "closed the subject"),
        ({}, "kept what you heard to yourself"),
    ],
)
def test_a_reply_that_says_nothing_back_hears_what_it_did_instead(
    given: dict[str, Any], said: str
) -> None:
    assert said in finding("reply", case("nn", **given))


@pytest.mark.parametrize(
    ("points", "given", "said"),
    [
        ("nn", {"parrot": 0.6}, "wrote her words down"),
        ("", {}, "hard to find in your reply"),
        ("", {"reflection": "yes"}, "tried to put into your words what she means."),
        ("nn", {}, "None of the two things she told you was found"),
        ("n", {}, "None of the one thing she told you was found"),
        ("ne", {}, "Said more plainly"),
        ("yy", {}, "caught all two things she told you; how it is for her is not"),
        ("yn", {}, "caught one of the two things she told you; how"),
        ("y", {}, "caught the one thing she told you; how"),
        ("yy", {"feeling": "yes"}, "named a feeling with them, “tired”."),
        ("yy", {"feeling": "either"}, "caught all two things she told you."),
    ],
)
def test_what_was_caught_is_counted_in_words(points: str, given: dict[str, Any], said: str) -> None:
    assert said in finding("catch", case(points, **given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"advice": "yes", **OPEN}, "your own idea into the question"),
        ({"advice": "yes"}, "a question would have let her think first"),
        ({"self_turn": "yes", **OPEN}, "after a story of your own"),
        ({"reflection": "yes", **OPEN}, "showed her what you heard, and asked"),
        (OPEN, "You asked so that she can choose"),
        (CLOSED, "can end at one word"),
        ({"question": "either", "question_type": "open"}, "A plainer question"),
        ({}, "There is no question for her"),
    ],
)
def test_an_exercise_in_asking_hears_about_its_question(given: dict[str, Any], said: str) -> None:
    assert said in finding("ask", case("nn", **given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"feeling": "yes"}, "may recognise, “tired”."),
        ({"feeling": "yes", "advice": "yes"}, "“tired”, then told her what to do"),
        ({"feeling": "either"}, "A plain word for how it is"),
        ({"reflection": "yes"}, "how it is for her is not in your reply"),
        ({}, "kept what you heard to yourself"),
    ],
)
def test_an_exercise_in_feelings_hears_about_the_feeling(given: dict[str, Any], said: str) -> None:
    assert said in finding("feeling", case("nn", **given))


@pytest.mark.parametrize(
    ("points", "given", "said"),
    [
        ("yy", {}, "a short check at the end"),
        ("yy", {**CLOSED, "feeling": "yes"}, "with the fact beside it"),
        ("nn", {**CLOSED, "feeling": "yes"}, "“tired”, and left her room to correct you"),
        ("yy", CLOSED, "told you, and left her room to correct you"),
        ("yy", {"advice": "yes"}, "told her what to do"),
    ],
)
def test_an_exercise_in_saying_back_hears_whether_it_can_be_put_right(
    points: str, given: dict[str, Any], said: str
) -> None:
    assert said in finding("say-back", case(points, reflection="yes", **given))


@pytest.mark.parametrize(
    ("parrot", "reused"),
    [(0.0, "None"), (0.01, "A little"), (0.5, "A little"), (0.51, "Mostly"), (1.0, "Mostly")],
)
def test_words_reused_are_none_a_little_or_most(parrot: float, reused: str) -> None:
    fact = facts("reply", case("", parrot=parrot))[3]
    assert (fact.label, fact.value) == ("Her words reused", reused)


@pytest.mark.parametrize(
    ("kind", "points", "value"),
    [("reply", "yyn", "2 of 3 found"), ("reply", "yee", "1 of 3 found, 2 perhaps"),
     ("reply", "", "None to find"), ("ask", "", "Not counted here"), ("ask", "n", "0 of 1 found")],
)  # fmt: skip
def test_key_points_are_counted(kind: str, points: str, value: str) -> None:
    assert facts(kind, case(points))[0].value == value


@pytest.mark.parametrize(
    ("sure", "certain", "unsure", "value"),
    [
        ("no", 0, 0, "None"),
        ("either", 1, 0, "Perhaps"),
        ("yes", 0, 0, "Given once"),
        ("yes", 1, 0, "Given once"),
        ("yes", 2, 0, "Given twice"),
        ("yes", 3, 0, "Given 3 times"),
        ("yes", 1, 1, "Given once, once more perhaps"),
        ("yes", 2, 2, "Given twice, twice more perhaps"),
        ("yes", 1, 3, "Given once, 3 times more perhaps"),
    ],
)
def test_advice_is_counted_by_its_places(sure: Sure, certain: int, unsure: int, value: str) -> None:
    places = tuple(Span(3 * n, 3 * n + 2) for n in range(certain + unsure))
    found = Judgement(advice=Act(sure, 0.9, places, places[certain:]))
    assert facts("reply", Case(found, Speaker("she"), REPLY))[2].value == value


@pytest.mark.parametrize(
    ("sure", "kind", "value"),
    [("no", "open", "None"), ("yes", "open", "Open"), ("yes", "closed", "Closed"),
     ("either", "closed", "Perhaps closed")],
)  # fmt: skip
def test_a_question_is_told_by_its_type(sure: Sure, kind: str, value: str) -> None:
    assert facts("reply", case("", question=sure, question_type=kind))[1].value == value


@pytest.mark.parametrize(("count", "word"), [(0, "none"), (1, "one"), (9, "nine"), (10, "10")])
def test_a_count_is_a_word_below_ten(count: int, word: str) -> None:
    assert counted(count) == word


def test_a_long_quotation_is_cut_after_a_whole_word() -> None:
    assert quoted("a" * 90) == f"“{'a' * 90}”"
    assert quoted("word " * 18 + "w") == f"“{'word ' * 17}word …”"


@pytest.mark.parametrize(
    ("points", "given", "parts"),
    [
        ("yn", {}, (BASIC, OVERRULE)),
        ("yn", {"mode": "full"}, (FULL, OVERRULE)),
        ("ye", {}, (BASIC, EITHER, OVERRULE)),
        ("ye", {"english": False}, (FOREIGN,)),
    ],
)
def test_how_it_was_judged_speaks_of_doubts_only_where_there_are_some(
    points: str, given: dict[str, Any], parts: tuple[str, ...]
) -> None:
    keys = tuple(KeyPoint(f"p{n}", "A point.", (), "") for n in range(len(points)))
    line = DrillLine("line", "Ana", "The oven broke twice.", keys, (), "", "", "she")
    found = explain("reply", line, REPLY, case(points, **given).found)
    assert found.judged == " ".join(parts)


def test_points_that_the_message_no_longer_has_are_left_out() -> None:
    keys = (KeyPoint("p0", "A point.", (), "oven"), KeyPoint("p1", "One more.", (), "broke"))
    line = DrillLine("line", "Ana", "The oven broke twice.", keys, (), "", "", "she")
    found = explain("reply", line, REPLY, case("yny").found)
    assert [(point.id, point.clause, point.quote) for point in found.points] == [
        ("p0", "", ""), ("p1", "", "broke"),
    ]  # fmt: skip
