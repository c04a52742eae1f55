"""How well search does: fifty things people type, and where the page they want stands."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.conftest import Visitor
from tests.pages import text

FILE = Path(__file__).with_name("queries.toml")
YOURS = "yours: "
NOTE = "Jordi wants the cathedral drawings by Friday, and I have not begun."
PROMISE = "The scaffold drawings for Jordi"
HABIT = "Greet the night porter"


@dataclass(frozen=True)
class Wanted:
    """What is typed, and the pages of which the first one found counts."""

    typed: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Shares of the queries from 0 to 1, and the slowest answer in milliseconds."""

    hit_1: float
    hit_3: float
    reciprocal: float  # the mean of 1 / rank; 0 where the page is not found
    slowest: float


def wanted() -> list[Wanted]:
    """Return the queries."""
    found = tomllib.loads(FILE.read_text("utf-8"))["query"]
    return [Wanted(each["typed"], tuple(each["want"])) for each in found]


def settle(visitor: Visitor) -> None:
    """Give the person what the queries about their own things ask for."""
    visitor.send("/journal", {"text": NOTE, "token": "measured"})
    visitor.send("/journal/tools/promise-list", {"s-promises.0.what": PROMISE})
    form = {"principle": 4, "name": HABIT, "cue": "I come in", "act": "say good evening first",
            "kind": "daily", "token": "measured"}  # fmt: skip
    answer = visitor.send("/habits/new", form)
    assert answer.status_code == 303, answer.text


def found(visitor: Visitor, typed: str) -> list[str]:
    """Return what the page lists, from the top: addresses, and titles of one's own things."""
    page = visitor.page("/search?" + _query(typed))
    listed = []
    for group in page.root.iter("ul"):
        if "rows" not in (group.get("class") or "").split():
            continue
        own = group.get("id") == "yours"
        listed += [
            f"{YOURS}{text(link)}" if own else link.get("href", "") for link in group.iter("a")
        ]
    return listed


def rank(listed: Sequence[str], pages: Iterable[str]) -> int:
    """Return where the first of these pages stands, from 1; 0 when none is listed."""
    for place, address in enumerate(listed, start=1):
        if any(_is(address, page) for page in pages):
            return place
    return 0


def measure(visitor: Visitor, told: bool = False) -> Figures:
    """Ask all the queries."""
    ranks, times = [], []
    for each in wanted():
        began = perf_counter()
        listed = found(visitor, each.typed)
        times.append(1000 * (perf_counter() - began))
        ranks.append(rank(listed, each.pages))
        if told:
            print(f"{ranks[-1]:3} {times[-1]:5.0f} ms  {each.typed}  {listed[:3]}")
    count = len(ranks)
    return Figures(
        sum(place == 1 for place in ranks) / count,
        sum(0 < place <= 3 for place in ranks) / count,
        sum(1 / place for place in ranks if place) / count,
        max(times),
    )


def _is(address: str, page: str) -> bool:
    """Return whether an address is the page's, or lies below it as a step below its lesson."""
    if page in ("/settings", "/privacy", "/review", "/listening"):
        return address.partition("#")[0] == page
    return address.startswith(page)


def _query(typed: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"q": typed})
