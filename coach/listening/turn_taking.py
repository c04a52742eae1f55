"""Judge when somebody began to speak while a message was playing. Pure.

The exercise is to let the speaker finish although the pauses tempt one to speak. What counts is
whether one waited, how many pauses one let pass, and what had been told by then. How fast anybody
reacted is neither scored nor stored.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.listening.room import Room, Timing

COUNTED = 6  # the longest pauses of a message are those that tempt one to speak
GRACE = 0.7  # seconds after a pause that still belong to it: slow hands, wireless headphones
RUN = 3  # messages in a row
FEWEST_PAUSES = 3  # with fewer pauses nothing tempts one to speak


@dataclass(frozen=True)
class Utterance:
    """What is spoken between two pauses: its start and end in seconds, and its words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True)
class SpeechPause:
    """A pause of a message, in seconds. ``after`` is the number of pieces spoken before it."""

    start: float
    end: float
    after: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True)
class SpeechTiming:
    """When each piece of a recording is spoken, and when each key point has been told (seconds).

    ``written`` says whether an author put pauses into the message.
    """

    pieces: tuple[Utterance, ...]
    told: Mapping[str, float]
    written: bool = False

    @property
    def end(self) -> float:
        """The second at which the last word ends."""
        return self.pieces[-1].end

    @cached_property
    def pauses(self) -> tuple[SpeechPause, ...]:
        """All pauses between two pieces, in order."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return tuple(SpeechPause(a.end, b.start, n) for n, (a, b) in enumerate(pairs, start=1))

    @cached_property
    def counted(self) -> tuple[SpeechPause, ...]:
        """The ``COUNTED`` longest pauses, in order."""
        longest = sorted(self.pauses, key=lambda pause: (-pause.seconds, pause.start))[:COUNTED]
        return tuple(sorted(longest, key=lambda pause: pause.start))

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """For each step of the version to read, the number of pieces shown: up to each counted
        pause, and up to the end."""
        return (*(pause.after for pause in self.counted), len(self.pieces))

    def text(self, first: int, last: int) -> str:
        """Return the words of the pieces from ``first`` up to ``last``, counted from 0."""
        return " ".join(piece.words for piece in self.pieces[first:last])


@dataclass(frozen=True)
class TurnTaken:
    """When somebody began to speak, and what had passed by then.

    ``after`` is the number of pieces that had ended. ``in_pause`` says whether it was in a pause
    (or up to ``GRACE`` seconds after it), ``into`` how many seconds into it. ``passed`` of
    ``pauses`` counted pauses had passed, and ``told`` key points had been told.
    """

    waited: bool
    after: int
    in_pause: bool
    into: float
    passed: int
    pauses: int
    told: int


def timings(room: Room) -> Mapping[str, SpeechTiming]:
    """Return the timings of the recordings that suit the exercise, by message id."""
    found = {
        name: speech_timing(sound.timing, " ".join(room.messages[name].paragraphs))
        for name, sound in room.sounds.items()
        if sound.timing
    }
    return {name: timing for name, timing in found.items() if timing}


def speech_timing(timing: Timing, text: str) -> SpeechTiming | None:
    """Return when the words of a transcript are spoken.

    None if the timing does not fit the transcript, or has fewer than ``FEWEST_PAUSES`` pauses.
    """
    pieces = tuple(
        Utterance(piece.start / 100, piece.end / 100, text[piece.first : piece.last].strip())
        for piece in timing.pieces
    )
    moments = [moment for piece in pieces for moment in (piece.start, piece.end)]
    fits = moments == sorted(moments) and " ".join(piece.words for piece in pieces) == text
    if not fits or len(pieces) <= FEWEST_PAUSES:
        return None
    written = any(pause.kind == "written" for pause in timing.pauses)
    return SpeechTiming(pieces, timing.told, written)


def take_turn(timing: SpeechTiming, at: float | None) -> TurnTaken:
    """Return what it means to speak ``at`` a second of the recording, or never (None)."""
    if at is None or at >= timing.end:
        return _turn(timing, timing.end, None, waited=True)
    entered = [pause for pause in timing.pauses if pause.start <= at <= pause.end + GRACE]
    pause = entered[-1] if entered else None
    return _turn(timing, at, pause, waited=False)


def _turn(timing: SpeechTiming, at: float, pause: SpeechPause | None, waited: bool) -> TurnTaken:
    until = pause.start if pause else at
    return TurnTaken(
        waited=waited,
        after=sum(piece.end <= until for piece in timing.pieces),
        in_pause=pause is not None,
        into=min(at, pause.end) - pause.start if pause else 0.0,
        passed=sum(each.end <= until for each in timing.counted),
        pauses=len(timing.counted),
        told=sum(second <= until for second in timing.told.values()),
    )


def until_told(timing: SpeechTiming, after: int, point: str) -> float | None:
    """Return the seconds from the end of the first ``after`` pieces until a point has been told.

    None if it had been told by then, or if the recording does not know the point.
    """
    since = timing.pieces[after - 1].end if after else timing.pieces[0].start
    second = timing.told.get(point, 0.0)
    return second - since if second > since else None


def next_message(
    timings: Mapping[str, SpeechTiming], heard: Mapping[str, int], run: Collection[str], seed: str
) -> str | None:
    """Return the message that comes next in a run, or None after ``RUN`` messages.

    ``heard`` has how often each message was done, ``run`` those of this run. The message done
    least often comes first, one with written pauses before the others, and otherwise the order
    depends on the seed alone.
    """
    left = [name for name in timings if name not in run]
    if not left or len(run) >= RUN:
        return None
    shuffled = {name: hashlib.sha256(f"{seed} {name}".encode()).digest() for name in left}
    return min(left, key=lambda n: (heard.get(n, 0), not timings[n].written, shuffled[n]))


@dataclass(frozen=True)
class RunTotal:
    """What somebody let pass in some messages."""

    waited: int
    messages: int
    passed: int
    pauses: int


def total(turns: Sequence[tuple[bool, int, int]]) -> RunTotal:
    """Return the sums of some (waited, pauses let pass, pauses)."""
    return RunTotal(
        waited=sum(waited for waited, _, _ in turns),
        messages=len(turns),
        passed=sum(passed for _, passed, _ in turns),
        pauses=sum(pauses for _, _, pauses in turns),
    )
