"""What holds for any reply whatever."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Act, Judgement
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.text.clauses import Span
from coach.listening.exercise import DrillLine, Heard
from tests.listening.conftest import MAREN, POINTS

VOCABULARY = """
you your team the supplier launch twice should could why not what have tried , . ? ! i my we was
told them feel torn sounds like don't know and but maybe worth if were <b> & 🙂 עם מע
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=200))
KINDS = st.sampled_from(
    ["catch", "say-back", "ask", "reply", "conversation", "feeling", "no-advice"]
)
HEARD = Heard(MAREN, POINTS, ("torn", "guilty"))
LINE = DrillLine("maren", "Maren", MAREN, POINTS, ("torn", "guilty"), "", "", "she")
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def acts(found: Judgement) -> list[Act]:
    return [v for v in vars(found).values() if isinstance(v, Act)]


def seen(found: Judgement) -> list[object]:
    """Return what was decided, apart from places."""
    decided: list[object] = [(a.sure, round(a.score, 4)) for a in acts(found)]
    points = [(p.sure, round(p.score, 4)) for p in found.points]
    return [
        *decided,
        points,
        found.question_type,
        found.main,
        found.english,
        round(found.parrot, 4),
    ]


@quick
@given(text=st.one_of(SENTENCES, st.text(st.characters(max_codepoint=127), max_size=100)))
def test_case_and_white_space_around_change_nothing(judge: Judge, text: str) -> None:
    usual = seen(judge.judge(HEARD, text))
    assert seen(judge.judge(HEARD, text.swapcase())) == usual
    assert seen(judge.judge(HEARD, f"  {text}\n ")) == usual


@quick
@given(kind=KINDS, text=TEXTS)
@example(kind="reply", text="\u202eright to left\u202c <script>alert(1)</script> 🙂🙂 {x} %s")
def test_pieces_join_to_the_reply_and_notes_are_numbered(
    judge: Judge, kind: str, text: str
) -> None:
    found = explain(kind, LINE, text, judge.judge(HEARD, text))
    assert "".join(p.text for p in found.pieces) == text
    numbers = [n.number for n in found.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted(p.note for p in found.pieces if p.note) == numbers
    assert len({n.id for n in found.notes}) == len(numbers)
    assert found.finding


@quick
@given(kind=KINDS, text=st.one_of(TEXTS, SENTENCES.map(lambda text: f"You miss {text}  ")))
@example(kind="reply", text="You miss  the team you had. \n You should tell them .")
def test_an_underline_neither_begins_nor_ends_at_a_blank(
    judge: Judge, kind: str, text: str
) -> None:
    found = explain(kind, LINE, text, judge.judge(HEARD, text))
    assert all(p.text == p.text.strip() for p in found.pieces if p.kind)


@quick
@given(text=TEXTS)
def test_places_lie_inside_the_reply_and_scores_inside_their_range(judge: Judge, text: str) -> None:
    found = judge.judge(HEARD, text)
    spans: list[Span] = [s for act in acts(found) for s in act.spans]
    spans += [*found.copied, *(p.clause for p in found.points if p.clause)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(0 <= a.score <= 1 for a in acts(found))
    assert 0 <= found.parrot <= 1


@quick
@given(text=SENTENCES)
def test_adding_a_question_never_removes_the_question(judge: Judge, text: str) -> None:
    found = judge.judge(HEARD, f"{text}\nWhat worries you most?")
    assert found.question.sure == "yes"
    assert found.question_type != "none"


@quick
@given(text=TEXTS)
def test_the_basic_judge_takes_any_text_too(plain_judge: Judge, text: str) -> None:
    found = plain_judge.judge(HEARD, text)
    assert "".join(p.text for p in explain("reply", LINE, text, found).pieces) == text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "a " * 5_000,
        "a, " * 3_333,
        "you should, and " * 625,
        "?! " * 3_333,
        "\n" * 10_000,
        "🙂" * 10_000,
        "<b>" * 3_333,
        "if you tell them what " * 450,
        "maybe " * 1_600,
        "İ" * 10_000,
    ],
)
def test_ten_thousand_characters_do_no_harm(judge: Judge, text: str) -> None:
    found = explain("reply", LINE, text, judge.judge(HEARD, text))
    assert "".join(p.text for p in found.pieces) == text
