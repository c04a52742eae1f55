"""How many are written down at once, how many wait, and what the others are told."""

import threading

import pytest

from coach.listening.speech import phrases
from coach.listening.speech.recogniser import NoSpeech, NotEnglish, TooLong, UnreadableSound
from coach.listening.speech.waiting_line import WAITING, Busy, Full, WaitingLine
from tests.listening.speech.conftest import StandIn


def test_others_are_told_how_many_are_before_them_and_may_wait_until_it_is_full() -> None:
    slow = StandIn()
    slow.go_on.clear()
    line = WaitingLine(lambda seat: slow)
    said: list[str] = []

    def speak() -> None:
        said.append(line.write_down(b"x", "ogg", wait=True).text)

    people = [threading.Thread(target=speak) for _ in range(1 + WAITING)]
    people[0].start()
    assert slow.begun.wait(5)
    with pytest.raises(Busy) as busy:
        line.write_down(b"y", "ogg", wait=False)
    assert (busy.value.before, busy.value.seconds) == (1, 16)
    for each in people[1:]:
        each.start()
    while line._places._inside < len(people):
        threading.Event().wait(0.01)
    for wait in (False, True):
        with pytest.raises(Full):
            line.write_down(b"y", "ogg", wait=wait)
    assert len(slow.heard) == 1
    slow.go_on.set()
    for each in people:
        each.join(10)
    assert said == ["So the third one hurt."] * len(people)
    assert line.write_down(b"y", "ogg", wait=False).text == said[0]


def test_two_at_once_use_two_recognisers_and_one_alone_uses_the_first() -> None:
    made = [StandIn(), StandIn()]
    line = WaitingLine(lambda seat: made[seat], at_once=2)
    for _ in range(3):
        line.write_down(b"x", "ogg", wait=False)
    assert [len(each.heard) for each in made] == [3, 0]
    made[0].go_on.clear()
    made[0].begun.clear()
    first = threading.Thread(target=lambda: line.write_down(b"x", "ogg", wait=False))
    first.start()
    assert made[0].begun.wait(5)
    line.write_down(b"x", "ogg", wait=False)
    made[0].go_on.set()
    first.join(10)
    assert [len(each.heard) for each in made] == [4, 1]


def test_a_refusal_gives_its_place_back() -> None:
    one = StandIn()
    line = WaitingLine(lambda seat: one)
    one.answer = NoSpeech()
    for _ in range(2 * WAITING):
        with pytest.raises(NoSpeech):
            line.write_down(b"x", "ogg", wait=False)
    assert line._places._inside == 0


def test_each_refusal_has_its_sentence() -> None:
    assert phrases.refusal(Busy(2, 16)) == ("Two people are before you. It takes about 20 seconds.")
    assert phrases.refusal(Busy(1, 3)) == "One person is before you. It takes about 5 seconds."
    assert phrases.refusal(Full()).startswith("Too many people are speaking just now.")
    assert phrases.refusal(NoSpeech()).startswith("No speech was found in this recording.")
    assert phrases.refusal(TooLong()).startswith("This recording is longer than 90 seconds.")
    assert phrases.refusal(UnreadableSound()).startswith("This recording could not be read.")
    assert phrases.refusal(NotEnglish("pl")).startswith("That sounded like Polish.")
    assert phrases.refusal(NotEnglish("??")).startswith("That sounded like another language.")
