"""The lessons' words: none that is rare, no sentence that comes again and again."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from wordfreq import zipf_frequency

from coach import paths
from coach.content import loader, minutes
from coach.content.readability import words

COURSE = loader.read(paths.CONTENT)
RAREST = 2.7  # on Zipf's scale: one word in two million (van Heuven et al. 2014)
EXPLAINED = {
    "fitters": "they fit the windows; the scene says so",
}
OFTEN = 3  # a sentence of four words or more in more than so many lessons reads like a machine
ASKED_ALWAYS = "which would you choose"  # how every judgement ends
SENTENCE_END = re.compile(r"(?<=[.!?])[”’)]*\s+")


def texts() -> Iterator[tuple[str, str]]:
    """Every text that the count of minutes knows, with its lesson."""
    for lesson in COURSE.lessons.values():
        for step in lesson.steps:
            yield from ((lesson.id, text) for text in minutes.texts(step))


def commonness(word: str) -> float:
    """Zipf's scale, also for hyphenated words, a possessive and a straight apostrophe."""
    plain = re.sub(r"'s$", "", word.lower().replace("’", "'"))
    return min(zipf_frequency(part, "en") for part in plain.split("-"))


def test_no_word_of_the_lessons_is_rare() -> None:
    found = {word for _, text in texts() for word in words(text)}
    names = {word for word in found if word[0].isupper() and word.lower() not in found}
    plain = {word for word in found - names if not re.search(r"\d", word)}
    rare = {word.lower() for word in plain if commonness(word) < RAREST}
    assert rare == set(EXPLAINED)


def test_no_sentence_comes_in_more_than_three_lessons() -> None:
    lessons: dict[str, set[str]] = defaultdict(set)
    for lesson, text in texts():
        for sentence in SENTENCE_END.split(text):
            said = " ".join(word.lower() for word in words(sentence))
            if said.count(" ") >= 3 and said != ASKED_ALWAYS:
                lessons[said].add(lesson)
    assert len(lessons) > 2_000
    assert {said for said, places in lessons.items() if len(places) > OFTEN} == set()


@pytest.mark.parametrize(("word", "is_rare"), [("sincerely", False), ("perspicacious", True)])
def test_the_scale_tells_a_rare_word_from_a_common_one(word: str, is_rare: bool) -> None:
    assert (commonness(word) < RAREST) == is_rare
