"""Sentences about replies."""

import dataclasses
import json

import pytest

from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.feedback.parts import Feedback
from coach.listening.exercise import DrillLine


def feedback(judge: Judge, line: DrillLine, reply: str, kind: str = "reply") -> Feedback:
    return explain(kind, line, reply, judge.judge(line.heard, reply))


def test_the_finding_says_first_what_the_reply_did_then_what_it_cost(
    judge: Judge, maren: DrillLine
) -> None:
    reply = (
        "Twice the launch has moved and your own team believes you protect the supplier. You "
        "should tell the steering group on Thursday."
    )
    assert feedback(judge, maren, reply).finding == (
        "You said back two of the four things she told you, then told her what to do before she "
        "had said what she needs."
    )


def test_four_facts_are_told_with_the_speakers_pronoun(judge: Judge, maren: DrillLine) -> None:
    found = feedback(judge, maren, "Have you called the supplier?")
    labels = [fact.label for fact in found.facts]
    assert labels == ["Key points", "Your question", "Advice", "Her words reused"]
    assert found.facts[0].value == "0 of 4 found"
    assert found.facts[1].value == "Closed"


def test_who_only_asks_is_told_that_points_are_not_counted_here(
    judge: Judge, maren: DrillLine
) -> None:
    told = dataclasses.replace(maren, points=())  # as scene.of_message has it for this kind
    facts = {kind: feedback(judge, told, "What next?", kind).facts[0] for kind in ("ask", "reply")}
    assert facts["ask"].value == "Not counted here"
    assert facts["reply"].value == "None to find"


def test_advice_is_quoted_where_it_stands(judge: Judge, maren: DrillLine) -> None:
    found = feedback(judge, maren, "That is hard. You should just tell them.")
    note = next(n for n in found.notes if n.kind == "advice")
    assert note.id == "advice-1"
    assert note.quote == "You should just tell them."
    piece = next(p for p in found.pieces if p.note == note.number)
    assert piece.kind == "advice"


def test_a_point_that_was_not_found_comes_with_her_words(judge: Judge, maren: DrillLine) -> None:
    found = feedback(judge, maren, "The launch moved twice because of the supplier.")
    by_id = {p.id: p for p in found.points}
    assert by_id["moved-twice"].sure == "yes"
    assert by_id["moved-twice"].clause.startswith("The launch moved twice")
    assert by_id["no-words"].sure == "no"
    assert by_id["no-words"].quote == "I don’t know what to tell them"


def test_days_that_were_lost_are_not_taken_for_a_feeling(
    judge: Judge, plain_judge: Judge, maren: DrillLine
) -> None:
    for ears in (judge, plain_judge):
        reply = "So that’s two days lost, and nobody told you."
        assert ears.judge(maren.heard, reply).feeling.sure == "no"
        assert "feeling-1" not in {n.id for n in feedback(ears, maren, reply).notes}
        lost = feedback(ears, maren, "You feel lost, and nobody told you.")
        assert "“lost” names a feeling" in {n.title for n in lost.notes}


def test_nothing_is_praised_that_is_not_there(judge: Judge, maren: DrillLine) -> None:
    for reply in ("Don’t worry, it will be fine.", "Ok.", "I had that once, at my old firm."):
        found = feedback(judge, maren, reply)
        assert not any(n.kind == "works" for n in found.notes)
        assert not found.went_well


def test_another_language_gets_a_kind_sentence_and_no_verdict(
    judge: Judge, maren: DrillLine
) -> None:
    found = feedback(judge, maren, "Das tut mir wirklich leid, was hast du dann gemacht?")
    assert not found.english
    assert "English only" in found.finding
    assert (found.notes, found.points, found.facts, found.went_well) == ((), (), (), False)


def test_an_empty_reply_is_not_judged(judge: Judge, maren: DrillLine) -> None:
    found = feedback(judge, maren, "")
    assert found.finding == "There is nothing to read here yet."
    assert found.pieces == ()


@pytest.mark.parametrize("kind", ["catch", "say-back", "ask", "reply", "feeling", "no-advice"])
def test_feedback_becomes_json(judge: Judge, maren: DrillLine, kind: str) -> None:
    found = feedback(judge, maren, "You feel torn. What would help?", kind)
    assert json.loads(json.dumps(dataclasses.asdict(found)))["went_well"] in (True, False)


@pytest.mark.parametrize(
    ("pronoun", "words"), [("he", "His words reused"), ("they", "Their words reused")]
)
def test_others_are_spoken_of_in_their_own_way(
    judge: Judge, maren: DrillLine, pronoun: str, words: str
) -> None:
    line = dataclasses.replace(maren, pronoun=pronoun)  # type: ignore[arg-type]
    found = feedback(judge, line, "You should tell them.")
    assert found.facts[3].label == words
    assert " she " not in found.finding


def test_basic_judging_says_that_it_is_basic(plain_judge: Judge, maren: DrillLine) -> None:
    assert "rules and shared words" in feedback(plain_judge, maren, "You should tell them.").judged
