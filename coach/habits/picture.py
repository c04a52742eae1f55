"""Geometry of the year picture: two half years of days under a strength curve.

Coordinates are those of the SVG's viewBox. All days of one state share one path, so that a
year is a dozen elements and not four hundred.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.habits.calendar import Cell
from coach.habits.history import State

COLUMN, LEFT = 13, 15  # a week's width, and where the first begins
TOP, BASE = 20, 54  # strength 100 and strength 0
FIRST_ROW = 72.5
WIDTH, HEIGHT = LEFT + 27 * COLUMN, 159

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
FORMS = {
    State.DONE: ("done",),
    State.SPARE: ("spare", "spare-in"),
    State.PARTIAL: ("half", "rim"),
    State.REST: ("rest",),
    State.FREE: ("rest",),
    State.AWAY: ("away",),
    State.TRAVEL: ("travel",),
    State.MISSED: ("miss",),
}


@dataclass(frozen=True)
class HalfYear:
    """One of the two pictures. ``paths`` are (class, SVG path) pairs.

    ``months`` are (x, first day) pairs, ``curve`` the strength as a path, ``area`` the same
    closed down to the base line; ``begins`` is where the curve begins, if it begins in here.
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


def year(cells: Sequence[Cell], today: date, start: date) -> tuple[HalfYear, HalfYear]:
    """Return the pictures of the year today lies in; ``start`` is the habit's first day."""
    january, june = date(today.year, 1, 1), date(today.year, 6, 30)
    july, december = date(today.year, 7, 1), date(today.year, 12, 31)
    return (
        _half(cells, january, june, today, start),
        _half(cells, july, december, today, start),
    )


def _half(cells: Sequence[Cell], first: date, last: date, today: date, start: date) -> HalfYear:
    shown = [cell for cell in cells if first <= cell.day <= last]
    states = [cell.state for cell in shown]
    curve = _curve(shown, first)
    return HalfYear(
        first,
        last,
        tuple((_month_x(first, month), month) for month in _months(first)),
        tuple(_paths(shown, first, today)),
        curve,
        _area(curve, shown, first),
        (_x(first, start) - COLUMN / 2, start) if first <= start <= last and shown else None,
        states.count(State.DONE),
        states.count(State.SPARE),
        states.count(State.MISSED),
    )


def _paths(cells: Iterable[Cell], first: date, today: date) -> Iterable[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for cell in cells:
        forms = ("late",) if cell.late and cell.state == State.DONE else FORMS.get(cell.state, ())
        for form in (*forms, "now") if cell.day == today else forms:
            spot = f"M{_x(first, cell.day):g} {_y(cell.day):g}"
            found.setdefault(form, []).append(spot + SHAPES[form])
    return ((form, "".join(parts)) for form, parts in found.items())


def _curve(cells: Sequence[Cell], first: date) -> str:
    points = [f"{_time_x(first, cell.day):g} {_height(cell.strength):g}" for cell in cells]
    return "M" + "L".join(points) if points else ""


def _area(curve: str, cells: Sequence[Cell], first: date) -> str:
    if not curve:
        return ""
    begin, end = _time_x(first, cells[0].day), _time_x(first, cells[-1].day)
    return f"{curve}L{end:g} {BASE}L{begin:g} {BASE}Z"


def _months(first: date) -> list[date]:
    return [first.replace(month=first.month + ahead) for ahead in range(6)]


def _week(first: date, day: date) -> int:
    monday = first - timedelta(days=first.weekday())
    return (day - monday).days // 7


def _month_x(first: date, month: date) -> int:
    """Return where a month's name stands: over the week of its first day."""
    week = _week(first, month)
    return LEFT + COLUMN * week + (2 if week else 0)


def _x(first: date, day: date) -> float:
    return LEFT + COLUMN * (_week(first, day) + 0.5)


def _y(day: date) -> float:
    return FIRST_ROW + COLUMN * day.weekday()


def _time_x(first: date, day: date) -> float:
    """Return where a day stands on the curve, which runs evenly through the weeks."""
    monday = first - timedelta(days=first.weekday())
    return round(LEFT + COLUMN * ((day - monday).days + 0.5) / 7, 1)


def _height(strength: float) -> float:
    return round(BASE - (BASE - TOP) * strength, 1)
