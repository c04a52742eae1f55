"""Draw the recordings: how loud each of 64 moments is, kept in the JSON beside the MP3.

    python envelope.py [ID ...]

Needs ffmpeg and numpy. Without ids every recording is drawn whose JSON has no picture or that of
another sound. ``envelope`` is a digit from 0 to f for each moment, the loudest being f;
``sound_sha256`` is the SHA-256 of the MP3 it was drawn from.
"""

import argparse
import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

AUDIO = Path(__file__).resolve().parent.parent
RATE = 8_000  # samples a second: enough for loudness
MOMENTS = 64  # bars of the player's picture
TOP = 15  # a moment as loud as the loudest


def decoded(path: Path, rate: int = RATE) -> NDArray[np.float32]:
    """Return the sound of an MP3, one channel, with so many samples a second."""
    heard = ["-f", "f32le", "-ar", str(rate), "-ac", "1", "-"]
    command = ["ffmpeg", "-v", "error", "-i", str(path), *heard]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4")


def envelope(sound: NDArray[np.float32]) -> str:
    """Return the loudness (root mean square) of each moment as a digit from 0 to f."""
    moments = np.array_split(sound.astype(np.float64), MOMENTS)
    loud = np.array([np.sqrt(np.mean(m**2)) if len(m) else 0.0 for m in moments])
    steps = np.rint(TOP * loud / max(loud.max(), 1e-9)).astype(int)
    return "".join(f"{step:x}" for step in steps)


def picture(path: Path) -> dict[str, str]:
    """Return what the JSON beside an MP3 says of its sound."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"sound_sha256": digest, "envelope": envelope(decoded(path))}


def main() -> None:
    """Draw what was asked for, or what has no picture of this sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*")
    asked = parser.parse_args().ids
    for path in sorted(AUDIO.glob("*.mp3")):
        beside = path.with_suffix(".json")
        facts = json.loads(beside.read_text())
        fresh = facts.get("sound_sha256") == hashlib.sha256(path.read_bytes()).hexdigest()
        if path.stem in asked if asked else not (fresh and facts.get("envelope")):
            facts |= picture(path)
            beside.write_text(json.dumps(facts, indent=1) + "\n")
            print(path.stem, facts["envelope"], flush=True)


if __name__ == "__main__":
    main()
