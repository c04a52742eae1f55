"""What calendar and e-mail say of people: nothing, that something is due, or names."""

from datetime import timedelta

import pytest
import vobject
from flask import Flask
from sqlalchemy import delete, select

from coach.db import db
from coach.habits.models import Habit
from coach.habits.reminders.email import question
from coach.people import contact_queries, models
from tests.conftest import FRIDAY, Moment, Visitor
from tests.habits.test_mails import ADDRESS, Postbox, box, join, mailing, port, round_of
from tests.habits.test_reminder_pages import choose, subscribed
from tests.people.test_pages import TODAY, add

__all__ = ["box", "mailing", "port"]  # fixtures
DAY = timedelta(days=1)


def promise(visitor: Visitor, contact_id: int, what: str, days: int) -> None:
    form = {"whose": "mine", "what": what, "due": f"{TODAY + days * DAY}", "token": what}
    assert visitor.send(f"/people/{contact_id}/promises", form).status_code == 303


@pytest.fixture
def maren(owner: Visitor) -> int:
    """Somebody with a promise, a birthday on a leap day, and a day of work."""
    maren = add(owner)
    promise(owner, maren, "Workshop outline", 3)
    for kind, label, day, month in (("birthday", "", 29, 2), ("work", "The housing trust", 1, 3)):
        form = {"kind": kind, "label": label, "day": str(day), "month": str(month), "lead": "0"}
        assert owner.send(f"/people/{maren}/dates", form).status_code == 303
    return maren


def test_the_calendar_says_nothing_of_people_unless_it_is_asked_to(
    owner: Visitor, maren: int
) -> None:
    feed = subscribed(owner)
    assert "VEVENT" not in owner.get(feed).text
    owner.send("/people/rings", {"act": "named", "named": "bare"})
    text = owner.get(feed).text
    events = vobject.readOne(text).vevent_list
    said = [event.summary.value for event in events]
    assert said == ["A promise is due", "A day to remember", "A day to remember"]
    assert "Maren" not in text
    assert "Workshop" not in text
    assert f"/people/{maren}" not in text


def test_with_names_the_calendar_has_promises_and_days_with_identities_that_stay(
    app: Flask, owner: Visitor, maren: int, moment: Moment
) -> None:
    feed = subscribed(owner)
    choose(owner, named="names")
    text = owner.get(feed).text
    due, birthday, work = vobject.readOne(text).vevent_list
    assert due.summary.value == "Workshop outline, to Maren"
    assert (due.dtstart.value, due.valarm.trigger.value) == (
        TODAY + 3 * DAY, timedelta(days=-1, hours=-15),
    )  # fmt: skip
    assert birthday.summary.value == "Maren: Birthday"
    assert set(birthday.rrule.value.split(";")) == {"FREQ=YEARLY", "BYMONTH=2", "BYMONTHDAY=-1"}
    assert "DTSTART;VALUE=DATE:20260228" in text
    assert (work.summary.value, work.rrule.value) == ("Maren: The housing trust", "FREQ=YEARLY")
    assert {event.class_.value if hasattr(event, "class_") else "PRIVATE" for event in
            (due, birthday, work)} == {"PRIVATE"}  # fmt: skip
    names = {event.uid.value.partition("@")[0] for event in (due, birthday, work)}
    assert names == {"promise-1", "date-1", "date-2"}
    identities = [event.uid.value for event in (due, birthday, work)]
    moment.now += timedelta(days=2)
    owner.send("/people/promises/1", {"what": "Outline", "due": f"{TODAY + 9 * DAY}"})
    again = vobject.readOne(owner.get(feed).text).vevent_list
    assert [event.uid.value for event in again] == identities
    owner.send(f"/people/{maren}/let-go", {})
    assert [e.uid.value for e in vobject.readOne(owner.get(feed).text).vevent_list] == (
        identities[:1]
    ), "of those who were let go only a promise is said"


def test_the_choice_stands_on_both_pages_and_a_form_without_it_leaves_it(
    owner: Visitor, maren: int
) -> None:
    owner.send("/people/rings", {"act": "named", "named": "names"})
    choose(owner)
    for page in ("/people/rings", "/habits/reminders"):
        shown = owner.page(page)
        assert "Whoever keeps your calendar or e-mail reads these names." in shown.words
        chosen = [each for each in shown.all("option") if each.get("selected") is not None]
        assert "names" in [each.get("value") for each in chosen]
    assert choose(owner, named="everything").status_code == 422


def people_of(app: Flask, user_id: int, named: str) -> None:
    """Give somebody a promise for tomorrow, one at half its time, and something to ask."""
    at = contact_queries.Moment(FRIDAY, TODAY, FRIDAY)
    with app.app_context():
        called = ("Maren Oduya", "Agnes Dahlbeck", "Tobias Renn")
        maren, agnes, tobias = (
            contact_queries.make(user_id, name, {"name": name}, at) for name in called
        )
        told = {"user_id": user_id, "mine": True, "state": "open"}
        db.session.add_all(
            [
                models.Promise(
                    contact_id=maren.id, token="a", what="Workshop outline",
                    made_on=TODAY - 2 * DAY, due=TODAY + DAY, **told,
                ),
                models.Promise(
                    contact_id=agnes.id, token="b", what="port numbers",
                    made_on=TODAY - 12 * DAY, due=TODAY + 8 * DAY, **told,
                ),
            ]
        )  # fmt: skip
        tobias.next_line, tobias.next_on = "how the housing trust is going", TODAY
        contact_queries.choose(user_id, named=named)
        db.session.commit()


NAMED = f"""for Friday 27 November:

Promises
Workshop outline, to Maren, by Saturday 28 November
Half the time has passed: port numbers, to Agnes, by 5 December
People for today
Maren: you promised “Workshop outline” for tomorrow.
Tobias, to ask: “how the housing trust is going”
{ADDRESS}/people

To stop these e-mails: """
BARE = f"""for Friday 27 November:

Two promises are near their date. Two people are on your list for today.
{ADDRESS}/people

To stop these e-mails: """


@pytest.mark.parametrize(("named", "text"), [("names", NAMED), ("bare", BARE)])
def test_a_day_without_habits_but_with_people_has_a_mail(
    mailing: Flask, box: Postbox, named: str, text: str
) -> None:
    user_id = join(mailing, "nora@example.org")
    people_of(mailing, user_id, named)
    with mailing.app_context():
        db.session.execute(delete(Habit))
        db.session.commit()
    assert round_of(mailing) == "1 sent, 0 not sent\n"
    assert box.got[0][1]["Subject"] == "Friday: promises and people"
    assert text in box.text().replace("\r\n", "\n")


def test_a_mail_about_habits_names_nobody_unless_it_is_asked_to(
    mailing: Flask, box: Postbox
) -> None:
    user_id = join(mailing, "nora@example.org")
    people_of(mailing, user_id, "none")
    round_of(mailing)
    assert "Maren" not in box.text()
    assert "/people" not in box.text()


def test_whoever_is_asked_for_consent_reads_that_it_is_about_people_too(app: Flask) -> None:
    both = question("nora@example.org", "https://x.example/agree", people=True)
    assert both.subject == "Would you like to be reminded of your habits and people by e-mail?"
    assert "of their habits and people by e-mail" in both.text
    assert "people" not in question("nora@example.org", "https://x.example/agree").text


def test_a_number_without_a_country_is_known_by_the_time_zones(app: Flask, owner: Visitor) -> None:
    owner.set_cookie("zone", "Europe/Berlin")
    owner.send("/settings", {"name": "Nora", "zone": "Europe/Berlin", "theme": "", "rollover": "3",
                             "week_start": "1", "look_back_day": "5"})  # fmt: skip
    add(owner, ways="0171 1234567")
    with app.app_context():
        assert db.session.scalar(select(models.ContactWay.key)) == "+491711234567"
