"""Compute the year's chart as SVG: two parts of six months, with days and a strength curve.

Coordinates are those of the viewBox. All days with the same state share one path, so that a year
needs a dozen elements instead of four hundred.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.habits.rules.day_states import CodedDays, settled

COLUMN, LEFT = 13, 15  # the width of a week, and the left edge of the first one
TOP, BASE = 20, 54  # y of strength 100 and of strength 0
FIRST_ROW = 72.5
WIDTH, HEIGHT = LEFT + 28 * COLUMN, 159  # six months need 28 weeks at most

SHAPES = {
    "done": "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    "late": "m-4.1 0a4.1 4.1 0 1 0 8.2 0a4.1 4.1 0 1 0-8.2 0",
    "spare": "m-4.1 0a4.1 4.1 0 1 0 8.2 0a4.1 4.1 0 1 0-8.2 0",
    "spare-in": "m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
    "half": "m0-4.6a4.6 4.6 0 0 0 0 9.2z",
    "rim": "m0-4.6a4.6 4.6 0 0 1 0 9.2",
    "rest": "m-1.3 0a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
    "away": "m-2.5 2.5l5-5",
    "travel": "m-1.8-3l3.6 3l-3.6 3",
    "miss": "m-2.7 0h5.4",
    "now": "m-6.4 0a6.4 6.4 0 1 0 12.8 0a6.4 6.4 0 1 0-12.8 0",
}
FORMS = {  # by the day's letter as shown (see day_states.LETTERS)
    "d": ("done",),
    "L": ("late",),
    "s": ("spare", "spare-in"),
    "p": ("half", "rim"),
    "q": ("half", "rim"),
    "h": ("half", "rim"),
    "r": ("rest",),
    "f": ("rest",),
    "a": ("away",),
    "t": ("travel",),
    "m": ("miss",),
    "e": ("miss",),
    "o": (),
}
# the position of each day in 28 weeks of seven days, and the height of each strength
SPOTS = tuple(
    f"M{LEFT + COLUMN * (week + 0.5):g} {FIRST_ROW + COLUMN * weekday:g}"
    for week in range(28)
    for weekday in range(7)
)
TIMES = tuple(
    f"{LEFT + COLUMN * (place + 0.5) / 7:.1f}".removesuffix(".0") for place in range(len(SPOTS))
)
HEIGHTS = tuple(f" {BASE - (BASE - TOP) * strength / 1000:.1f}" for strength in range(1001))


@dataclass(frozen=True, eq=False)
class HalfYear:
    """One part of the chart, with six months at most. ``paths`` are (class, SVG path) pairs.

    ``months``: (x, first day) pairs. ``curve``: the strength as a path. ``area``: the same, closed
    along the base line. ``begins``: (x, day) of the habit's start if it lies in this part.
    ``done``, ``spare`` and ``missed`` are numbers of days.
    """

    first: date
    last: date
    months: tuple[tuple[int, date], ...]
    paths: tuple[tuple[str, str], ...]
    curve: str
    area: str
    begins: tuple[float, date] | None
    done: int
    spare: int
    missed: int


def drawn_from(today: date) -> date:
    """Return the first day of the chart, which has twelve months and ends with this one."""
    return (today.replace(day=1) - timedelta(days=330)).replace(day=1)


def year(past: CodedDays, today: date, start: date) -> tuple[HalfYear, ...]:
    """Return the parts for up to twelve months, from the month of the habit's first day.

    ``start`` is that day. A new habit has one part, which grows up to six months.
    """
    past = replace(past, letters=settled(past.letters))
    begin = max(drawn_from(today), min(start, today).replace(day=1))
    months = _months(begin, today)
    parts = (months[:6], months[6:])
    return tuple(_half(past, part, today, start) for part in parts if part)


def _half(past: CodedDays, months: list[date], today: date, start: date) -> HalfYear:
    first, last = months[0], _last_of(months[-1])
    shown = past.between(first, last)
    letters = shown.letters
    place = (shown.first - _monday(first)).days
    curve = _curve(shown.strengths, place)
    return HalfYear(
        first,
        last,
        tuple((_month_x(first, month), month) for month in months),
        tuple(_paths(letters, place, shown.last == today)),
        curve,
        _area(curve, place, len(letters)),
        (_x(first, start) - COLUMN / 2, start) if first <= start <= last and letters else None,
        letters.count("d") + letters.count("L"),
        letters.count("s"),
        letters.count("m") + letters.count("e"),
    )


def _paths(letters: str, place: int, with_today: bool) -> Iterable[tuple[str, str]]:
    spots: dict[tuple[str, ...], list[str]] = {}
    for spot, letter in zip(SPOTS[place:], letters, strict=False):
        spots.setdefault(FORMS[letter], []).append(spot)
    for forms, starts in spots.items():
        for form in forms:
            shape = SHAPES[form]
            yield form, shape.join(starts) + shape
    if with_today and letters:
        yield "now", SPOTS[place + len(letters) - 1] + SHAPES["now"]


def _curve(strengths: tuple[int, ...], place: int) -> str:
    points = zip(TIMES[place:], strengths, strict=False)
    path = "L".join([time + HEIGHTS[strength] for time, strength in points])
    return f"M{path}" if path else ""


def _area(curve: str, place: int, length: int) -> str:
    if not curve:
        return ""
    begin, end = TIMES[place], TIMES[place + length - 1]
    return f"{curve}L{end} {BASE}L{begin} {BASE}Z"


def _months(first: date, last: date) -> list[date]:
    """Return the first days of the months from that of ``first`` to that of ``last``."""
    found = [first.replace(day=1)]
    while (following := _last_of(found[-1]) + timedelta(days=1)) <= last:
        found.append(following)
    return found


def _last_of(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _week(first: date, day: date) -> int:
    return (day - _monday(first)).days // 7


def _monday(first: date) -> date:
    return first - timedelta(days=first.weekday())


def _month_x(first: date, month: date) -> int:
    """Return the x of a month's name: above the week of its first day."""
    week = _week(first, month)
    return LEFT + COLUMN * week + (2 if week else 0)


def _x(first: date, day: date) -> float:
    return LEFT + COLUMN * (_week(first, day) + 0.5)
