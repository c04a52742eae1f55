"""Thanks that name something, and thanks that would fit anyone."""

import pytest

from coach import paths
from coach.content import loader
from coach.journal.specific import fits_anyone, left
from coach.journal.worksheet_template import Box


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for everything.",
        "Thank you so much for all you do for us!",
        "You’re a star, we couldn’t have done it without you.",
        "Great job as always, fantastic work from you.",
        "It means a lot to me.",
        "I really appreciate your help and support.",
        "What would we do without you?",
        "Thanks for your help with the report.",
        "You were amazing and so very kind to everyone.",
        "You did a great job, keep up the good work!",
        "Thanks!",
        "❤",
    ],
)
def test_words_for_anyone_are_found(text: str) -> None:
    assert fits_anyone(text), left(text)


@pytest.mark.parametrize(
    "text",
    [
        "You rang all three farms before milking.",
        "You found that shackle in time.",
        "Thanks for everything: on Sunday you held the ladder in the rain.",
        "You stayed until the last bus had left.",
        "The crew found him awake.",
        "We changed clause 9 at ten.",
        "You read slide four aloud twice.",
        "Kiitos, että korjasit sunnuntain aikataulun.",
        "Дякую, що ти виправила графік на неділю.",
    ],
)
def test_words_about_one_occasion_pass(text: str) -> None:
    assert not fits_anyone(text), left(text)


def test_nothing_written_is_not_called_generic() -> None:
    assert not fits_anyone("")
    assert not fits_anyone("  \n")


def test_what_is_left_is_what_belongs_to_the_occasion() -> None:
    said = "Thank you for everything, you really were great with the north door on Friday."
    assert left(said) == ("north", "door", "friday")


def test_the_courses_own_examples_pass() -> None:
    boxes = [
        part
        for tool in loader.read(paths.CONTENT).tools.values()
        for part in tool.parts
        if isinstance(part, Box) and part.specific
    ]
    assert len(boxes) == 2
    assert not any(fits_anyone(box.example) for box in boxes)
