"""Choose at most three people for a day, each with the reason that comes first."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coach.people.rules import rhythm

DAILY = 3  # the most people a day
ASKED_FOR = 30  # days for which a question stays worth asking
DORMANT = 365  # days without a touch after which somebody without a rhythm is suggested
ORDER = ("promise", "date", "ask", "rhythm", "long", "dormant")


@dataclass(frozen=True)
class Candidate:
    """The facts about one person that decide whether they stand on the day's list.

    ``promise_due``: the earliest due day of an open promise of the user's that is soon, today or
    over. ``date_on``: a day to remember within its lead. ``next_on``: the day from which something
    is worth asking. ``acted_on``: the day of the last act.
    """

    id: int
    promise_due: date | None = None
    date_on: date | None = None
    next_on: date | None = None
    every: int | None = None
    base: date | None = None
    rest_until: date | None = None
    let_go: bool = False
    last_touch: date | None = None
    acted_on: date | None = None


@dataclass(frozen=True)
class DailyPerson:
    """A person of the day: the first reason that holds, and the others in their order."""

    id: int
    why: str
    also: tuple[str, ...] = ()


def three(
    candidates: Collection[Candidate],
    today: date,
    daily: int = DAILY,
    acted: int | None = None,
    away: bool = False,
) -> list[DailyPerson]:
    """Return the people of the day, in order. The order of ``candidates`` does not matter.

    ``daily``: 1 to 3. ``acted``: how many people were acted on today; by default those among the
    candidates. They take a place each, and do not stand on the list themselves. ``away``: the user
    is away from everything, so only promises speak.
    """
    if acted is None:
        acted = sum(each.acted_on == today for each in candidates)
    waiting = [each for each in candidates if each.acted_on != today]
    reasons = {each.id: reasons_of(each, today, away) for each in waiting}
    listed = [each for each in waiting if reasons[each.id]]
    chosen = sorted(
        (each for each in listed if reasons[each.id][0] != "long"),
        key=lambda each: _place(each, reasons[each.id][0], today),
    )
    longs = sorted(each.id for each in listed if reasons[each.id][0] == "long")
    ids = [each.id for each in chosen] + turn(longs, today.toordinal())
    if not ids and not acted and not away:
        return [DailyPerson(id_, "dormant") for id_ in _dormant(waiting, today)][:daily]
    return [
        DailyPerson(id_, reasons[id_][0], reasons[id_][1:]) for id_ in ids[: max(0, daily - acted)]
    ]


def turn(ids: Sequence[int], number: int) -> list[int]:
    """Return the one of the sorted ids whose turn it is, in a list; an empty list without ids."""
    return [ids[number % len(ids)]] if ids else []


def reasons_of(each: Candidate, today: date, away: bool = False) -> tuple[str, ...]:
    """Return the reasons that hold for a person, without ``dormant``, in their order."""
    reasons = ["promise"] if each.promise_due is not None else []
    if away or each.let_go or rests(each.rest_until, today):
        return tuple(reasons)
    if each.date_on is not None:
        reasons.append("date")
    if asks(each.next_on, today):
        reasons.append("ask")
    standing = rhythm.standing(each.every, each.base, today)
    if standing in ("due", "long"):
        reasons.append("rhythm" if standing == "due" else "long")
    return tuple(reasons)


def rests(rest_until: date | None, today: date) -> bool:
    """Return whether somebody rests. On the day itself the rest is over."""
    return rest_until is not None and rest_until > today


def asks(next_on: date | None, today: date) -> bool:
    """Return whether something is worth asking: its day came within the last 30 days."""
    return next_on is not None and timedelta() <= today - next_on <= timedelta(days=ASKED_FOR)


def _place(each: Candidate, why: str, today: date) -> tuple[Any, ...]:
    days: dict[str, Callable[[], tuple[Any, ...]]] = {
        "promise": lambda: (each.promise_due,),
        "date": lambda: (each.date_on,),
        "ask": lambda: (each.next_on,),
        "rhythm": lambda: _lateness(each, today),
    }
    return (ORDER.index(why), *days[why](), each.id)


def _lateness(each: Candidate, today: date) -> tuple[Any, ...]:
    every, since = each.every or rhythm.SHORTEST, each.base or today
    return (-rhythm.ratio(every, since, today), rhythm.next_due(every, since))


def _dormant(waiting: Collection[Candidate], today: date) -> list[int]:
    """Return the drifted tie of this week, Monday to Sunday.

    Ties that drifted, and did not break, are often worth a note (Levin, Walter and Murnighan 2011).
    """
    since = today - timedelta(days=DORMANT)
    ids = sorted(
        each.id
        for each in waiting
        if each.every is None
        and not each.let_go
        and not rests(each.rest_until, today)
        and each.last_touch is not None
        and each.last_touch <= since
    )
    return turn(ids, (today.toordinal() - 1) // rhythm.WEEK)
