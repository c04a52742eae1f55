"""Find the silences of a recording, and compare them with the pauses that were planned.

    python silence.py [ID ...]

Loudness is measured in windows of 20 ms, every 10 ms. A window is quiet if it is 32 dB under the
95th percentile; a silence is quiet for at least 0.25 s. Each planned pause of half a second or
more has to be there, within 0.08 s at both ends. Prints those that are not. Needs ffmpeg and numpy.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from envelope import AUDIO, decoded
from numpy.typing import NDArray

RATE = 24_000  # samples a second: with fewer, an “s” at the end of a word is silence
WINDOW, STEP = 0.02, 0.01  # seconds
UNDER, SHORTEST = 32.0, 0.25  # dB, seconds
PLANNED, TOLERANCE = 50, 8  # hundredths of a second


def loudness(sound: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Return the loudness of each window in dB. ``rate`` is in samples a second."""
    width, step = int(WINDOW * rate), int(STEP * rate)
    windows = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), width)[::step]
    loud: NDArray[np.float64] = 10 * np.log10(np.mean(windows**2, axis=1) + 1e-12)
    return loud


def threshold(loud: NDArray[np.float64]) -> float:
    """Return the loudness in dB under which a window is quiet."""
    return float(np.percentile(loud, 95)) - UNDER


def audible(loud: NDArray[np.float64], under: float, rate: int) -> tuple[int, int]:
    """Return the first and the last sample that can be heard."""
    heard = np.flatnonzero(loud >= under) * int(STEP * rate)
    return int(heard[0]), int(heard[-1]) + int(WINDOW * rate)


def silences(sound: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the start and end of each silence in hundredths of a second."""
    loud = loudness(sound, RATE)
    quiet = [*(loud < threshold(loud)), False]
    found, start = [], None
    for at, still in enumerate(quiet):
        if still and start is None:
            start = at
        elif not still and start is not None:
            if (at - start) * STEP >= SHORTEST:
                found.append((start, at + 1))
            start = None
    return found


def missing(path: Path, pauses: object) -> Iterator[Sequence[object]]:
    """Yield the planned pauses [start, end, kind] that the sound does not have."""
    if not isinstance(pauses, list):
        return
    there = silences(decoded(path, RATE))
    for start, end, kind in pauses:
        if end - start < PLANNED:
            continue
        near = [(a, b) for a, b in there if a < end and start < b]
        if not any(abs(a - start) <= TOLERANCE and abs(b - end) <= TOLERANCE for a, b in near):
            yield start, end, kind, near


def main() -> None:
    """Check what was asked for, or every recording with pauses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*")
    asked = parser.parse_args().ids
    for path in sorted(AUDIO.glob("*.json")):
        if not asked or path.stem in asked:
            pauses = json.loads(path.read_text()).get("pauses", [])
            gone = list(missing(path.with_suffix(".mp3"), pauses))
            print(f"{path.stem:<32}{len(pauses)} pauses, {len(gone)} not found", *gone, flush=True)


if __name__ == "__main__":
    main()
