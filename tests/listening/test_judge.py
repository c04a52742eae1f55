"""What the judge says of whole replies."""

import socket
from typing import Any

import pytest

from coach.listening.engine.classifier.judge import Judge, opened, went_well
from coach.listening.exercise import Heard

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
