"""Before you meet: what is known of people, on one page, and one question to bring."""

from datetime import date, timedelta
from itertools import pairwise

from flask import Flask

from coach.people.rules import meeting
from tests.conftest import FRIDAY, Visitor
from tests.counting import statements
from tests.people.test_pages import add

DAY = timedelta(days=1)
TODAY = FRIDAY.date()


def test_the_page_has_what_was_noted_promised_and_what_comes(app: Flask, owner: Visitor) -> None:
    maren = add(owner, matters="The port trial")
    for n, line in enumerate(("Oldest", "Coffee", "Lunch", "The move")):
        form = {"channel": "met", "day": (TODAY - (9 - n) * DAY).isoformat(), "line": line}
        more = {"news": "y"} if line == "Oldest" else {}
        owner.send(f"/people/{maren}/touch", form | more | {"token": line})
    noticed = {"channel": "noticed", "day": TODAY.isoformat(), "later": "The launch"}
    owner.send(f"/people/{maren}/touch", noticed | {"token": "n"})
    promised = {"what": "The outline", "whose": "theirs", "token": "p"}
    owner.send(f"/people/{maren}/promises", promised)
    soon = TODAY + 20 * DAY
    day = {"kind": "birthday", "day": str(soon.day), "month": str(soon.month), "lead": "0"}
    owner.send(f"/people/{maren}/dates", day)
    with statements(app) as sent:
        page = owner.page(f"/people/{maren}/before")
    assert len(sent) <= 8, "\n".join(sent)
    assert page.heading == "Before you meet Maren"
    for words in ("The port trial", "Lunch", "The move", "The launch", "from Maren, no date",
                  "Birthday on", meeting.question(TODAY).text):  # fmt: skip
        assert words in page.words, words
    assert "Oldest" in page.words.split("What has changed for Maren")[1]
    assert "Coffee" not in page.words, "three lines, and what changed"


def test_nothing_known_is_one_question(owner: Visitor) -> None:
    maren = add(owner)
    assert "what are you working on that you enjoy?" in owner.page(f"/people/{maren}/before").words


def test_six_people_stand_on_one_page_and_seven_are_too_many(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    ids = [add(owner, f"Person {n}") for n in range(7)]
    asked = "&".join(f"who={each}" for each in ids)
    with statements(app) as sent:
        page = owner.page("/people/before?" + asked.rpartition("&")[0])
    assert len(sent) <= 8, "\n".join(sent)
    assert [f"Person {n}" in page.words for n in range(7)] == [True] * 6 + [False]
    refused = owner.get("/people/before?" + asked)
    assert (refused.status_code, "Choose six people at most" in refused.text) == (422, True)
    assert "Whom do you meet?" in owner.page("/people/before").words
    ticked = owner.send("/people/bulk", {"id": ids[:2], "act": "before"})
    assert "Before you meet Person and Person" in owner.page(ticked.location).words
    add(stranger, "Nobody else")
    assert stranger.get(f"/people/before?who={ids[0]}").status_code == 404
    assert stranger.get(f"/people/{ids[0]}/before").status_code == 404


def test_each_week_and_each_person_has_another_question() -> None:
    weeks = [date(2026, 11, 30) + 7 * n * DAY for n in range(len(meeting.QUESTIONS))]
    assert {meeting.question(week) for week in weeks} == set(meeting.QUESTIONS)
    assert all(a.principle != b.principle for a, b in pairwise(map(meeting.question, weeks)))
    monday = weeks[0]
    assert meeting.question(monday) == meeting.question(monday + 6 * DAY)
    assert len({meeting.question(monday, place) for place in range(meeting.MOST)}) == 6
