"""The trainer of the judge: other ways to type a message, and training that can be repeated."""

from pathlib import Path

import numpy as np
import pytest

from coach.dev.writing import corpus, learning, network, train, twists
from coach.dev.writing.examples import examples, neutral
from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.writing.engine import weights
from coach.writing.engine.weights import WritingWeights

SEEDS = [m for m in corpus.messages() if m.writer == "seeds"]


def labelled(message: corpus.Message) -> dict[str, list[str]]:
    """Return the words of each label, without stops and in lower case."""
    return {
        label: [message.text[a:b].lower().strip(" .!?") for a, b in places]
        for label, places in message.spans.items()
    }


def plain(words: list[str]) -> list[str]:
    return ["".join(c for c in text if c.isalnum()) for text in words]


@pytest.mark.parametrize("message", SEEDS, ids=lambda m: f"{m.kind}-{m.number}")
def test_stops_that_go_leave_each_label_on_its_words(message: corpus.Message) -> None:
    before, after = labelled(message), labelled(twists.unpointed(message))
    assert {k: plain(v) for k, v in before.items()} == {k: plain(v) for k, v in after.items()}


def test_joined_sentences_keep_their_labels() -> None:
    text, spans = corpus.unmarked("Hi Mo. [no|I can't come]. [reason|The oven broke]. Bye.", "here")
    message = corpus.Message("x", "no", 1, "good", (), "here", text, spans)
    joined = twists.joined(message)
    assert joined.text.count(".") < message.text.count(".")
    assert labelled(joined) == {"no": ["i can't come"], "reason": ["the oven broke"]}


def test_what_is_quoted_is_not_joined() -> None:
    text = "I can't come. The oven broke.\n> One here. Two there. Three. Four."
    message = corpus.Message("x", "no", 1, "good", (), "here", text, {})
    assert twists.joined(message).text.endswith("> One here. Two there. Three. Four.")


def test_neutral_sentences_have_no_part_and_no_mark() -> None:
    found = neutral(None)
    assert {e.message.kind for e in found} == set(corpus.kinds())
    assert not any(marked.any() for e in found for marked in e.marked.values())


def test_no_held_out_writer_is_read_by_the_trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    left = {writer for fold in train.FOLDS for writer in fold}
    assert not [writer for writer in left if writer.startswith("heldout-")]
    writers = {m.writer for m in corpus.messages() if not m.writer.startswith("heldout-")}
    assert left == writers


def fitted(encoder: Embedder) -> WritingWeights:
    """Return weights of a network that has learnt from a few messages."""
    training = train.Training(examples(SEEDS[::2], encoder, typed_otherwise=True))
    found = training.fitted()
    return WritingWeights(found, {}, {"labels": list(found.labels), "words": list(found.words)})


def test_the_same_messages_give_the_same_bytes(
    encoder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "BATCH", 64)
    monkeypatch.setattr(network, "EPOCHS", 2)
    for name in ("first", "second"):
        weights.write(fitted(encoder), tmp_path / name)
    for file in ("weights.npz", "weights.json"):
        first, second = (tmp_path / name / file for name in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_a_network_learns_what_tells_units_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "EPOCHS", 40)
    monkeypatch.setattr(network, "BATCH", 128)
    draw = np.random.default_rng(5)
    inputs = draw.standard_normal((2_000, network.EMBEDDED + 3)).astype(np.float16)
    answers = (inputs[:, -3:-2] > 0).astype(np.int8)
    units = network.UnitStack(inputs, answers, np.ones(len(inputs), np.float32))
    layers = network.fit(units)
    assert (said(layers, inputs.astype(np.float32)) == (answers > 0)).mean() > 0.9


def said(layers: dict[str, Vectors], x: Vectors) -> Vectors:
    inner = np.maximum(x @ layers["hidden"] + layers["bias"], 0)
    outer = x[:, network.EMBEDDED :] @ layers["direct"] + layers["base"]
    return np.asarray(inner @ layers["out"] + outer > 0)


def test_a_label_that_is_not_asked_of_a_kind_is_not_learnt_from_it() -> None:
    example = examples(SEEDS[:1], None)[0]
    units, _ = learning.stack([example], {}, np.zeros((512, network.AXES), np.float32))
    other = [i for i, label in enumerate(learning.LABELS) if label.startswith("thanks/")]
    assert example.message.kind != "thanks"
    assert (units.answers[:, other] == -1).all()
