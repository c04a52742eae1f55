"""The spoken test set: what is said, how much noise is mixed in, which words count as wrong."""

import random

import numpy as np
import pytest

from coach.dev.listening.spoken_noise import LEVELS, RATE, Noises, mixed
from coach.dev.listening.spoken_plan import FILLERS, pieces
from coach.dev.listening.word_errors import errors, words


@pytest.mark.parametrize(
    ("said", "told", "wrong"),
    [
        ("She can come from the third.", "she can come from the third", (0, 6)),
        ("It was 21 then, I think.", "it was twenty-one then I, I think, um.", (0, 7)),
        ("The three of us left.", "The tree of us left early.", (2, 5)),
        ("Not a word of it.", "", (5, 5)),
    ],
)
def test_words_that_were_left_out_put_in_or_changed_are_wrong(
    said: str, told: str, wrong: tuple[int, int]
) -> None:
    assert errors(said, told) == wrong


def test_a_planned_reply_has_all_its_words_and_hesitates() -> None:
    reply = (
        "So the pump broke at 5.30 and nobody rang. What did they tell you on the day after that?"
    )
    spoken = [list(pieces(reply, random.Random(seed))) for seed in range(20)]
    for each in spoken:
        assert words(" ".join(said for said, _ in each)) == words(reply)
        assert all(0.3 <= pause <= 1.1 for _, pause in each)
    assert any(f" {filler}," in said for each in spoken for said, _ in each for filler in FILLERS)


@pytest.mark.parametrize("number", [0, 1, 2], ids=["babble", "fan", "street"])
def test_noise_lies_as_far_below_the_speech_as_asked(number: int) -> None:
    tone = 0.2 * np.sign(np.sin(2 * np.pi * 200 * np.arange(2 * RATE) / RATE))
    noises = Noises([np.random.default_rng(n).standard_normal(RATE) for n in range(8)])
    clean, noisy = (
        np.frombuffer(mixed(tone, level, number, noises), "<i2") / 32767.0
        for level in (LEVELS[0], LEVELS[3])
    )
    noise = np.mean((noisy - clean) ** 2)
    assert 10 * np.log10(0.04 / noise) == pytest.approx(10, abs=0.2)
