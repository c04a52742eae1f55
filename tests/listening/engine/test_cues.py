"""Signs of acts, and what only looks like them."""

import pytest

from coach.listening.engine.cues.findings import NAMES, find
from coach.listening.engine.text.clauses import ParsedReply


def groups(text: str) -> set[str]:
    return {f.group for f in find(ParsedReply(text)).all if f.sure}


@pytest.mark.parametrize(
    "reply",
    [
        "You should tell him.",
        "Have you tried asking her straight out?",
        "have you thought about a transfer",
        "Why don’t you raise it on Thursday?",
        "why not put it in writing",
        "What about a word with the union?",
        "If I were you I’d wait.",
        "I'd just ring the client.",
        "Maybe worth a quiet word with Ola.",
        "The simplest way would be to ask.",
        "Write it down and send it to your manager.",
        "Don't sign anything yet.",
        "My advice? Sleep on it.",
        "Wouldn’t it help to call them?",
    ],
)
def test_advice_is_seen_in_many_dresses(reply: str) -> None:
    assert "advice" in groups(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Tell me more.",
        "Walk me through what happened.",
        "Take your time.",
        "You went to the client and lost the order.",
        "They changed the plan so that you could leave.",
        "What a mess.",
        "I'll call them for you.",
    ],
)
def test_what_is_no_advice_shows_no_sign_of_it(reply: str) -> None:
    assert "advice" not in groups(reply)


@pytest.mark.parametrize(
    ("reply", "group"),
    [
        ("What worries you most?", "open"),
        ("how did they take it when you told them", "open"),
        ("I’d like to hear how it went.", "open"),
        ("Walk me through the morning.", "open"),
        ("Did they tell you why?", "closed"),
        ("When is the hearing?", "closed"),
        ("So they told the supplier first, right?", "closed"),
        ("can you not say so in the report", "closed"),
    ],
)
def test_questions_are_seen_with_and_without_a_mark(reply: str, group: str) -> None:
    assert group in groups(reply)


@pytest.mark.parametrize(
    "reply",
    ["Who does that?", "Tell me about it.", "I know, right?", "What a way to go.", "Go on."],
)
def test_what_asks_nothing_is_doubted_or_shows_no_sign(reply: str) -> None:
    found = groups(reply)
    assert "no-question" in found or not found & {"open", "closed"}


@pytest.mark.parametrize(
    "reply",
    [
        "I had the same on my last site.",
        "When I was an apprentice we did that.",
        "Personally, I never sign.",
    ],
)
def test_a_turn_to_oneself_is_seen(reply: str) -> None:
    assert "self" in groups(reply)


def test_a_plan_that_sounds_good_is_no_reflection() -> None:
    assert "reflection" not in groups("Sounds like a plan.")
    assert "reflection" in groups("Sounds like you were the last to know.")


def test_names_of_cues_are_unique() -> None:
    assert len(NAMES) == len(set(NAMES))
