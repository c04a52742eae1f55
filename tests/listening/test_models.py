"""The model replies that the room shows are ones that its own judge takes for good."""

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
    assert [p.sure for p in found.points if p.kind == "heart"] != ["no"], text
    if message.asks in ("decision", "action"):
        assert found.commits.sure == "yes", text
    if message.genre in ("brief", "handover"):
        assert all(d.state == "read" for d in found.details if d.safety), text
