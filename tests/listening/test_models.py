"""The model replies that the room shows are ones that its own judge takes for good."""

from collections import Counter
from collections.abc import Iterator

import pytest

from coach import paths
from coach.content import loader
from coach.content.listening.messages import MODELS
from coach.listening import scene
from coach.listening.engine.classifier.judge import Judge, opened, went_well
from coach.listening.engine.feedback.explain import explain
from coach.listening.exercise import Message
from coach.listening.scene import Scene

ROOM = loader.read(paths.CONTENT).listening


def shown() -> Iterator[Scene]:
    """Every message in each way of answering, every line, every turn behind an open door or not."""
    for message in ROOM.messages.values():
        for kind in MODELS:
            yield scene.of_message(message, kind)
    for name in ROOM.lines:
        if found := scene.of_line(ROOM, name):
            yield found
    for talk in ROOM.conversations.values():
        for number, turn in enumerate(talk.turns):
            yield scene.of_turn(talk, number, True)
            if turn.closed:
                yield scene.of_turn(talk, number, False)


@pytest.mark.parametrize(
    "one", list(shown()), ids=lambda one: f"{one.exercise_id}-{one.part}-{one.kind}"
)
def test_a_model_reply_goes_well(one: Scene, judge: Judge) -> None:
    judgement = judge.judge(one.heard, one.model)
    feedback = explain(one.skill, one, one.model, judgement)
    assert feedback.went_well, (one.model, [note.text for note in feedback.notes])
    hearts = [point.sure for point in judgement.points if point.kind == "heart"]
    assert "no" not in hearts, f"{one.model} does not cover the heart"
    if one.kind == "conversation":
        assert opened(judgement), one.model


SAYABLE = 20, 50  # words of a whole reply
WHOLE = [
    (message, text)
    for message in ROOM.messages.values()
    for kind, text in message.models.items()
    if kind in ("reply", "reply-other")
]


@pytest.mark.parametrize(("message", "text"), WHOLE, ids=lambda one: getattr(one, "id", ""))
def test_a_whole_model_reply_answers_and_neither_advises_nor_argues(
    message: Message, text: str, judge: Judge
) -> None:
    found = judge.judge(message.heard, text)
    assert went_well("reply", found), text
    assert message.advice_after or found.advice.sure != "yes", text
    assert found.rebuts.sure != "yes", text
    assert [p.sure for p in found.points if p.kind == "heart"] == ["yes"], text
    assert found.vague.sure != "yes", text
    assert SAYABLE[0] <= len(text.split()) <= SAYABLE[1], f"{len(text.split())} words: {text}"
    if message.asks in ("decision", "action"):
        assert found.commits.sure == "yes", text
    if message.genre in ("brief", "handover"):
        assert all(d.state == "read" for d in found.details if d.safety), text
        assert sum(d.state == "read" for d in found.details) * 3 >= len(found.details) * 2, text
    assert all(d.state != "misread" for d in found.details), text


@pytest.mark.parametrize("message", ROOM.messages.values(), ids=lambda one: one.id)
def test_what_was_caught_may_be_told_in_the_third_person(message: Message, judge: Judge) -> None:
    told = " ".join(point.also[0] for point in message.points)
    found = judge.judge(message.heard, told)
    assert went_well("catch", found), told
    assert "no" not in [point.sure for point in found.points], told


def test_say_backs_end_in_many_ways() -> None:
    said = [message.models["say-back"] for message in ROOM.messages.values()]
    endings = Counter(" ".join(text.lower().split()[-4:]) for text in said)
    assert len(endings) >= 6
    assert max(endings.values()) * 4 <= len(said)
    assert sum(not text.endswith("?") for text in said) * 3 >= len(said)
