"""What holds for any draft whatever."""

import socket

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.dev.writing import corpus
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine import KINDS, DraftJudgement, judge

SOME = [m for m in corpus.messages() if m.writer == "seeds"]
_WORDS = """
I can't come on Friday. > -- Sorry, if you could please ask Ana? 🙂 “thanks” because the oven broke,
and soon! Dear Mo, we’ll see • 3 May
"""
WORDS = st.lists(st.sampled_from([*_WORDS.split(), "\n", "\r\n"]), max_size=60).map(" ".join)
ANY = st.one_of(st.text(max_size=400), WORDS)
ODD = (
    "", " ", "🙂", "\x00", "\ud800 sorry \udfff", "word" * 5_000, "? " * 500, "<p>I can't.</p>",
    "مرحبا، لا أستطيع الحضور يوم الجمعة", "> only quoted", "-- \nonly a signature", "\r\n\r\n",
    "a" * 20_000, "I’m sorry. " * 1_800, "((((((", "-" * 300, "1" * 300, "\u202eabc\u202c",
)  # fmt: skip


def whole(judgement: DraftJudgement, text: str) -> None:
    """See that a judgement is sound: places in order inside the text, and scores that agree."""
    verdicts = judgement.parts | judgement.marks
    for verdict in verdicts.values():
        assert 0 <= verdict.score <= 1
        assert verdict.found == (verdict.score >= 0.5) == bool(verdict.spans)
        assert verdict.sure in {"either", "yes" if verdict.found else "no"}
        assert list(verdict.spans) == sorted(verdict.spans)
    places = [place for verdict in verdicts.values() for place in verdict.spans]
    for start, end in (*places, *judgement.shared.dates, *judgement.shared.body):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


@settings(max_examples=60, deadline=None)
@given(ANY, st.sampled_from(sorted(KINDS)))
@example("İİİ I'm sorry, I can't", "no")
def test_any_text_is_judged_soundly_and_the_same_twice(text: str, kind: str) -> None:
    first = judge(text, kind)
    whole(first, text)
    assert judge(text, kind) == first


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_judged_too(text: str, encoder: Embedder) -> None:
    for kind in ("no", "credit"):
        whole(judge(text, kind, encoder), text)


def test_nothing_is_found_in_what_is_not_read(encoder: Embedder) -> None:
    text = "Hi Ana.\n> I'm sorry, I can't come, the oven broke.\n-- \nI can't come on Friday."
    found = judge(text, "no", encoder)
    assert not any(verdict.found for verdict in found.parts.values())


def test_another_language_is_not_judged() -> None:
    text = "Liebe Ana, leider kann ich am Freitag nicht kommen, weil der Ofen kaputt ist."
    found = judge(text, "no")
    assert not found.english
    assert not any(v.found for v in (found.parts | found.marks).values())
    assert found.shared.words == 14


@pytest.mark.parametrize("message", SOME[::6], ids=lambda m: f"{m.kind}-{m.number}")
def test_a_neutral_sentence_at_the_end_loses_no_part(
    message: corpus.Message, encoder: Embedder
) -> None:
    before = judge(message.text, message.kind, encoder)
    after = judge(message.text + "\nThe bridge has three arches.", message.kind, encoder)
    for name, verdict in before.parts.items():
        assert after.parts[name].found or not verdict.found, name


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(SOME))
def test_places_move_with_emoji_and_line_ends(encoder: Embedder, message: corpus.Message) -> None:
    text = message.text.replace("\n", "\r\n")
    plain, moved = judge(message.text, message.kind, encoder), judge(text, message.kind, encoder)
    for name, verdict in plain.parts.items():
        before = [message.text[a:b].split() for a, b in verdict.spans]
        assert [text[a:b].split() for a, b in moved.parts[name].spans] == before
    smile = judge("🙂🙂 " + message.text, message.kind, encoder)
    whole(smile, "🙂🙂 " + message.text)


def test_judging_opens_no_socket(encoder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert judge("Sorry, I can't come on Friday.", "no", encoder).parts["no"].found


def test_without_the_encoder_the_mode_is_basic(encoder: Embedder) -> None:
    text = "Sorry, I can't come on Friday. The oven broke."
    assert judge(text, "no").mode == "basic"
    assert judge(text, "no").parts["no"].found
    assert judge(text, "no", encoder).mode == "full"
