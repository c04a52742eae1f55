"""Cut the first seconds off a recording: the opening that the welcome page plays.

    python opening.py ID SECONDS WORDS

The cut is made between two frames of the MP3 (24 ms here), so nothing is encoded again; choose
SECONDS inside a pause. WORDS is how many words of the message are spoken until then. Writes
``openings/ID.mp3``, and beside it a JSON with the seconds, the words, the SHA-256 of the whole
recording and the picture of the sound (see envelope.py, which needs ffmpeg and numpy).
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import envelope

AUDIO = Path(__file__).resolve().parent.parent
KBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG-2, layer III
RATES = (22_050, 24_000, 16_000)  # samples a second
SAMPLES = 576  # in a frame


def frames(mp3: bytes) -> Iterator[tuple[bytes, float]]:
    """Yield each frame of an MPEG-2 layer III file and its length in seconds, without the tag
    before them and the frame that only says how long the whole is."""
    at = 10 + int.from_bytes(bytes(b for b in mp3[6:10]), "big") if mp3[:3] == b"ID3" else 0
    while at + 4 <= len(mp3):
        head = int.from_bytes(mp3[at : at + 4], "big")
        if head >> 19 != 0b1111111111110:
            raise ValueError(f"no MPEG-2 frame at byte {at}")
        rate = RATES[head >> 10 & 3]
        size = 72_000 * KBITS[head >> 12 & 15] // rate + (head >> 9 & 1)
        frame = mp3[at : at + size]
        if b"Info" not in frame[:40] and b"Xing" not in frame[:40]:
            yield frame, SAMPLES / rate
        at += size


def opening(mp3: bytes, seconds: float) -> tuple[bytes, float]:
    """Return the first frames of a recording, and how many seconds they last."""
    kept, lasted = [], 0.0
    for frame, length in frames(mp3):
        if lasted + length > seconds:
            break
        kept.append(frame)
        lasted += length
    return b"".join(kept), round(lasted, 2)


def main() -> None:
    """Cut what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id")
    parser.add_argument("seconds", type=float)
    parser.add_argument("words", type=int)
    asked = parser.parse_args()
    whole = (AUDIO / f"{asked.id}.mp3").read_bytes()
    sound, seconds = opening(whole, asked.seconds)
    path = AUDIO / "openings" / f"{asked.id}.mp3"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(sound)
    facts = {"seconds": seconds, "words": asked.words}
    facts |= {"sound_sha256": hashlib.sha256(whole).hexdigest()}
    facts |= {"envelope": envelope.picture(path)["envelope"]}
    path.with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n")


if __name__ == "__main__":
    main()
