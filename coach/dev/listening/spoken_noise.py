"""Mix noise into spoken replies: babble of our own voices, a fan, a street."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 24_000  # samples a second
LEVELS = ("clean", "20 dB", "15 dB", "10 dB")  # speech above noise
PEOPLE = 6  # who talk at once in the babble
FLOOR = 0.02  # of the loudest moment: quieter moments are no speech
Sound = NDArray[np.float64]


def read_wav(path: Path) -> Sound:
    """Return the samples, from -1 to 1."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0


class Noises:
    """Three kinds of noise. ``voices`` are the replies themselves, for the babble."""

    def __init__(self, voices: Sequence[Sound]) -> None:
        self.voices = voices

    def of(self, number: int, length: int) -> Sound:
        """Return so many samples of noise. Its kind and all else depends on ``number`` alone."""
        draw = np.random.default_rng(number)
        return (self._babble, _fan, _street)[number % 3](length, draw)

    def _babble(self, length: int, draw: np.random.Generator) -> Sound:
        chosen = draw.choice(len(self.voices), PEOPLE, replace=False)
        babble: Sound = np.sum([_turned(self.voices[n], length, draw) for n in chosen], axis=0)
        return babble


def _turned(voice: Sound, length: int, draw: np.random.Generator) -> Sound:
    repeated = np.resize(voice, max(length, len(voice)))
    return np.roll(repeated, int(draw.integers(len(repeated))))[:length]


def _fan(length: int, draw: np.random.Generator) -> Sound:
    """Return noise whose power falls with the frequency, with the hum of a motor."""
    times = np.arange(length) / RATE
    hum = sum(np.sin(2 * np.pi * 100 * n * times) / n for n in (1, 2, 3))
    return _coloured(length, draw, 1.0) + 0.02 * hum


def _street(length: int, draw: np.random.Generator) -> Sound:
    """Return low noise that swells and fades as cars pass."""
    times = np.arange(length) / RATE
    passing = 1.0 + 0.8 * np.sin(2 * np.pi * times / draw.uniform(3, 6) + draw.uniform(0, 6))
    return _coloured(length, draw, 1.6) * passing


def _coloured(length: int, draw: np.random.Generator, slope: float) -> Sound:
    """Return noise whose power falls with the frequency to the power of ``slope``."""
    spectrum = np.fft.rfft(draw.standard_normal(length))
    hertz = np.maximum(np.fft.rfftfreq(length, 1 / RATE), 40.0)
    sound = np.fft.irfft(spectrum * hertz ** (-slope / 2), length)
    even: Sound = sound / np.sqrt(np.mean(sound**2))
    return even


def mixed(clean: Sound, level: str, number: int, noises: Noises) -> bytes:
    """Return the reply with half a second before and after it, and noise at this level.

    The level compares the power of the moments that hold speech with that of the noise. The samples
    are of 16 bits.
    """
    silence = np.zeros(RATE // 2)
    sound = np.concatenate([silence, clean, silence])
    if level != LEVELS[0]:
        speech = clean[np.abs(clean) > FLOOR * np.abs(clean).max()]
        noise = noises.of(number, len(sound))
        wanted = np.mean(speech**2) / 10 ** (float(level.split()[0]) / 10)
        sound = sound + noise * np.sqrt(wanted / np.mean(noise**2))
    loudest = max(1.0, float(np.abs(sound).max()))
    return (sound / loudest * 32767).astype("<i2").tobytes()
