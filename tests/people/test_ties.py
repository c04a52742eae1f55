"""Who knows whom: introductions, the map and its findings, and what goes one way."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.db import db
from coach.people import contact_queries, models, tie_queries, touch_queries
from coach.people.rules import introduction, picture
from coach.people.rules.introduction import NotAgreed, TieState
from coach.people.rules.picture import Finding, MapPerson
from coach.people.touch_queries import Moment, TouchNote
from tests.conftest import FRIDAY, Visitor
from tests.counting import statements
from tests.people.test_pages import add, number, row
from tests.people.test_vectors import Case, a_day, cases, day

DAY = timedelta(days=1)
TODAY = FRIDAY.date()
some = settings(max_examples=150)


def person_of(case: Case) -> MapPerson:
    return MapPerson(
        case["id"], case["name"], case["world"], case["every"], day(case["last_touch"]),
        tuple(case["tags"]),
    )  # fmt: skip


def plain(found: Finding) -> dict[str, Any]:
    """Return a finding as the vectors write it."""
    if found.kind == "meet":
        return {"kind": "meet", "ids": list(found.ids), "tag": found.tag}
    return {"kind": found.kind, "world": found.world}


@cases("map_findings")
def test_what_the_map_says(case: Case) -> None:
    people, today = [person_of(each) for each in case["people"]], a_day(case["today"])
    found = picture.findings(people, case["ties"], case["wanted"], today)
    assert [plain(each) for each in found] == case["findings"]


@cases("map_places")
def test_where_people_stand_on_the_map(case: Case) -> None:
    found = picture.places([person_of(each) for each in case["people"]])
    assert {str(id_): list(xy) for id_, xy in found.items()} == case["xy"]


def test_a_group_that_hangs_on_one_and_a_group_wished_for() -> None:
    people = [MapPerson(n, f"P{n}", f"G{n % 2}") for n in range(6)]
    ngaire = MapPerson(9, "Ngaire", "Council", None, TODAY - 365 * DAY)
    found = picture.findings([*people, ngaire], [], ["Council", "Young farmers"], TODAY)
    assert [(each.kind, each.world) for each in found] == [
        ("bridge", "Council"),
        ("wanted", "Young farmers"),
    ]
    assert picture.findings([*people[:4], ngaire], [], [], TODAY) == [], "too few are placed"
    talked = ngaire._replace(last_touch=TODAY - 364 * DAY)
    assert picture.findings([*people, talked], [], [], TODAY) == []


@st.composite
def placed(draw: st.DrawFn) -> list[MapPerson]:
    return [
        MapPerson(
            n, f"P{n}", draw(st.sampled_from(["", "A", "a", "B"])),
            draw(st.sampled_from([None, 30, 91, 365])), draw(st.sampled_from([None, TODAY])),
            tuple(draw(st.sets(st.sampled_from(["x", "X", "y"])))),
        )
        for n in range(draw(st.integers(0, 12)))
    ]  # fmt: skip


@given(placed(), st.randoms(), st.integers(0, 30))
@some
def test_findings_are_few_and_the_order_of_people_does_not_matter(
    people: list[MapPerson], random: Any, later: int
) -> None:
    today = TODAY + later * DAY
    found = picture.findings(people, [], ["C"], today)
    assert len(found) <= picture.MOST_FINDINGS
    mixed = list(people)
    random.shuffle(mixed)
    assert [plain(each) for each in picture.findings(mixed, [], ["C"], today)] == [
        plain(each) for each in found
    ]
    for pair in picture.shared(people, []):
        assert pair not in picture.shared(people, [(pair.second, pair.first)])
    places = picture.places(people)
    assert len(set(places.values())) == len(people)
    assert all(0 <= xy <= picture.SIDE for point in places.values() for xy in point)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["know", "idea", "asked", "made", "no", "other"]),
            st.booleans(),
            st.booleans(),
        )
    )
)
@some
def test_nobody_is_introduced_before_both_have_said_yes(acts: list[tuple[str, bool, bool]]) -> None:
    tie = TieState()
    for act, first, second in acts:
        before = tie
        try:
            tie = introduction.after(tie, act, first, second)
        except NotAgreed:
            assert not (first and second)
        if tie.state == "made" != before.state:
            assert (first, second) == (True, True)
        assert tie.state in introduction.STATES
        if before.state == "made":
            assert tie == before, "what was made stays"


def test_an_introduction_from_the_idea_to_the_talk(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    samir, agnes = add(owner, "Samir Holt"), add(owner, "Agnes Dahlbeck")
    page = f"/people/{samir}/introduce"
    assert owner.send(page, {"who": samir}).status_code == 422, "not with oneself"
    led = owner.send(page, {"who": agnes, "why": "Both plan a move", "act": "idea"})
    tie = led.location
    assert owner.send(f"/people/{agnes}/introduce", {"who": samir}).location == tie, "one pair"
    refused = owner.send(tie, {"act": "made", "first": "y"})
    assert (refused.status_code, "Ask both first" in refused.text) == (422, True)
    owner.send(tie, {"act": "asked", "first": "y", "why": "Both plan a move"})
    assert "Samir has said yes" in owner.page(tie).words
    for _ in range(2):
        assert owner.send(tie, {"act": "made", "first": "y", "second": "y"}).status_code == 303
    assert number(app, models.Touch) == 1
    for id_, other in ((samir, "Agnes Dahlbeck"), (agnes, "Samir Holt")):
        assert row(app, id_).next_on == TODAY + 14 * DAY
        words = owner.page(f"/people/{id_}").words
        assert "Introduced Agnes and Samir" in words
        assert other in words.split("Knows")[1]
    assert f"/people/{agnes}" in owner.page("/people/map").links()
    assert stranger.get(tie).status_code == 404
    assert stranger.send(tie, {"act": "forget"}).status_code == 303, "nothing of theirs is there"
    assert number(app, models.ContactTie) == 1
    assert owner.send(tie, {"act": "forget"}).status_code == 303
    assert number(app, models.ContactTie) == 0


def test_the_map_says_what_it_draws_and_asks_at_most_eight_times(
    app: Flask, owner: Visitor
) -> None:
    assert "Add a group to eight people" in owner.page("/people/map").words
    for n in range(7):
        add(owner, f"Person {n}", world="Hospital", ring="-1", tags="Boats")
    ngaire = add(owner, "Ngaire Pohatu", world="Council", tags="boats")
    owner.send("/people/rings", {"act": "wanted", "wanted": "Young farmers\n\nCouncil\nThird"})
    with statements(app) as sent:
        page = owner.page("/people/map")
    assert len(sent) <= 8, "\n".join(sent)
    assert page.heading == "Most of the people you placed are from Hospital."
    assert "Only Ngaire connects you with Council, and nothing is noted." in page.words
    assert "Young farmers: nobody yet." in page.words
    assert "And 1 more without a rhythm or a tie" in page.words
    assert f"/people/{ngaire}/edit#own_every" in page.links()
    assert owner.get("/people/map").text.count('class="map-point"') == 7
    rows = page.all("tr")
    assert len(rows) == 8
    owner.send("/people/rings", {"act": "wanted", "wanted": ""})
    assert "Would both want to meet?" in owner.page("/people/map").words


@pytest.mark.database
def test_the_groups_and_pairs_of_the_database_are_those_of_all_rows(
    app: Flask, owner: Visitor
) -> None:
    worlds = ["Port", "port", "Council", "", "Choir", "Port"]
    at = Moment(FRIDAY, TODAY, FRIDAY)
    with app.app_context():
        people = []
        for n, world in enumerate(worlds):
            values = {"name": f"P{n}", "world": world}
            made = contact_queries.make(owner.user_id, f"t{n}", values, at)
            contact_queries.set_tags(made, ["Boats"] if n % 2 else ["boats", "Rare" + str(n)])
            people.append(made)
        db.session.flush()
        touch_queries.note(owner.user_id, people[:2], TouchNote(TODAY, "met"), "t", at)
        every = [
            MapPerson(each.id, each.name, each.world, each.every, each.last_touch, ("boats",))
            for each in people
        ]
        facts = tie_queries.map_facts(owner.user_id)
        assert [each[:2] for each in facts.groups] == [each[:2] for each in picture.groups(every)]
        assert [each.only and each.only.id for each in facts.groups] == [
            each.only and each.only.id for each in picture.groups(every)
        ]
        assert picture.shared(facts.tagged, []) == picture.shared(every, [])
        db.session.rollback()


@pytest.mark.database
def test_what_goes_one_way_is_asked_once(app: Flask, owner: Visitor, stranger: Visitor) -> None:
    samir, maren = add(owner, "Samir Holt"), add(owner)
    for n in range(3):
        form = {"channel": "met", "day": str(TODAY - n * DAY), "gave": "y", "line": f"Line {n}"}
        owner.send(f"/people/{samir}/touch", form | {"token": f"s{n}"})
        owner.send(f"/people/{maren}/touch", form | {"token": f"m{n}", "got": "y"})
    page = owner.page("/people/between")
    assert "With Samir, all that you noted this year went one way: from you." in page.words
    assert "Maren" not in page.words
    words = owner.page(f"/people/{samir}").words
    assert "Line 0" in words.split("From you")[1]
    assert "Nothing noted, which does not mean" in words.split("From Samir")[1]
    assert stranger.send("/people/between", {"who": samir}).status_code == 404
    assert owner.send("/people/between", {"who": samir}).status_code == 303
    assert "Nothing noted here goes one way only." in owner.page("/people/between").words


def test_a_year_old_line_counts_no_more(app: Flask, owner: Visitor) -> None:
    samir = add(owner, "Samir Holt")
    for n in (0, 1, 365):
        form = {"channel": "met", "day": str(TODAY - n * DAY), "got": "y", "token": f"s{n}"}
        owner.send(f"/people/{samir}/touch", form)
    with app.app_context():
        assert tie_queries.one_way(owner.user_id, TODAY) == []
        assert [each.way for each in tie_queries.one_way(owner.user_id, date(2026, 11, 26))] == [
            "got"
        ]
