"""Conversations in which something is asked: a request to refuse, a complaint, a disagreement."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from coach import paths
from coach.content import loader
from coach.listening import scene
from coach.listening.engine.classifier.genres import turn_went_well
from coach.listening.engine.classifier.judge import Judge, opened
from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.text.clauses import Span
from coach.listening.exercise import Conversation
from tests.conftest import Visitor

ROOM = loader.read(paths.CONTENT).listening
EMIL, DELPHINE, NOEMIE = "talk-emil-saturday", "talk-delphine-van", "talk-noemie-list"
ASKED = [talk for talk in ROOM.conversations.values() if talk.genre != "weight"]
YES = Act("yes", 0.9, (Span(10, 20),))
FOUND = PointMatch(0, "yes", 0.9, Span(0, 8))
ASK = replace(FOUND, kind="ask")


def test_there_is_a_conversation_of_each_new_family() -> None:
    genres = {talk.id: talk.genre for talk in ASKED}
    assert genres == {EMIL: "request", DELPHINE: "complaint", NOEMIE: "disagreement"}
    assert ROOM.conversations["talk-hakan-round"].genre == "weight"


@pytest.mark.parametrize("talk", ASKED, ids=lambda talk: talk.id)
def test_one_of_its_turns_needs_an_answer_that_the_models_give(
    talk: Conversation, judge: Judge
) -> None:
    assert talk.power
    asking = [(n, True) for n, turn in enumerate(talk.turns) if turn.asks != "nothing"]
    asking += [(n, False) for n, turn in enumerate(talk.turns) if turn.closed_asks != "nothing"]
    assert asking
    for number, door in asking:
        found = scene.of_turn(talk, number, door)
        judgement = judge.judge(found.heard, found.model)
        answers = judgement.refuses if found.heard.asks == "refusal" else judgement.commits
        assert answers.sure == "yes", found.model
        assert judgement.rebuts.sure == "no", found.model


@pytest.mark.parametrize("talk", ASKED, ids=lambda talk: talk.id)
def test_its_models_say_all_points_back(talk: Conversation, judge: Judge) -> None:
    for number in range(len(talk.turns)):
        found = scene.of_turn(talk, number, True)
        judgement = judge.judge(found.heard, found.model)
        assert "no" not in [point.sure for point in judgement.points], found.model


def test_a_request_to_refuse_opens_by_a_clear_no_alone() -> None:
    asked = Judgement(genre="request", asks="refusal", points=(ASK,), commits=YES)
    assert not turn_went_well(asked)
    assert turn_went_well(replace(asked, refuses=YES))
    assert turn_went_well(replace(asked, refuses=YES, commits=Act()))
    assert not turn_went_well(replace(asked, refuses=YES, points=(replace(ASK, sure="no"),)))
    assert not turn_went_well(replace(asked, refuses=YES, advice=YES))


def test_a_complaint_is_owned_and_then_answered() -> None:
    angry = Judgement(genre="complaint", points=(FOUND,))
    assert not turn_went_well(angry)
    assert turn_went_well(replace(angry, apologises=YES))
    assert not turn_went_well(replace(angry, apologises=YES, asks="action"))
    assert turn_went_well(replace(angry, apologises=YES, asks="action", commits=YES))
    assert turn_went_well(replace(angry, reflection=YES))
    assert not turn_went_well(replace(angry, reflection=YES, rebuts=YES))


def test_a_disagreement_is_heard_before_anything_argues() -> None:
    unheard = replace(FOUND, sure="no")
    against = Judgement(genre="disagreement", asks="decision", points=(FOUND, FOUND))
    assert not turn_went_well(against)
    assert turn_went_well(replace(against, commits=YES))
    assert turn_went_well(replace(against, commits=YES, rebuts=YES))
    assert not turn_went_well(replace(against, commits=YES, points=(FOUND, unheard)))
    early = replace(YES, spans=(Span(0, 4),))
    late = replace(FOUND, clause=Span(30, 40))
    assert not turn_went_well(replace(against, commits=YES, rebuts=early, points=(late, late)))


SAID = [  # talk, turn, behind the open door?, reply, does it open?
    (EMIL, 1, True, "Of course you can go, Emil, your mother matters more.", False),
    (EMIL, 1, True, "I’ll see what I can do.", False),
    (EMIL, 1, True, "Why don’t you ask somebody to swap?", False),
    (EMIL, 1, True, "I can’t let you go from three to six on Saturday. I’m really sorry.", True),
    (EMIL, 2, False, "It’s a no, I’m sorry.", True),
    (DELPHINE, 0, True, "I’m so sorry.", True),
    (DELPHINE, 0, True, "There was an accident on the motorway, it’s not our fault.", False),
    (DELPHINE, 0, True, "I know you’re angry. Actually, we rang the school at ten.", False),
    (DELPHINE, 1, True, "We’ll do our best.", False),
    (DELPHINE, 1, True, "I’m sorry. Tomorrow at five I’ll load the van myself.", True),
    (NOEMIE, 0, True, "I disagree. The program is better.", False),
    (NOEMIE, 1, True, "I’ll think about it.", False),
    (NOEMIE, 2, True, "I should have asked you before that e-mail went to everybody.", True),
    (NOEMIE, 2, False, "No, I’d like to keep the list. I’ll explain it on Monday.", True),
]


@pytest.mark.parametrize(("talk", "turn", "door", "reply", "opens"), SAID)
def test_what_people_say_opens_the_door_or_does_not(
    talk: str, turn: int, door: bool, reply: str, opens: bool, judge: Judge
) -> None:
    found = scene.of_turn(ROOM.conversations[talk], turn, door)
    assert opened(judge.judge(found.heard, reply)) is opens


@pytest.mark.parametrize(
    ("talk", "reply", "finding"),
    [
        (EMIL, "Maybe, I’ll tell you on Saturday.", "It can be heard as a yes"),
        (EMIL, "No.", "he knows what happens next. What he asks is not in your reply."),
        (EMIL, "I’ll see what I can do.", "He still doesn’t know whether he gets it."),
        (DELPHINE, "I’ll talk to my boss today.", "Nothing in your reply owns it yet"),
        (NOEMIE, "No, I’ll keep it until January.", "Too little of what she said"),
    ],
)
def test_the_finding_tells_why_an_answer_did_not_open_it(
    talk: str, reply: str, finding: str, judge: Judge
) -> None:
    found = scene.of_turn(ROOM.conversations[talk], 1, True)
    feedback = explain("conversation", found, reply, judge.judge(found.heard, reply))
    assert finding in feedback.finding
    assert not feedback.went_well


# ------------------------------------------------------------------ a walk


@pytest.fixture
def listening(app: Flask, judge: Judge) -> Flask:
    """Return the app with the shipped room and the whole judge."""
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=ROOM)
    app.extensions["listening"].judge = judge
    return app


def say(visitor: Visitor, talk: str, reply: str) -> Any:
    address = f"/listening/conversations/{talk}"
    page = visitor.page(address)
    form = {name: page.one("input", name=name).get("value", "") for name in ("token", "turn")}
    return visitor.send(address, {**form, "reply": reply})


@pytest.mark.parametrize("talk", ASKED, ids=lambda talk: talk.id)
def test_a_walk_along_the_models_opens_every_door(
    talk: Conversation, listening: Flask, owner: Visitor
) -> None:
    address = f"/listening/conversations/{talk.id}"
    assert f"What is yours to decide: {talk.power}" in owner.page(address).words
    for turn in talk.turns:
        assert turn.open in owner.page(address).words
        say(owner, talk.id, turn.model)
    page = owner.page(address)
    assert talk.ending.open in page.words
    assert page.words.count("It opened the door.") == 3


@pytest.mark.parametrize("talk", ASKED, ids=lambda talk: talk.id)
def test_a_walk_back_from_a_closed_door(
    talk: Conversation, listening: Flask, owner: Visitor
) -> None:
    say(owner, talk.id, "You should have told me before.")
    for turn in talk.turns[1:]:
        assert turn.closed in owner.page(f"/listening/conversations/{talk.id}").words
        say(owner, talk.id, "You should try to sleep.")
    page = owner.page(f"/listening/conversations/{talk.id}")
    assert talk.ending.closed in page.words
    assert page.words.count("The door stayed closed.") == 3
