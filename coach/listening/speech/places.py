"""Count who is in the waiting line, in this process or in all server processes of the machine."""

import contextlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Protocol

try:
    import fcntl
except ImportError:  # no Unix: then each server process has a line of its own
    fcntl = None  # type: ignore[assignment]


class Places(Protocol):
    """The places of a waiting line, those of the recordings at work included."""

    def taken(self) -> AbstractContextManager[int | None]:
        """Take a place. Return how many were taken before, or None if there is none."""


class PlacesHere:
    """Places that the threads of this process share."""

    def __init__(self, count: int) -> None:
        self.count, self._inside = count, 0
        self._lock = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[int | None]:
        """Take a place. Return how many were taken before, or None if there is none."""
        with self._lock:
            before = self._inside
            full = before >= self.count
            self._inside += not full
        try:
            yield None if full else before
        finally:
            with self._lock:
                self._inside -= not full


class SharedPlaces:
    """Places that all server processes with the same folder share.

    Each place is a lock on an empty file in the folder. The system gives a lock back when its
    process ends, however it ends. One more file, the door, lets people in one after the other, so
    that nobody counts while somebody else enters.
    """

    def __init__(self, count: int, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.door = folder / "door"
        self.files = [folder / f"place-{number}" for number in range(1, count + 1)]
        for file in (self.door, *self.files):
            file.touch(mode=0o600)

    @contextmanager
    def taken(self) -> Iterator[int | None]:
        """Take a place. Return how many were taken before, or None if there is none."""
        with ExitStack() as mine:
            yield self._enter(mine)

    def _enter(self, mine: ExitStack) -> int | None:
        with self.door.open("r+b") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            free = [file for path in self.files if (file := _locked(path))]
            for file in free[1:]:
                file.close()
        if not free:
            return None
        mine.enter_context(free[0])  # closing it gives the place back
        return len(self.files) - len(free)


def _locked(path: Path) -> BufferedRandom | None:
    """Return the open file with its lock, or None if somebody has it."""
    file = path.open("r+b")
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    file.close()
    return None


def places(count: int, folder: Path) -> Places:
    """Return places that the server processes share if the system has such locks."""
    return SharedPlaces(count, folder) if fcntl else PlacesHere(count)
