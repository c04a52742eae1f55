"""Define a fault in a content file."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. ``path`` is relative to the content folder, ``line`` is counted from 1.

    ``code`` is a rule of ``content/en/AUTHORS.md``. Errors fail the check, warnings do not.
    """

    path: str
    line: int
    code: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        mark = "" if self.level == "error" else " (warning)"
        return f"{self.path}:{self.line}: {self.code} {self.message}{mark}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean "x"?' for the known word nearest to ``word``, or an empty string."""
    near = get_close_matches(word, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""
