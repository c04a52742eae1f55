"""The heading says only what is sure; marks that overlap are told in one note."""

import re
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Act, Judgement
from coach.listening.engine.cues import feelings
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.feedback.notes import NoteMark, pieces, told
from coach.listening.engine.feedback.parts import Feedback, PieceKind
from coach.listening.engine.text.clauses import ParsedReply, Span, plain
from coach.listening.exercise import DrillLine, Heard, KeyPoint
from coach.paths import CONTENT

AMARA = loader.read(CONTENT).listening.messages["amara-change-log"]
REPLY = (
    "So the drawings changed on you three times, the supplier’s driver knew before you, and two "
    "days of digging were lost. I think you felt left alone. One change log with a name and a "
    "date: is that it?"
)


def feedback(judge: Judge, reply: str, kind: str = "catch") -> Feedback:
    return explain(kind, AMARA, reply, judge.judge(AMARA.heard, reply))


def places(text: str) -> list[str]:
    return [text[s.start : s.end] for s in feelings.named(plain(text))]


# ------------------------------------------------------------------ a reply that was misread


def test_amaras_two_lost_days_are_no_feeling_and_felt_left_alone_is(
    judge: Judge, plain_judge: Judge
) -> None:
    for ears in (judge, plain_judge):
        found = feedback(ears, REPLY)
        assert "“left alone”" in found.finding
        assert "lost" not in found.finding
        assert not any("“lost”" in note.title for note in found.notes)
        assert any(note.title == "“left alone” names a feeling" for note in found.notes)


def test_a_point_asked_back_in_her_own_words_is_found(judge: Judge, plain_judge: Judge) -> None:
    for ears in (judge, plain_judge):
        seen = {point.id: point for point in feedback(ears, REPLY).points}
        assert seen["one-log"].sure == "yes"
        assert seen["one-log"].clause.startswith("One change log with a name")
    assert feedback(judge, REPLY).facts[0].value == "4 of 4 found"


# ------------------------------------------------------------------ key words as they were said

RINGS = Heard(
    "I’m signing for the rings. His boss had the new levels already.",
    (KeyPoint("levels", "The supplier knew first.", (), "His boss had the new levels already"),),
)


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Hm, zebras. His boss had the new levels already, right?", True),
        ("His boss had the NEW levels already!", True),
        ("What if his boss had the new levels already?", False),
        ("You should ask whether his boss had the new levels already.", False),
        ("It isn’t true that his boss had the new levels already.", False),
    ],
)
def test_key_words_said_again_stand_for_their_point_unless_asked_advised_or_denied(
    judge: Judge, reply: str, found: bool
) -> None:
    (match,) = judge.judge(RINGS, reply).points
    assert (match.sure == "yes") is found


def test_a_quotation_of_one_word_with_content_stands_for_nothing(judge: Judge) -> None:
    heard = Heard(
        "Do I say something?", (KeyPoint("a", "He fears the vote.", (), "do I say something"),)
    )
    (match,) = judge.judge(heard, "Do you say something about the tractor and the weather.").points
    assert match.sure == "no"


# ------------------------------------------------------------------ of whom a word is said


@pytest.mark.parametrize(
    "text",
    [
        "Two days of digging were lost.",
        "The order got lost on the way.",
        "So the third drawing was simply ignored.",
        "It got forgotten at the gate.",
        "The forgotten form is back.",
        "Your foreman was angry.",
        "Three reports that were overlooked came back.",
        "The text was written down.",
        "Your team’s exhausted.",
        "You used to call them.",
        "You spent two days on it.",
        "I felt left alone as well.",
        "You are down to your last three clients.",
        "You stopped a load on your own word.",
    ],
)
def test_what_is_said_of_a_thing_or_of_others_names_no_feeling(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You felt lost.", ["lost"]),
        ("You were simply ignored.", ["ignored"]),
        ("You must have been so angry.", ["angry"]),
        ("The worst part was being ignored.", ["ignored"]),
        ("Part of you is relieved.", ["relieved"]),
        ("Your trust is shattered.", ["shattered"]),
        ("You and your crew were exhausted.", ["exhausted"]),
        ("It must feel like you were left out of the loop.", ["left out of the loop"]),
        ("You felt a bit shown up.", ["shown up"]),
        ("I think you felt passed over.", ["passed over"]),
        ("Were you embarrassed?", ["embarrassed"]),
        ("Torn, then.", ["Torn"]),
    ],
)
def test_what_is_said_of_the_speaker_names_a_feeling(text: str, words: list[str]) -> None:
    assert places(text) == words


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("You sound tired and angry.", True),
        ("That must have been humiliating.", True),
        ("There is some shame in it.", True),
        ("That scares you.", True),
        ("Furious, and rightly.", True),
        ("You’re not alone.", False),
        ("Are you more angry with him or with them?", False),
        ("Gutted for you.", False),
        ("You trusted him with it.", False),
        ("You miss her.", True),
    ],
)
def test_a_feeling_is_sure_where_it_is_tied_to_the_speaker(text: str, sure: bool) -> None:
    low = plain(text)
    found = feelings.named(low)
    assert found
    assert bool(feelings.surely(low, found)) is sure


# ------------------------------------------------------------------ only what is sure

EITHER = Act("either", 0.5, (Span(0, 10),))


@pytest.mark.parametrize("kind", ["catch", "say-back", "ask", "reply", "feeling", "no-advice"])
@pytest.mark.parametrize("act", ["question", "reflection", "feeling", "advice", "self_turn"])
def test_an_unsure_finding_is_never_in_the_heading(maren: DrillLine, kind: str, act: str) -> None:
    reply = "So that is how it went for you there."
    doubtful = Judgement(
        mode="full", **{act: EITHER}, question_type="open" if act == "question" else "none"
    )  # type: ignore[arg-type]
    found = explain(kind, maren, reply, doubtful)
    lowered = found.finding.lower()
    assert not re.search(
        r"perhaps|could be|may be|either way|named|asked|advice|story|back", lowered
    )
    assert any(note.title.startswith("Perhaps ") for note in found.notes)


def test_a_suggestion_put_as_a_question_is_not_said_to_be_open(judge: Judge) -> None:
    reply = "I’m sorry, that sounds really frustrating. Why don’t you ask the client for one list?"
    found = feedback(judge, reply)
    assert found.facts[1].value == "Closed"
    assert "openly" not in found.finding
    (named,) = [note for note in found.notes if note.kind == "works"]
    assert (named.title, named.sure) == ("“frustrating” names a feeling", "fair")
    assert "If it was meant so" not in named.text


def test_unsure_points_are_counted_as_perhaps_beside_the_sure_ones(plain_judge: Judge) -> None:
    found = feedback(plain_judge, REPLY)
    assert found.facts[0].value == "3 of 4 found, 1 perhaps"


# ------------------------------------------------------------------ marks that overlap


def mark(name: str, kind: PieceKind, *spans: tuple[int, int], within: str = "") -> NoteMark:
    places = tuple(Span(*span) for span in spans)
    return NoteMark(name, kind, places, name.capitalize(), f"About {name}.", "fair", within)


def test_a_feeling_inside_what_is_said_back_is_told_in_one_note() -> None:
    reply = "So you felt lost. And now?"
    outer = mark("reflection-1", "works", (0, 17))
    inner = mark("feeling-1", "works", (12, 16), within="A feeling.")
    (note,) = told(reply, [outer, inner])
    assert (note.name, note.title, note.text) == (
        "reflection-1", "Feeling-1", "About reflection-1. A feeling.",
    )  # fmt: skip


def test_echoes_inside_what_is_said_back_keep_their_dots_and_share_its_note() -> None:
    reply = "So two days of work, gone."
    marks = [
        mark("reflection-1", "works", (0, 26)),
        mark("theirs-1", "theirs", (3, 25), within="Dots."),
    ]
    noted = told(reply, marks)
    assert [m.name for m in noted] == ["reflection-1"]
    found = [(p.text, p.kind, p.note) for p in pieces(reply, marks, noted)]
    assert found == [("So", "works", 0), (" ", "", 0), ("two days of work, gone.", "theirs", 1)]


def test_advice_inside_what_is_said_back_keeps_its_own_note() -> None:
    reply = "It’s hard, so ring them."
    marks = [
        mark("reflection-1", "works", (0, 24)),
        mark("advice-1", "advice", (14, 24), within="x"),
    ]
    assert [m.name for m in told(reply, marks)] == ["advice-1", "reflection-1"]


KINDS: list[PieceKind] = ["works", "theirs", "self", "closed", "advice"]  # by rank


@pytest.mark.parametrize(("low", "high"), [*combinations(KINDS, 2)])
def test_where_marks_overlap_the_higher_kind_is_painted(low: PieceKind, high: PieceKind) -> None:
    reply = "one two six"
    for marks in ([mark("a", low, (0, 11)), mark("b", high, (4, 7))],
                  [mark("b", high, (4, 7)), mark("a", low, (0, 11))]):  # fmt: skip
        found = [(p.text, p.kind) for p in pieces(reply, marks, []) if p.kind]
        assert found == [("one", low), ("two", high), ("six", low)]


@pytest.mark.parametrize(("inner", "outer"), [*product(KINDS, KINDS)])
def test_a_mark_joins_the_note_around_it_unless_its_kind_ranks_higher(
    inner: PieceKind, outer: PieceKind
) -> None:
    marks = [mark("outer", outer, (0, 11)), mark("inner", inner, (4, 7), within="In it.")]
    joins = KINDS.index(inner) <= KINDS.index(outer) or (inner, outer) == ("theirs", "works")
    assert len(told("one two six", marks)) == (1 if joins else 2)


@pytest.mark.parametrize(
    ("inner", "outer", "joins"),
    [
        ([(0, 7)], [(0, 7)], True),
        ([(0, 7)], [(0, 8)], True),
        ([(0, 8)], [(0, 7)], False),
        ([(4, 7)], [(5, 11)], False),
        ([(0, 3), (8, 11)], [(0, 11)], True),
        ([(0, 3), (8, 11)], [(0, 3), (8, 11)], True),
        ([(0, 3), (8, 11)], [(0, 7)], False),
        ([(0, 3)], [(0, 3), (8, 11)], True),
    ],
)
def test_a_mark_is_inside_another_if_all_its_places_are(
    inner: list[tuple[int, int]], outer: list[tuple[int, int]], joins: bool
) -> None:
    marks = [mark("outer", "closed", *outer), mark("inner", "works", *inner, within="In it.")]
    assert len(told("one two six", marks)) == (1 if joins else 2)
    silent = [marks[0], mark("inner", "works", *inner)]
    assert len(told("one two six", silent)) == 2, "it has no words for a note of another"


def test_a_mark_without_a_word_in_one_of_its_places_has_no_note() -> None:
    reply = "one … six"
    assert told(reply, [mark("a", "works", (0, 3), (4, 5))]) == []
    assert len(told(reply, [mark("a", "works", (0, 3), (6, 9))])) == 1


def test_a_mark_that_reaches_past_the_end_is_cut_there() -> None:
    found = pieces("one two", [mark("a", "works", (4, 20))], [])
    assert [(p.text, p.kind) for p in found] == [("one ", ""), ("two", "works")]


@pytest.mark.parametrize(
    ("reply", "painted"),
    [("one. two", "one."), ("one, two", "one,"), ("one) two", "one)"), ("one - two", "one")],
)
def test_the_sign_after_a_word_has_its_kind(reply: str, painted: str) -> None:
    marks = [mark("a", "works", (0, 3)), mark("b", "advice", (3, 4))]
    if reply[3] == " ":
        marks = marks[:1]
    found = [(p.text, p.kind) for p in pieces(reply, marks, []) if p.kind]
    assert found == [(painted, "works")]


TEXTS = st.text(alphabet="ab .,!?…)’”", min_size=1, max_size=30)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[NoteMark]]:
    text = draw(TEXTS)
    marks = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(KINDS))
        marks.append(
            mark(f"{kind}-{number}", kind, (start, end), within=draw(st.sampled_from(["", "x"])))
        )
    return text, marks


@given(marked())
def test_no_note_hangs_on_a_full_stop_and_none_is_lost(case: tuple[str, list[NoteMark]]) -> None:
    reply, marks = case
    noted = told(reply, marks)
    found = pieces(reply, marks, noted)
    assert "".join(piece.text for piece in found) == reply
    assert sorted(piece.note for piece in found if piece.note) == list(range(1, len(noted) + 1))
    for before, piece in zip([None, *found], found, strict=False):
        if piece.note:
            alone = not piece.text and before is not None and before.note
            assert alone or re.search(r"\w", piece.text)


def test_the_real_judge_never_hangs_a_note_on_a_full_stop(judge: Judge) -> None:
    for message in loader.read(CONTENT).listening.messages.values():
        for reply in message.models.values():
            found = explain("reply", message, reply, judge.judge(message.heard, reply))
            assert "".join(piece.text for piece in found.pieces) == reply
            assert all(re.search(r"\w", p.text) for p in found.pieces if p.note and p.text)
            assert ParsedReply(reply).words
