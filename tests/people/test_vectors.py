"""Every case of tests/vectors/people.json that is about the rules."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.people.rules import dates, delicate, keys, names, rhythm, words
from coach.people.rules import promise as promises
from coach.people.rules.daily import Candidate, DailyPerson, three
from coach.people.rules.promise import PromiseState
from coach.people.rules.remember import Line, remember

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "people.json").read_text())
Case = dict[str, Any]


def cases(kind: str) -> Any:
    return pytest.mark.parametrize("case", VECTORS[kind], ids=lambda case: case.get("why"))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def a_day(text: str) -> date:
    return date.fromisoformat(text)


def promise_of(case: Case) -> PromiseState:
    days = ("made_on", "due", "first_due", "moved_on", "looked_on", "closed_on")
    return PromiseState(**{k: day(v) if k in days else v for k, v in case.items()})


def candidate(case: Case) -> Candidate:
    plain = ("id", "every", "let_go")
    return Candidate(**{k: v if k in plain else day(v) for k, v in case.items()})


@cases("rhythm")
def test_a_rhythm_counts_from_the_later_of_touch_and_rhythm(case: Case) -> None:
    today, every = a_day(case["today"]), case["every"]
    since = rhythm.base(day(case["last_touch"]), day(case["rhythm_from"]))
    assert since == day(case["base"])
    assert rhythm.next_due(every, since) == day(case["next_due"])
    assert rhythm.standing(every, since, today, day(case["rest_until"])) == case["standing"]
    assert since is not None
    assert words.since((today - since).days) == case["elapsed_words"]


@cases("spread")
def test_people_put_in_together_come_due_apart(case: Case) -> None:
    days = rhythm.spread(case["number"], case["every"], a_day(case["today"]))
    assert [each.isoformat() for each in days] == case["first_due"]


@cases("demand")
def test_the_rhythms_ask_for_so_many_notes_a_week(case: Case) -> None:
    assert round(rhythm.demand(case["everies"]), 1) == case["notes_a_week"]


@cases("since")
def test_a_span_has_words(case: Case) -> None:
    assert words.since(case["days"]) == case["words"]


@cases("every")
def test_a_rhythm_has_words(case: Case) -> None:
    assert words.every(case["days"]) == case["words"]


@cases("three")
def test_the_day_has_at_most_three(case: Case) -> None:
    found = three(
        [candidate(each) for each in case["candidates"]],
        a_day(case["today"]),
        case["budget"],
        case.get("acted"),
        case.get("away", False),
    )
    assert found == [DailyPerson(e["id"], e["why"], tuple(e["also"])) for e in case["list"]]


@cases("promise_phase")
def test_a_promise_has_a_phase_each_day(case: Case) -> None:
    promise = promise_of(case["promise"])
    found = {on: promises.phase(promise, a_day(on)) for on in case["phases"]}
    assert found == case["phases"]


@cases("promise_outcome")
def test_a_dated_promise_ends_one_way(case: Case) -> None:
    promise = promise_of(case["promise"])
    for each in case["moves"]:
        promise = promises.move(promise, a_day(each["to"]), a_day(each["on"]))
    closed = case["closed"]
    promise = replace(promise, state=closed["state"], closed_on=day(closed["on"]))
    assert promises.outcome(promise) == case["outcome"]


@cases("date_next")
def test_a_day_to_remember_comes_each_year(case: Case) -> None:
    found = dates.next_on(case["month_day"], a_day(case["today"]))
    assert (found.isoformat(), dates.rrule(case["month_day"])) == (case["on"], case["rrule"])


@cases("date_window")
def test_the_days_of_a_window(case: Case) -> None:
    found = dates.window(a_day(case["today"]), case["lead"])
    assert found == set(case["month_days"])


@cases("date_years")
def test_years_are_counted_where_a_year_is_known(case: Case) -> None:
    assert dates.years(case["year"], a_day(case["on"])) == case["years"]


@cases("date_valid")
def test_which_numbers_are_days(case: Case) -> None:
    assert dates.is_valid(case["month_day"]) == case["valid"]


@cases("remember")
def test_what_to_ask_next_time(case: Case) -> None:
    lines = [
        Line(e["id"], a_day(e["day"]), e["kind"] == "touch", e["later"], day(e["later_on"]))
        for e in case["entries"]
    ]
    found = remember(lines)
    assert (None if found is None else [found[0], found[1]]) == case["remember"]


@cases("names")
def test_names(case: Case) -> None:
    for function in (names.fold, names.key, names.initials, names.called):
        assert function(case["name"]) == case[function.__name__], function.__name__


@cases("mail_keys")
def test_keys_of_mail(case: Case) -> None:
    assert keys.mail(case["value"]) == case["key"]


@cases("phone_keys")
def test_keys_of_phones(case: Case) -> None:
    assert keys.phone(case["value"], case["region"]) == case["key"]


@cases("web_keys")
def test_keys_of_web_addresses(case: Case) -> None:
    assert keys.web(case["value"]) == (case["kept"], case["key"])


@cases("delicate")
def test_what_may_be_delicate(case: Case) -> None:
    assert delicate.delicate(case["line"]) == case["topic"]
