"""The model replies that the room shows are ones that its own judge takes for good."""

from collections.abc import Iterator

import pytest

from coach import paths
from coach.content import loader
from coach.content.listening.messages import MODELS
from coach.listening import scene
from coach.listening.engine.classifier.judge import Judge, opened
from coach.listening.engine.feedback.explain import explain
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
    if one.kind == "conversation":
        assert opened(judgement), one.model
