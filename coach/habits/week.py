"""One kind sentence on the week, and the seven days it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.habits.calendar import calendar
from coach.habits.card import DAY, Track, farewell, glyph
from coach.habits.history import State
from coach.habits.running import Reading, read
from coach.habits.schedule import plan_on
from coach.habits.why import STATES, WEEKDAYS, counted

RECENT = 7  # days for which a spare day or an ended streak is still worth a word


@dataclass(frozen=True)
class Dot:
    """One day of the week: its glyph in the sprite (none for a day to come) and its words."""

    day: date
    glyph: str
    words: str


@dataclass(frozen=True)
class Week:
    """What to say about the week, of which habit, and its days from the week's start on."""

    name: str
    principle: int
    heading: str
    words: str
    dots: tuple[Dot, ...]


def week(tracks: Sequence[Track], today: date, week_start: int) -> Week | None:
    """Return the most telling habit's week, or None while there is nothing to tell.

    A spare day comes first, then an ended streak, then plain counting. Of several habits the
    one with the newest event speaks, then the one that stands first.
    """
    read_now = [(track, read(track.history, track.running, today)) for track in tracks]
    told = [
        (*saying, track)
        for track, said in read_now
        if (saying := _covered(track, said, today) or _over(said, today))
    ]
    if told:
        _, heading, words, track = max(told, key=lambda each: each[0])
        return Week(track.name, track.principle, heading, words, _dots(track, today, week_start))
    return _plain(tracks, today, week_start)


def _covered(track: Track, said: Reading, today: date) -> tuple[date, str, str] | None:
    slips = said.standing.slips
    if not slips or (today - slips[-1]).days >= RECENT:
        return None
    run = counted(said.standing.current, said.standing.unit)
    words = f"A spare day kept “{track.name}” going: {run} and counting."
    return slips[-1], f"{WEEKDAYS[slips[-1].weekday()]} is covered", words


def _over(said: Reading, today: date) -> tuple[date, str, str] | None:
    ended = said.standing.ended
    if ended is None or (today - ended.day).days >= RECENT or not farewell(said):
        return None
    return ended.day, "Today can be day one", farewell(said).removesuffix(" Today can be day one.")


def _plain(tracks: Sequence[Track], today: date, week_start: int) -> Week | None:
    for track in tracks:
        dots = _dots(track, today, week_start)
        done = sum(dot.glyph in ("done", "late") for dot in dots)
        if done:
            words = f"“{track.name}” is done on {counted(done, 'days')} so far."
            return Week(track.name, track.principle, "This week", words, dots)
    return None


def _dots(track: Track, today: date, week_start: int) -> tuple[Dot, ...]:
    first = today - timedelta(days=(today.isoweekday() - week_start) % 7)
    cells = {cell.day: cell for cell in calendar(track.history, track.running, today)}
    dots = []
    for day in (first + DAY * ahead for ahead in range(7)):
        name = WEEKDAYS[day.weekday()] + (", today" if day == today else "")
        if cell := cells.get(day):
            dots.append(Dot(day, glyph(cell), f"{name}: {_words(cell.state)}"))
        elif day <= today:
            dots.append(Dot(day, "", f"{name}: before the start"))
        else:
            dots.append(_to_come(track, day, name))
    return tuple(dots)


def _words(state: State) -> str:
    return "covered by a spare day" if state == State.SPARE else STATES[state].lower()


def _to_come(track: Track, day: date, name: str) -> Dot:
    plan = plan_on(track.history.plans, day)
    if track.history.day(day).neutral:
        return Dot(day, "away", f"{name}: away")
    if plan.schedule.unit == "days" and not plan.schedule.asks(day):
        return Dot(day, "rest", f"{name}: free")
    return Dot(day, "", f"{name}: to come")
