"""What holds for all people, days and promises."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.people.rules import dates, names, rhythm
from coach.people.rules import promise as promises
from coach.people.rules.daily import Candidate, three
from coach.people.rules.promise import PromiseState

DAY = timedelta(days=1)
TODAY = date(2026, 11, 30)
some = settings(max_examples=200)
days = st.dates(date(2000, 1, 1), date(2100, 6, 30))
near = st.integers(-420, 20).map(lambda n: TODAY + n * DAY)
maybe = st.none() | near
everies = st.integers(rhythm.SHORTEST, rhythm.LONGEST)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    number = draw(st.integers(0, 9))
    people = []
    for id_ in range(number):
        every = draw(st.none() | st.sampled_from([7, 30, 91, 365]))
        people.append(
            Candidate(
                id_ + 1,
                draw(maybe), draw(st.none() | st.just(TODAY)), draw(maybe), every,
                draw(near.filter(lambda d: d <= TODAY)) if every else None,
                draw(st.none() | st.none() | near), every is None and draw(st.booleans()),
                draw(st.none() | near), draw(st.none() | st.none() | st.just(TODAY)),
            )
        )  # fmt: skip
    return people


@given(candidates(), st.integers(1, 3), st.randoms())
@some
def test_there_are_never_too_many_nobody_twice_and_in_no_particular_order(
    people: list[Candidate], daily: int, random: object
) -> None:
    found = three(people, TODAY, daily)
    acted = sum(each.acted_on == TODAY for each in people)
    assert len(found) <= max(0, daily - acted)
    assert len({each.id for each in found}) == len(found)
    mixed = list(people)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert three(mixed, TODAY, daily) == found


@given(candidates(), st.integers(1, 3), st.integers(0, 2))
@some
def test_acting_on_one_leaves_the_others(people: list[Candidate], daily: int, n: int) -> None:
    before = three(people, TODAY, daily)
    if not before:
        return
    on = before[n % len(before)]
    acted = [
        Candidate(**{**each.__dict__, "acted_on": TODAY}) if each.id == on.id else each
        for each in people
    ]
    after = three(acted, TODAY, daily)
    others = [each for each in before if each.id != on.id]
    assert after[: len(others)] == others
    if on.why != "long":
        assert len(after) == len(others)


@given(everies, days, days, st.integers(0, 400), days)
@some
def test_nobody_gets_less_due_by_waiting_nor_more_by_a_touch(
    every: int, first: date, touched: date, later: int, today: date
) -> None:
    first, today = min(first, today), max(first, today)
    order = rhythm.STANDINGS
    now = order.index(rhythm.standing(every, first, today))
    then = order.index(rhythm.standing(every, first, today + later * DAY))
    assert now <= then
    assert rhythm.ratio(every, first, today) <= rhythm.ratio(every, first, today + later * DAY)
    touched = min(touched, today)
    since = rhythm.base(max(first, touched), first)
    assert since is not None
    assert order.index(rhythm.standing(every, since, today)) <= now
    assert rhythm.ratio(every, since, today) <= rhythm.ratio(every, first, today)


@given(st.integers(1, 200), everies, days)
@some
def test_a_spread_is_even(number: int, every: int, today: date) -> None:
    found = rhythm.spread(number, every, today)
    assert len(found) == number
    assert found == sorted(found)
    assert found[0] > today
    assert found[-1] == today + every * DAY
    assert max(Counter(found).values()) <= -(-number // every)
    assert rhythm.demand([every] * number) == float(Fraction(7 * number, every))


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), days, st.integers(0, 14))
@some
def test_a_day_comes_once_each_year(start: date, today: date, lead: int) -> None:
    number = dates.month_day(start)
    found = dates.next_on(number, today)
    assert today <= found <= today + 366 * DAY
    assert dates.next_on(number, found) == found
    assert dates.next_on(number, found + DAY).year == found.year + 1
    assert (number in dates.window(today, lead)) == (found - today <= lead * DAY)
    # as SQL orders the days: those of next year follow this year's
    coming = number if number >= dates.month_day(today) else number + dates.NEXT_YEAR
    assert (coming <= dates.window_end(today, lead)) == (found - today <= lead * DAY)


@given(days, st.integers(0, 60), st.integers(0, 80), st.integers(0, 20), st.booleans())
@some
def test_a_promise_never_steps_back(
    made: date, length: int, after: int, more: int, mine: bool
) -> None:
    order = ("quiet", "half", "soon", "today", "over")
    promise = PromiseState(mine, made, made + length * DAY)
    first = promises.phase(promise, made + after * DAY)
    then = promises.phase(promise, made + (after + more) * DAY)
    assert order.index(first) <= order.index(then)
    if length and mine:
        assert promises.phase(promise, made) == "quiet"


@given(days, st.integers(0, 60), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 60))))
@some
def test_a_promise_moved_late_stays_late(
    made: date, length: int, moves: list[tuple[int, int]]
) -> None:
    promise, late, today = PromiseState(True, made, made + length * DAY), False, made
    for wait, further in moves:
        today += wait * DAY
        assert promise.due is not None
        late = late or today > promise.due
        promise = promises.move(promise, today + further * DAY, today)
    assert promise.late_move == late


@given(st.text() | st.from_regex(r"[ŁłßİŒﬃåÅΐ]{1,9}"))
@some
def test_folding_twice_changes_nothing(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)
    assert names.fold(text.upper()) == names.fold(names.fold(text.upper()))


@given(st.text(min_size=1))
@some
def test_every_name_has_a_sign_and_can_be_called(text: str) -> None:
    assert len(names.initials(text)) <= 2
    names.called(text)
    names.key(text)
