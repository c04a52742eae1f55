"""The labelled messages of the writing room can be read, and their labels lie where they say."""

import json
from pathlib import Path

import pytest

from coach.dev.writing import corpus
from coach.dev.writing.corpus import BadMessage, in_file, unmarked


def write(
    folder: Path, body: str, head: str = "=== 1\nquality: good\nstyle: mail\nscene: a no\n\n"
) -> Path:
    path = folder / "somebody" / "no.txt"
    path.parent.mkdir()
    path.write_text(head + body, encoding="utf-8")
    return path


def test_labels_leave_the_text_as_it_was_written() -> None:
    text, spans = unmarked(
        "Hi,\n[no|I can't] because [reason|of [quality|my] bees]. \\[x\\]", "here"
    )
    assert text == "Hi,\nI can't because of my bees. [x]"
    assert {name: [text[a:b] for a, b in at] for name, at in spans.items()} == {
        "no": ["I can't"],
        "reason": ["of my bees"],
        "quality": ["my"],
    }


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[no|I can't", "not closed"),
        ("I can't]", "too many"),
        ("[no] I can't", "without its label"),
        ("[no| ]", "nothing stands inside"),
        ("[ask|could you]", "no has no label ask"),
    ],
)
def test_a_message_that_cannot_be_read_is_named(tmp_path: Path, body: str, says: str) -> None:
    with pytest.raises(BadMessage, match=says) as error:
        in_file(write(tmp_path, body), corpus.kinds()["no"])
    assert "no.txt" in str(error.value)


def test_a_head_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadMessage, match="head"):
        in_file(write(tmp_path, "Hi", head="=== 1\nstyle: mail\n\n"), corpus.kinds()["no"])


def test_all_messages_can_be_read_and_no_label_begins_or_ends_with_a_space() -> None:
    for message in corpus.messages():
        for name, places in message.spans.items():
            for start, end in places:
                words = message.text[start:end]
                assert words == words.strip(), (message.writer, message.kind, message.number, name)


def test_nobody_wrote_what_somebody_else_wrote() -> None:
    texts = [message.text for message in corpus.messages()]
    assert len(set(texts)) == len(texts)


def test_every_message_can_go_to_json() -> None:
    for message in corpus.messages():
        sent = {"text": message.text, "kind": message.kind}
        assert json.loads(json.dumps(sent, ensure_ascii=False).encode()) == sent
