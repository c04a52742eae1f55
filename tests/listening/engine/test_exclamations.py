"""What a newcomer found: exclamations, deeds that are no feelings, and notes that are not sure.

The replies are those that a newcomer typed, with others of their kind.
"""

from dataclasses import replace

import pytest

from coach.content import loader
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Act, Judgement
from coach.listening.engine.cues.interjections import exclaims
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.feedback.parts import Feedback
from coach.listening.engine.text.clauses import Span, plain
from coach.listening.exercise import DrillLine, Heard, Message
from coach.paths import CONTENT

WALKED = (
    "Oh no. The levels were wrong again, the boy at the gate knew it before you did, and your "
    "foreman was angry. You should write to Rotterdam."
)
CALLS = (
    "Oh no.", "Oh dear!", "Ouch.", "What a mess!", "How awful!", "Good grief.", "Not again!",
    "No way!", "Poor you.", "Oh, come on!", "Hmm.", "Well, well.", "Goodness me!", "Wow.",
)  # fmt: skip


def amara() -> Message:
    """Return the shipped message of which the newcomer's replies speak."""
    return loader.read(CONTENT).listening.messages["amara-change-log"]


def feedback(judge: Judge, line: DrillLine | Message, reply: str, kind: str = "catch") -> Feedback:
    return explain(kind, line, reply, judge.judge(line.heard, reply))


@pytest.mark.parametrize("call", CALLS)
def test_an_exclamation_is_known(call: str) -> None:
    assert exclaims(plain(call))


@pytest.mark.parametrize(
    "more", ["Oh no, write to them.", "Well, call him.", "What a list needs is a date.", "Stop."]
)
def test_a_sentence_that_says_more_is_no_exclamation(more: str) -> None:
    assert not exclaims(plain(more))


@pytest.mark.parametrize("call", CALLS)
def test_an_exclamation_is_never_advice(
    judge: Judge, plain_judge: Judge, heard: Heard, call: str
) -> None:
    for ears in (judge, plain_judge):
        advice = ears.judge(heard, WALKED.replace("Oh no.", call)).advice
        assert advice.sure == "yes"
        assert [span.start >= len(call) for span in advice.spans] == [True]
        assert ears.judge(heard, call).advice == Act(score=ears.judge(heard, call).advice.score)


def test_the_newcomers_advice_is_counted_once(judge: Judge) -> None:
    found = feedback(judge, amara(), WALKED)
    assert found.facts[2].value == "Given once"
    advice = [note.quote for note in found.notes if note.kind == "advice"]
    assert advice == ["You should write to Rotterdam."]


@pytest.mark.parametrize(
    "deed",
    [
        "You were blamed for it.", "So you got blamed for it.", "You’ve been blamed again.",
        "You were rejected twice.", "You were dismissed by the panel.",
        "They say you were robbed on the way.", "You are being blamed for two labels.",
    ],
)  # fmt: skip
def test_what_others_did_to_somebody_is_no_feeling(
    judge: Judge, plain_judge: Judge, heard: Heard, deed: str
) -> None:
    for ears in (judge, plain_judge):
        assert ears.judge(heard, f"Oh dear. That is hard. {deed}").feeling.sure == "no"


@pytest.mark.parametrize(
    "felt",
    [
        "You felt blamed for it.", "You feel rejected.", "It sounds as if you felt dismissed.",
        "Blamed, and angry about it.", "You were ashamed.", "You were hurt.",
    ],
)  # fmt: skip
def test_what_somebody_felt_is_still_a_feeling(judge: Judge, heard: Heard, felt: str) -> None:
    assert judge.judge(heard, f"Oh dear. That is hard. {felt}").feeling.sure != "no"


def test_a_deed_that_the_exercise_accepts_as_a_feeling_is_one(judge: Judge, heard: Heard) -> None:
    taken = replace(heard, feelings=("bypassed", "ignored"))
    assert judge.judge(taken, "You were bypassed, in front of your own crew.").feeling.sure != "no"


def test_advice_that_rests_on_likeness_alone_says_perhaps_beside_plain_advice(
    maren: DrillLine,
) -> None:
    reply = "A word at the gate does wonders. You should write to Rotterdam."
    gentle, plainly = Span(0, 32), Span(33, len(reply))
    found = Judgement(advice=Act("yes", 0.9, (gentle, plainly), (gentle,)))
    shown = explain("catch", maren, reply, found)
    assert [(n.title.startswith("Perhaps"), n.sure) for n in shown.notes] == [
        (True, "either"),
        (False, "fair"),
    ]
    assert shown.facts[2].value == "Given once, once more perhaps"
    assert "marked “perhaps”" in shown.judged


def test_advice_without_a_sign_beside_plain_advice_is_marked_as_unsure(
    judge: Judge, heard: Heard
) -> None:
    reply = "The rest is a matter of patience. You should write to Rotterdam today."
    advice = judge.judge(heard, reply).advice
    assert set(advice.unsure) <= set(advice.spans)
    assert Span(34, len(reply)) in set(advice.spans) - set(advice.unsure)


@pytest.mark.parametrize("act", ["reflection", "question"])
def test_what_is_not_sure_says_perhaps_inside_another_note(maren: DrillLine, act: str) -> None:
    reply = "Maybe write to the steering group what keeps slipping"
    whole = Span(0, len(reply))
    unsure = {act: Act("either", 0.5, (Span(6, len(reply)),))}
    found = Judgement(advice=Act("yes", 0.9, (whole,)), question_type="open", **unsure)
    (note,) = explain("catch", maren, reply, found).notes
    assert "perhaps" in note.text.lower()


def test_that_nobody_told_her_is_not_that_she_heard_from_a_supplier(judge: Judge) -> None:
    line = amara()
    at = [point.id for point in line.points].index("from-the-supplier")
    for said, wanted in (
        ("Three sets of drawings, nobody told you, and two days of digging were lost.", False),
        ("Nobody on your side told you.", False),
        ("They never told you about it.", False),
        ("You heard about the last change from the supplier’s driver.", True),
        ("The supplier knew the new levels before you did.", True),
    ):
        assert (judge.judge(line.heard, said).points[at].sure == "yes") is wanted, said
