"""A habit with everything that happened to it, and how it is seen on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from coach.habits.rules.calendar import Cell, days
from coach.habits.rules.history import History
from coach.habits.rules.past import Past
from coach.habits.rules.running import Reading, Running

UNTOLD = Past(date.min)


@dataclass(frozen=True, eq=False)
class Track:
    """A habit with everything that happened to it.

    ``running`` is the stored state the history goes on from, ``past`` the days up to it, told
    one by one; ``moments`` and ``notes`` tell when each day was recorded, and what was written
    with it. ``graduated`` and ``looked`` are the days it was retired with honour, and last
    looked at since. ``token`` names the habit in links, as ``id`` does in pages.
    """

    id: int
    name: str
    principle: int
    cue: str
    history: History
    running: Running
    moments: Mapping[date, datetime] = field(default_factory=dict)
    notes: Mapping[date, str] = field(default_factory=dict)
    past: Past = UNTOLD
    act: str = ""
    smallest: str = ""
    archived: bool = False
    rehearsed: bool = True
    graduated: date | None = None
    looked: date | None = None
    token: str = ""


@dataclass(frozen=True)
class Seen:
    """A habit as it is seen on a day: one walk, from which all that is shown is read.

    ``cells`` are the days since the stored state, ``whole`` those and the ones before it.
    """

    track: Track
    today: date
    cells: tuple[Cell, ...]
    whole: Past
    reading: Reading


@lru_cache(maxsize=1024)
def see(track: Track, today: date) -> Seen:
    """Return the habit as it is seen on ``today``."""
    walked = days(track.history, track.running, today)
    return Seen(track, today, walked.cells, track.past.followed_by(walked.past), walked.reading)
