"""What the judge says of whole replies."""

import socket
from typing import Any

import pytest

from coach.listening.engine.classifier.basic import by_cues
from coach.listening.engine.classifier.full import Heads, _with_signs
from coach.listening.engine.classifier.judge import Judge, opened, went_well
from coach.listening.engine.classifier.judgement import (
    Act,
    Judgement,
    PointMatch,
    QuestionType,
    Sure,
)
from coach.listening.engine.classifier.key_point_matching import by_words
from coach.listening.engine.cues import findings
from coach.listening.engine.cues.findings import CueMatch
from coach.listening.engine.text.clauses import ParsedReply, Span
from coach.listening.exercise import Heard, KeyPoint

GOOD = (
    "Twice the launch has moved, and your team believes you are protecting the supplier. What "
    "would you want the steering group to understand?"
)


def test_a_good_whole_reply_is_seen_as_one(judge: Judge, heard: Heard) -> None:
    found = judge.judge(heard, GOOD)
    assert (found.reflection.sure, found.question.sure) == ("yes", "yes")
    assert found.question_type == "open"
    assert found.advice.sure == found.self_turn.sure == "no"
    assert [p.sure for p in found.points[:2]] == ["yes", "yes"]
    assert went_well("reply", found)
    assert opened(found)


@pytest.mark.parametrize(
    "reply",
    [
        "You should just tell the steering group the truth.",
        "Have you thought of calling the supplier?",
        "why not ring them before Thursday",
        "If I were you I’d go to the steering group first.",
    ],
)
def test_advice_closes_the_door(judge: Judge, heard: Heard, reply: str) -> None:
    found = judge.judge(heard, reply)
    assert found.advice.sure == "yes"
    assert not opened(found)
    assert not went_well("reply", found)


def test_a_story_of_ones_own_is_a_turn_to_oneself(judge: Judge, heard: Heard) -> None:
    story = "Oh, I had the same at my last firm, we lost a whole quarter and I nearly quit."
    assert judge.judge(heard, story).self_turn.sure == "yes"


def test_a_suggestion_in_question_form_is_closed(judge: Judge, heard: Heard) -> None:
    found = judge.judge(heard, "Why don’t you ring the supplier?")
    assert (found.question.sure, found.question_type) == ("yes", "closed")


def test_a_point_inside_a_question_is_not_credited(judge: Judge, heard: Heard) -> None:
    found = judge.judge(heard, "What will you tell the steering group on Thursday?")
    assert all(p.sure != "yes" for p in found.points)


def test_a_full_copy_is_a_parrot(judge: Judge, heard: Heard) -> None:
    assert judge.judge(heard, heard.words).parrot == 1.0


def test_encouragers_do_nothing_much(judge: Judge, heard: Heard) -> None:
    found = judge.judge(heard, "Mm. Go on.")
    assert found.main == "other"
    assert found.reflection.sure == found.advice.sure == found.question.sure == "no"


def test_without_the_encoder_the_judge_is_basic_and_still_judges(
    plain_judge: Judge, heard: Heard
) -> None:
    found = plain_judge.judge(heard, "You should tell them. What worries you most?")
    assert found.mode == "basic"
    assert (found.advice.sure, found.question_type) == ("yes", "open")


def test_judging_opens_no_socket(
    judge: Judge, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert judge.judge(heard, GOOD).mode == "full"


def test_skills_that_are_not_judged_went_well(judge: Judge, heard: Heard) -> None:
    assert went_well("spot", judge.judge(heard, "Anything."))


# ------------------------------------------------------------------ what it takes to go well

SURE: tuple[Sure, ...] = ("no", "either", "yes")


def judged(points: str = "", parrot: float = 0.0, asks: str = "open", **acts: Sure) -> Judgement:
    """Return a judgement: acts by name, points as letters (y, e, n), and a question's type."""
    by_letter: dict[str, Sure] = {"y": "yes", "e": "either", "n": "no"}
    found = tuple(PointMatch(n, by_letter[letter], 0.5) for n, letter in enumerate(points))
    given: dict[str, Any] = {name: Act(sure) for name, sure in acts.items()}
    kind: QuestionType = "open" if asks == "open" else "closed"
    return Judgement(**given, question_type=kind, points=found, parrot=parrot)


@pytest.mark.parametrize(
    ("points", "well"),
    [("", True), ("y", True), ("n", False), ("yn", True), ("en", True), ("ynn", False),
     ("yyn", True), ("yynn", True), ("ynnn", False)],
)  # fmt: skip
def test_half_of_the_points_are_enough_to_have_caught_a_message(points: str, well: bool) -> None:
    assert went_well("catch", judged(points)) is well


@pytest.mark.parametrize(("parrot", "well"), [(0.0, True), (0.5, True), (0.51, False)])
def test_more_than_half_in_their_own_words_is_not_said_back(parrot: float, well: bool) -> None:
    for kind in ("catch", "say-back", "reply"):
        found = judged("y", parrot, reflection="yes", question="yes")
        assert went_well(kind, found) is well, kind


@pytest.mark.parametrize(
    ("points", "well"), [("", True), ("n", False), ("nn", False), ("ne", True), ("yn", True)]
)
def test_saying_back_needs_one_of_the_points_if_there_are_any(points: str, well: bool) -> None:
    assert went_well("say-back", judged(points, reflection="yes")) is well


@pytest.mark.parametrize("sure", SURE)
def test_only_advice_that_is_certain_spoils_an_exercise(sure: Sure) -> None:
    found = judged("y", reflection="yes", question="yes", feeling="yes", advice=sure)
    for kind in ("say-back", "ask", "reply", "conversation", "feeling", "no-advice"):
        assert went_well(kind, found) is (sure != "yes"), kind
    assert opened(found) is (sure != "yes")
    assert went_well("catch", found)


@pytest.mark.parametrize("sure", SURE)
def test_only_a_certain_turn_to_oneself_shuts_the_door(sure: Sure) -> None:
    found = judged("y", reflection="yes", question="yes", feeling="yes", self_turn=sure)
    for kind in ("say-back", "reply", "conversation", "no-advice"):
        assert went_well(kind, found) is (sure != "yes"), kind
    assert opened(found) is (sure != "yes")
    for kind in ("catch", "ask", "feeling"):
        assert went_well(kind, found), kind


@pytest.mark.parametrize("sure", SURE)
def test_what_may_be_said_back_or_asked_counts_as_if_it_were(sure: Sure) -> None:
    counts = sure != "no"
    assert opened(judged(reflection=sure)) is counts
    assert opened(judged(question=sure)) is counts
    assert not opened(judged(question=sure, asks="closed"))
    assert went_well("say-back", judged(reflection=sure)) is counts
    assert went_well("ask", judged(question=sure)) is counts
    assert not went_well("ask", judged(question=sure, asks="closed"))
    assert went_well("reply", judged(reflection=sure, question="yes")) is counts
    assert went_well("reply", judged(reflection="yes", question=sure)) is counts
    assert went_well("feeling", judged(feeling=sure)) is counts


# ------------------------------------------------------------------ by signs alone


@pytest.mark.parametrize(
    ("clear", "faint", "sure", "score"),
    [(0, 0, "no", 0.0), (0, 1, "no", 0.2), (0, 2, "either", 0.4), (0, 3, "either", 0.5),
     (1, 0, "yes", 0.7), (1, 3, "yes", 0.7), (2, 0, "yes", 0.85)],
)  # fmt: skip
def test_one_clear_sign_decides_and_two_faint_ones_may(
    clear: int, faint: int, sure: Sure, score: float
) -> None:
    signs = [
        CueMatch("a", f"sign-{n}", n < clear, n, Span(10 * n, 10 * n + 5))
        for n in range(clear + faint)
    ]
    found = by_cues(signs)
    assert (found.sure, found.score) == (sure, pytest.approx(score))
    shown = clear or (faint if sure == "either" else 0)
    assert len(found.spans) == shown


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        ("one two", "no"),
        ("one two three four", "no"),
        ("one two three four five", "either"),
        ("one two three four five six", "yes"),
    ],
)
def test_six_words_in_ten_are_a_point_and_less_than_half_are_none(said: str, sure: Sure) -> None:
    names = {"one": "supplier", "two": "launch", "three": "budget", "four": "steering",
             "five": "thursday", "six": "drawings"}  # fmt: skip
    ten = [*names.values(), "roof", "harbour", "ledger", "kitchen"]
    reply = ParsedReply(" ".join(names[word] for word in said.split()))
    found = by_words(reply, 3, KeyPoint("ten", " ".join(ten), (), ""))
    assert (found.index, found.sure) == (3, sure)
    assert found.score == pytest.approx(len(said.split()) / 10)


@pytest.mark.parametrize(
    ("reply", "act", "sure"),
    [
        ("That is a long week.", "self_turn", "no"),
        ("We lost a quarter of it as well.", "self_turn", "either"),
        ("That is a long week.", "advice", "no"),
        ("You could ring them.", "advice", "either"),
    ],
)
def test_advice_and_a_turn_to_oneself_are_in_doubt_only_where_there_is_a_sign(
    reply: str, act: str, sure: Sure
) -> None:
    read = ParsedReply(reply)
    acts = {name: Act("either", 0.5) for name in ("question", "reflection", "advice", "self_turn")}
    found = _with_signs(Heads(True, {}, acts, "other"), read, findings.find(read))
    assert found[act].sure == sure
    assert found["reflection"].sure == "either"
