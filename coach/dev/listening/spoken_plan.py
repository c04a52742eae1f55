"""Choose held-out replies and say how they are spoken: voice, speed, fillers, pauses."""

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

from coach.dev.listening.corpus import Example

VOICES = (
    "af_heart", "af_kore", "bf_emma", "bf_isabella", "am_michael", "am_puck", "bm_george",
    "bm_lewis",
)  # fmt: skip
SPEEDS = (0.85, 1.05)
FILLERS = ("um", "uh", "erm")
SENTENCE_END = re.compile(r"(?<=[.?!…])\s+|(?<=[.?!…][”’\"'])\s+")
LEAST_WORDS = 5  # in a piece; the voices clip shorter ones
LONGEST = 120  # words of a reply that is spoken
FILLED, REPEATED = 0.4, 0.15  # shares of the sentences with a filler, and with a false start


def plan(examples: Iterable[Example], seed: int) -> Iterator[dict[str, Any]]:
    """Yield the replies in a random order, each in pieces of (words, seconds of pause after)."""
    draw = random.Random(seed)  # noqa: S311  a test set, no secret
    order = [each for each in examples if len(each.reply.split()) <= LONGEST]
    draw.shuffle(order)
    for number, example in enumerate(order):
        yield {
            "id": example.id,
            "voice": VOICES[number % len(VOICES)],
            "speed": round(draw.uniform(*SPEEDS), 2),
            "pieces": list(pieces(example.reply, draw)),
        }


def pieces(reply: str, draw: random.Random) -> Iterator[tuple[str, float]]:
    """Yield a reply as it is spoken: sentences with pauses, fillers and false starts."""
    waiting: list[str] = []
    for sentence in SENTENCE_END.split(" ".join(reply.split())):
        waiting += _hesitant(sentence.split(), draw)
        if len(waiting) >= LEAST_WORDS:
            yield from _with_a_pause(waiting, draw)
            waiting = []
    if waiting:
        yield " ".join(waiting), 0.5


def _hesitant(words: list[str], draw: random.Random) -> list[str]:
    """Return a sentence whose first word may be said twice, and that may begin with a filler."""
    if len(words) < LEAST_WORDS:
        return words
    if draw.random() < REPEATED and words[0].isalpha():
        words = [f"{words[0]},", words[0].lower() if words[0] != "I" else "I", *words[1:]]
    if draw.random() < FILLED / 2:
        words = [f"{draw.choice(FILLERS).capitalize()},", *words]
    return words


def _with_a_pause(words: list[str], draw: random.Random) -> Iterator[tuple[str, float]]:
    """Yield a piece, or two with a filler and a pause between them."""
    room = range(LEAST_WORDS, len(words) - LEAST_WORDS + 1)
    if room and draw.random() < FILLED:
        cut = draw.choice(room)
        begun = " ".join(words[:cut]).rstrip(",;:")
        yield f"{begun}, {draw.choice(FILLERS)},", round(draw.uniform(0.3, 0.9), 2)
        words = words[cut:]
    yield " ".join(words), round(draw.uniform(0.35, 1.1), 2)
