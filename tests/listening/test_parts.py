"""Feelings, copied words, numbers, points in the second person, language."""

import pytest

from coach.listening.engine.classifier.key_point_matching import second_person
from coach.listening.engine.cues.feelings import named
from coach.listening.engine.text.clauses import ParsedReply, plain
from coach.listening.engine.text.language import is_english
from coach.listening.engine.text.overlap import content, copied, numbers


def feelings(text: str, *accepted: str) -> list[str]:
    low = plain(text)
    return [low[s.start : s.end] for s in named(low, accepted)]


def test_a_feeling_of_the_speaker_is_named() -> None:
    assert feelings("You’re torn, and a bit let down.") == ["torn", "let down"]
    assert feelings("you're running on empty") == ["running on empty"]


def test_the_repliers_own_feeling_is_not_the_speakers() -> None:
    assert feelings("I’m so angry about this.") == []


def test_a_formula_names_no_feeling() -> None:
    assert feelings("Don't be upset.") == []


@pytest.mark.parametrize(
    "reply",
    ["Two days lost, and nobody told you.", "You lost an hour on it.", "You’ve lost the order.",
     "So they lost your order.", "Three weeks were lost over a table.", "You lost it to a table.",
     "Your crew lost two days redoing it.", "Nobody lost any sleep."],
)  # fmt: skip
def test_to_lose_a_thing_or_an_hour_is_no_feeling(reply: str) -> None:
    assert feelings(reply) == []


@pytest.mark.parametrize(
    ("reply", "named"),
    [("You feel lost.", "lost"), ("You sound a bit lost as well.", "lost"),
     ("You’re lost for words.", "lost"), ("Lost, and on your own.", "lost"),
     ("You felt lost the moment she left.", "lost"), ("The team lost heart.", "lost heart")],
)  # fmt: skip
def test_to_be_lost_is_a_feeling(reply: str, named: str) -> None:
    assert feelings(reply)[0] == named


def test_an_exercise_can_accept_words_of_its_own() -> None:
    assert feelings("You feel like a spare part.", "spare part") == ["spare part"]


def test_copied_words_count_after_swapping_i_and_you() -> None:
    share, spans = copied(ParsedReply("You keep wondering whether you should stay."),
                          "I keep wondering whether I should stay.")  # fmt: skip
    assert share == 1.0
    assert len(spans) == 1


def test_three_words_in_a_row_are_no_copy() -> None:
    assert copied(ParsedReply("The supplier keeps it quiet."), "The supplier keeps slipping.") == (
        0.0,
        (),
    )


def test_numbers_are_read_in_words_and_figures() -> None:
    assert numbers("Twice, or 2 of three, on Thursday") == {2, 3, "thursday"}


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("She was passed over.", "you were passed over."),
        ("His team thinks he is late.", "your team thinks you are late."),
        ("They have no words for it.", "you have no words for it."),
    ],
)
def test_a_point_is_put_into_the_second_person(point: str, said: str) -> None:
    assert second_person(point) == said


def test_forms_of_a_word_count_as_one() -> None:
    assert content("delays") == content("delayed")


@pytest.mark.parametrize(
    "reply",
    [
        "Das tut mir wirklich leid, was hast du dann gemacht?",
        "Je comprends que tu sois déçue par tout ça.",
        "Ты молодец, всё будет хорошо",
        "أنا آسف جدا لسماع ذلك",
    ],
)
def test_other_languages_are_told_from_english(reply: str) -> None:
    assert not is_english(ParsedReply(reply))


@pytest.mark.parametrize("reply", ["Gutted.", "", "Three versions, supplier first.", "u ok?", "🙂"])
def test_short_replies_get_the_benefit_of_the_doubt(reply: str) -> None:
    assert is_english(ParsedReply(reply))
