"""Find the pauses of recordings that were made without timing, and keep them beside the MP3.

    python timing.py [ID ...]

Needs numpy, faster-whisper and what check.py needs. Without ids every recording is measured whose
JSON has no ``pieces`` and whose message has no ``::: pause`` (render.py writes those). What it
writes is what render.py writes (see ``timings`` there), from the sound itself: silences of at
least SHORTEST seconds as silence.py finds them. Whisper's words, which end about a quarter of a
second before the measured edge, only tell which words stand before a silence.
"""

import argparse
import difflib
import json
import re
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from envelope import AUDIO
from faster_whisper.audio import decode_audio
from numpy.typing import NDArray
from silence import RATE, audible, loudness, silences, threshold

MESSAGES = AUDIO.parent / "messages"
SHORTEST = 45  # hundredths of a second: a shorter silence is no pause of the transcript
EARLY = 0.25  # seconds by which Whisper ends a word before the measured edge
NEAREST = 8  # words on each side among which the end of a piece is looked for
# how many seconds away a word may end and still be preferred, by what stands after it
PREFERRED = {"paragraph": 1.2, "sentence": 0.6, "filler": 0.5, "clause": 0.3, "word": 0.0}
FILLERS = {"um", "erm", "uh", "er", "hm", "well", "so"}


class Word(NamedTuple):
    """A word of the transcript: where it begins and ends in it, and what stands after it."""

    text: str
    start: int
    end: int
    after: str


def transcript(path: Path) -> tuple[list[str], dict[str, str]]:
    """Return the paragraphs of a message, and the quotes of its key points by id."""
    body = path.read_text(encoding="utf-8").split("+++", 2)[2]
    prose, _, rest = body.partition("\n:::")
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", prose) if part.strip()]
    quotes = re.findall(r"^::: point id=(\S+).*?^quote: (.+?)$", f":::{rest}", re.S | re.M)
    return paragraphs, dict(quotes)


def words(paragraphs: Sequence[str]) -> list[Word]:
    """Return the words of the transcript, whose paragraphs are joined by one character."""
    found, offset = [], 0
    for paragraph in paragraphs:
        own = list(re.finditer(r"\S+", paragraph))
        for number, match in enumerate(own, start=1):
            after = "paragraph" if number == len(own) else _after(match[0])
            found.append(Word(match[0], offset + match.start(), offset + match.end(), after))
        offset += len(paragraph) + 1
    return found


def _after(word: str) -> str:
    if re.search(r"[.?!…][”’]?$", word):
        return "sentence"
    if word.strip(",.").casefold() in FILLERS:
        return "filler"
    return "clause" if word[-1] in ",;:–" else "word"


def ends(written: Sequence[Word], heard: Sequence[tuple[str, float, float]]) -> list[float]:
    """Return the second at which each word of the transcript ends, as the recogniser heard it."""
    plain = [re.sub(r"\W", "", word.text).casefold() for word in written]
    said = [re.sub(r"\W", "", word).casefold() for word, _, _ in heard]
    known: list[tuple[int, float]] = [(-1, 0.0)]
    for block in difflib.SequenceMatcher(None, plain, said, autojunk=False).get_matching_blocks():
        known += [(block.a + i, heard[block.b + i][2]) for i in range(block.size)]
    places, seconds = [place for place, _ in known], [second for _, second in known]
    return [float(second) for second in np.interp(range(len(written)), places, seconds)]


def boundary(written: Sequence[Word], said: Sequence[float], start: float, least: int) -> int:
    """Return the number of the last word before a silence that begins at ``start`` seconds.

    It is one after the word ``least``.
    """
    near = bisect_right(said, start - EARLY)
    around = range(max(least + 1, near - NEAREST), min(len(written) - 1, near + NEAREST))

    def distance(number: int) -> float:
        return abs(said[number] + EARLY - start) - PREFERRED[written[number].after]

    return min(around, key=distance)


def timing(
    paragraphs: Sequence[str],
    quotes: dict[str, str],
    sound: NDArray[np.float32],
    heard: Sequence[tuple[str, float, float]],
) -> dict[str, object]:
    """Return ``pieces``, ``pauses`` and ``told`` of a recording."""
    written = words(paragraphs)
    said, last, loud = ends(written, heard), [-1], loudness(sound, RATE)
    first, end = (sample * 100 // RATE for sample in audible(loud, threshold(loud), RATE))
    inside = [(a, b) for a, b in silences(sound) if b - a >= SHORTEST and first < a < b < end]
    for start, _ in inside:
        last.append(boundary(written, said, start / 100, last[-1]))
    begins, stops = [first, *(b for _, b in inside)], [*(a for a, _ in inside), end]
    chars = [written[number + 1].start for number in last]
    upto = [*(written[number].end for number in last[1:]), written[-1].end]
    spans = list(zip(begins, stops, chars, upto, strict=True))
    kinds = [written[number].after for number in last[1:]]
    return {
        "pieces": [list(span) for span in spans],
        "pauses": [
            [a, b, kind if kind in ("paragraph", "filler") else "sentence"]
            for (a, b), kind in zip(inside, kinds, strict=True)
        ],
        "told": dict(_told(quotes, " ".join(paragraphs), spans)),
    }


def _told(
    quotes: dict[str, str], text: str, spans: Sequence[tuple[int, int, int, int]]
) -> Iterator[tuple[str, float]]:
    for name, quote in quotes.items():
        end = text.index(quote) + len(quote)
        yield name, next(stop for _, stop, _, upto in spans if upto >= end) / 100


def main() -> None:
    """Measure what was asked for, or what has no timing."""
    from check import recogniser  # the packages of check.py are needed here alone
    from render import layout

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*")
    asked = parser.parse_args().ids
    with tempfile.TemporaryDirectory() as folder:
        model = recogniser(Path(folder))
        for path in sorted(AUDIO.glob("*.mp3")):
            message, beside = MESSAGES / f"{path.stem}.md", path.with_suffix(".json")
            facts = json.loads(beside.read_text())
            timed = "pieces" in facts or "\n::: pause" in message.read_text(encoding="utf-8")
            if path.stem in asked if asked else not timed:
                segments, _ = model.transcribe(
                    str(path), language="en", beam_size=1, word_timestamps=True
                )
                heard = [(w.word, w.start, w.end) for each in segments for w in each.words or ()]
                sound = decode_audio(str(path), sampling_rate=RATE)
                facts |= timing(*transcript(message), sound, heard)
                beside.write_text(layout(facts))
                print(path.stem, facts["told"], flush=True)


if __name__ == "__main__":
    main()
