"""Write recordings down: the program that ``recogniser.RecogniserProcess`` runs.

It reads from standard input, for each recording, a line of JSON (size, container, longest) and the
bytes, and answers with a line of JSON. It imports nothing of this package, opens no file but the
model's, and ends when its input ends.

Usage: python child.py FOLDER THREADS
"""

import io
import json
import os
import sys
from typing import Any

import av
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.vad import VadOptions, get_speech_timestamps

RATE = 16_000  # samples a second that Whisper hears
HIGHEST_RATE = 48_000
LEAST_SPEECH = 0.8  # seconds
SURE = 0.7  # of another language, as the model's probability
MARGIN = 0.3  # seconds of sound kept before and after the speech
OPTIONS = VadOptions(min_silence_duration_ms=300, speech_pad_ms=0)


class CannotRead(Exception):
    """The recording is no sound of the kinds we take. The argument is the refusal's name."""


def decode(sound: bytes, container: str, longest: float) -> Any:
    """Return the samples (float32, mono, RATE). Raise CannotRead or an error of FFmpeg.

    The container is never guessed: FFmpeg knows some that name other files. The length counts what
    was decoded, whatever the header says.
    """
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    pieces, count = [], 0
    with av.open(io.BytesIO(sound), "r", format=container, metadata_errors="ignore") as media:
        if len(media.streams) != 1 or len(media.streams.audio) != 1:
            raise CannotRead("unreadable")
        for frame in media.decode(audio=0):
            if frame.sample_rate > HIGHEST_RATE or frame.layout.nb_channels > 2:
                raise CannotRead("unreadable")
            for part in resampler.resample(frame):
                pieces.append(part.to_ndarray().reshape(-1))
                count += part.samples
            if count > longest * RATE:
                raise CannotRead("long")
    if not pieces:
        raise CannotRead("unreadable")
    return np.concatenate(pieces).astype(np.float32) / 32768.0


def write_down(model: WhisperModel, samples: Any) -> dict[str, Any]:
    """Return the answer to one recording."""
    spans = get_speech_timestamps(samples, OPTIONS)
    if sum(span["end"] - span["start"] for span in spans) < LEAST_SPEECH * RATE:
        return {"refused": "silence"}
    start, end = spans[0]["start"], spans[-1]["end"]
    around = int(MARGIN * RATE)
    spoken = samples[max(0, start - around) : end + around]
    joined = np.concatenate([samples[span["start"] : span["end"]] for span in spans])
    language, probability, _ = model.detect_language(joined)
    if language != "en" and probability >= SURE:
        return {"refused": "language", "language": language}
    segments, _ = model.transcribe(
        spoken, language="en", beam_size=1, temperature=0.0, vad_filter=True,
        condition_on_previous_text=False, without_timestamps=False,
    )  # fmt: skip
    text = " ".join(segment.text.strip() for segment in segments)
    if not any(letter.isalnum() for letter in text):
        return {"refused": "silence"}
    facts = {"began": round(start / RATE, 1), "seconds": round((end - start) / RATE, 1)}
    return {"text": text, **facts}


def answer(model: WhisperModel, head: dict[str, Any], sound: bytes) -> dict[str, Any]:
    """Return the answer to one recording, also to one that cannot be read."""
    try:
        return write_down(model, decode(sound, head["container"], head["longest"]))
    except CannotRead as error:
        return {"refused": error.args[0]}
    except Exception:  # whatever a hostile file does to a decoder
        return {"refused": "unreadable"}


def restrain() -> None:
    """Be quiet for the server's pages, and leave no copy of the memory behind."""
    try:
        import resource
    except ImportError:  # no Unix
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def main() -> None:
    """Answer until the input ends."""
    restrain()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a package prints is no answer
    folder, threads = sys.argv[1], int(sys.argv[2])
    model = WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
    while line := sys.stdin.buffer.readline():
        head = json.loads(line)
        sound = sys.stdin.buffer.read(head["size"])
        out.write(json.dumps(answer(model, head, sound)) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
