"""Reminders through the browser's eyes: the settings, the secret calendar, links from mails."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import vobject
from flask import Flask
from sqlalchemy import select
from werkzeug.test import encode_multipart

from coach.accounts.models import User
from coach.assessment.calendar import Week
from coach.db import db
from coach.habits.models import Away, CheckIn, Habit
from coach.habits.reminders import email as links
from coach.habits.reminders.email import Tap
from coach.habits.reminders.models import ReminderChoice
from coach.intentions import queries as intentions
from tests.assessment.sitting import sit
from tests.conftest import FRIDAY, Moment, Visitor
from tests.habits.test_pages import TODAY, planned
from tests.pages import text

PAGE = "/habits/reminders"


@pytest.fixture
def habit(owner: Visitor) -> str:
    return planned(owner)


def number(address: str) -> int:
    return int(address.rpartition("/")[2])


def choose(visitor: Visitor, **times: str) -> Any:
    return visitor.send(PAGE, {"look_back_at": "", "mail_at": "07:30", **times})


def subscribed(visitor: Visitor) -> str:
    """Make the calendar's address and return its path."""
    assert visitor.send(f"{PAGE}/feed").status_code == 303
    shown = visitor.page(PAGE).one("input", id="address").get("value") or ""
    return shown.removeprefix("http://localhost")


def titles(visitor: Visitor, path: str) -> list[str]:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = vobject.readOne(answer.text)
    return [event.summary.value for event in calendar.contents.get("vevent", [])]


def test_nothing_reminds_by_itself(app: Flask, owner: Visitor, habit: str) -> None:
    page = owner.page(PAGE)
    assert "Create a calendar link" in page.words
    assert not page.all("input", id="address")
    with app.app_context():
        assert db.session.scalars(select(ReminderChoice)).all() == []
        assert db.session.scalars(select(Habit.cue_time)).all() == [None]


def test_a_cue_time_rings_in_the_calendar_and_so_does_the_look_back(
    owner: Visitor, habit: str, client: Visitor
) -> None:
    feed = subscribed(owner)
    assert titles(client, feed) == []
    choose(owner, **{f"habit_{number(habit)}": "07:30", "look_back_at": "17:00"})
    assert titles(client, feed) == ["Wait two breaths before I answer", "Look back on your week"]
    events = vobject.readOne(client.get(feed).text).vevent_list
    assert [event.dtstart.value.replace(tzinfo=None) for event in events] == [
        datetime(2026, 11, 27, 7, 30),  # noqa: DTZ001  what the wall shows
        datetime(2026, 11, 27, 17, 0),  # noqa: DTZ001
    ]
    assert "BYDAY=FR" in client.get(feed).text


def test_the_calendar_has_the_day_of_what_is_planned_without_the_words(
    app: Flask, owner: Visitor
) -> None:
    feed = subscribed(owner)
    with app.app_context():
        for step, ahead in (("a", 3), ("b", -1)):
            day = FRIDAY.date() + timedelta(days=ahead)
            intentions.save(owner.user_id, step, "L.", day, "What worries you most?", FRIDAY)
        db.session.commit()
    [event] = vobject.readOne(owner.get(feed).text).vevent_list
    assert event.summary.value == "Say what you planned"
    assert event.dtstart.value == date(2026, 11, 30)
    assert "worries" not in owner.get(feed).text


def test_a_refused_time_loses_nothing_that_was_typed(owner: Visitor, habit: str) -> None:
    answer = choose(owner, **{f"habit_{number(habit)}": "25:99", "look_back_at": "17:00"})
    assert answer.status_code == 422
    assert "Write a time such as 07:30" in answer.text
    assert 'value="17:00"' in answer.text


def test_what_is_paused_archived_or_done_today_is_silent(owner: Visitor, habit: str) -> None:
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    assert "EXDATE:20261127T073000Z" in owner.get(feed).text
    owner.send(f"{habit}/pause")
    assert titles(owner, feed) == []
    owner.send(f"{habit}/resume")
    assert len(titles(owner, feed)) == 1
    owner.send(f"{habit}/archive")
    assert titles(owner, feed) == []


def rung(visitor: Visitor, path: str, length: int = 14) -> list[str]:
    """Return the days of the next two weeks on which the only event of a calendar begins."""
    event = vobject.readOne(visitor.get(path).text).vevent
    begin = event.dtstart.value
    until = begin + timedelta(days=length)
    return [f"{day:%a}" for day in event.getrruleset(addRDate=False) if day < until]


def weekly(visitor: Visitor) -> tuple[str, str]:
    """Plan a habit three times a week that rings at 07:30; return its page and the calendar."""
    habit = planned(visitor, kind="week", week=3)
    feed = subscribed(visitor)
    choose(visitor, **{f"habit_{number(habit)}": "07:30"})
    return habit, feed


def test_the_calendar_is_silent_for_the_rest_of_a_week_that_is_met(
    owner: Visitor, moment: Moment
) -> None:
    """Calendars read a feed once a day or less, so Wednesday's answer must know about Friday."""
    moment.now = FRIDAY - timedelta(days=4)  # Monday
    habit, feed = weekly(owner)
    assert rung(owner, feed)[:4] == ["Mon", "Wed", "Fri", "Mon"]
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        moment.now = datetime.fromisoformat(f"{day}T08:00:00Z")
        owner.send(f"{habit}/days/{day}", {"state": "done"})
    assert rung(owner, feed, 8) == ["Mon", "Wed"]  # of the next week, from Friday on
    assert "EXDATE:20261125T073000Z,20261127T073000Z" in owner.get(feed).text


def test_a_month_that_is_met_is_silent_until_it_ends(owner: Visitor, moment: Moment) -> None:
    moment.now = FRIDAY - timedelta(days=17)
    habit = planned(owner, kind="month", month=2)
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    for day in ("2026-11-09", "2026-11-10"):
        owner.send(f"{habit}/days/{day}", {"state": "done"})
    text = owner.get(feed).text
    assert "DTSTART:20261114T073000Z" in text
    assert "EXDATE:20261114T073000Z\r\n" in text


def test_a_look_back_that_is_answered_rings_next_week(owner: Visitor, app: Flask) -> None:
    feed = subscribed(owner)
    choose(owner, look_back_at="17:00")
    assert "EXDATE" not in owner.get(feed).text
    sit(owner, Week(2026, 48))
    assert "EXDATE:20261127T170000Z" in owner.get(feed).text


def test_an_explicit_no_is_an_answer_and_silences_the_day(owner: Visitor, habit: str) -> None:
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    owner.send(f"{habit}/days/{TODAY}", {"state": "missed"})
    assert "EXDATE:20261127T073000Z" in owner.get(feed).text


def identities(visitor: Visitor, path: str, **options: Any) -> set[str]:
    calendar = vobject.readOne(visitor.get(path, **options).text)
    return {event.uid.value for event in calendar.vevent_list}


def test_an_events_identity_does_not_depend_on_who_asks(
    owner: Visitor, habit: str, another: Callable[..., Visitor]
) -> None:
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30", "look_back_at": "17:00"})
    told = identities(owner, feed)
    assert len(told) == 2
    assert all(re.fullmatch(r"(habit|look-back)-\d+@[0-9a-f]{32}", uid) for uid in told)
    assert identities(owner, feed, base_url="http://nas.local:8000") == told
    assert identities(another(address="https://coach.example.org"), feed) == told


def test_a_pause_with_an_end_beyond_all_days_is_a_pause(
    app: Flask, owner: Visitor, habit: str
) -> None:
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    with app.app_context():
        end = date(9999, 12, 31)
        db.session.add(Away(user_id=owner.user_id, first=FRIDAY.date(), last=end))
        db.session.commit()
    assert titles(owner, feed) == []


def test_the_calendar_can_be_subscribed_to_copied_or_downloaded_once(
    owner: Visitor, habit: str, client: Visitor
) -> None:
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    feed = subscribed(owner)
    page = owner.page(PAGE)
    assert f"webcal://localhost{feed}" in page.links()
    assert page.one("button", **{"data-copy": "address"}).text == "Copy the address"
    assert "/habits/reminders/calendar.ics" in page.links()
    once = owner.get("/habits/reminders/calendar.ics")
    assert "attachment" in once.headers["Content-Disposition"]
    assert once.text == owner.get(feed).text
    assert client.get("/habits/reminders/calendar.ics").status_code == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:8000", "can be opened on this computer only"),
        ("http://192.168.1.20:8000", "can be opened in this network only"),
        ("https://coach.example.org", "Google Calendar"),
    ],
)
def test_the_page_says_from_where_the_address_can_be_reached(
    owner: Visitor, another: Callable[..., Visitor], address: str, said: str
) -> None:
    subscribed(owner)
    visitor = another(address=address)
    for name in ("session", "remember_token"):
        if kept := owner.get_cookie(name):
            visitor.set_cookie(name, kept.value)
    words = visitor.page(PAGE).words
    assert said in words
    warned = "only" in words.partition("In your calendar")[2]
    assert warned == (address != "https://coach.example.org")


def test_the_calendar_follows_the_persons_zone(owner: Visitor, habit: str) -> None:
    feed = subscribed(owner)
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    days = {"rollover": 4, "week_start": 1, "look_back_day": 5, "theme": "", "name": "Nora"}
    owner.send("/settings", {**days, "zone": "Europe/Berlin"})
    text = owner.get(feed).text
    assert "TZID:Europe/Berlin" in text
    assert "DTSTART;TZID=Europe/Berlin:20261127T073000" in text


def test_a_new_address_ends_the_old_one_and_ending_it_leaves_none(owner: Visitor) -> None:
    first = subscribed(owner)
    second = subscribed(owner)
    assert first != second
    assert owner.get(first).status_code == 404
    assert owner.get(second).status_code == 200
    owner.send(f"{PAGE}/feed/end")
    assert owner.get(second).status_code == 404
    assert owner.get("/feed/.ics").status_code == 404
    assert owner.get("/feed/None.ics").status_code == 404


def test_only_an_address_that_was_there_before_is_called_a_new_one(owner: Visitor) -> None:
    words = [owner.page(owner.send(f"{PAGE}/feed").location).words for _ in range(2)]
    assert "The calendar link is ready." in words[0]
    assert "new address" not in words[0].partition("Reminders")[0]
    assert "The calendar has a new address. The old one no longer works." in words[1]


def test_the_calendar_holds_one_persons_habits_and_sets_no_cookie(
    owner: Visitor, newcomer: Visitor, client: Visitor, habit: str
) -> None:
    choose(owner, **{f"habit_{number(habit)}": "07:30"})
    feed = subscribed(newcomer)
    assert titles(owner, feed) == []
    assert "Set-Cookie" not in client.get(feed).headers


def test_nobody_sets_the_times_of_another(
    app: Flask, owner: Visitor, stranger: Visitor, habit: str
) -> None:
    choose(stranger, **{f"habit_{number(habit)}": "07:30"})
    with app.app_context():
        assert db.session.scalars(select(Habit.cue_time)).all() == [None]


def test_a_visitor_sees_the_page_and_may_end_nothing(client: Visitor) -> None:
    assert "You have no habits yet" in client.page(PAGE).words
    assert client.send(f"{PAGE}/feed/end").status_code == 404


# links from mails


def token(app: Flask, owner: Visitor, habit: str, **changes: Any) -> str:
    day = FRIDAY.date()
    with app.app_context():
        named = db.session.scalar(select(Habit.token).where(Habit.id == number(habit))) or "no"
    right = Tap(owner.public_id, named, day, FRIDAY + links.LASTS)
    return links.tap(app.config["SECRET_KEY"], replace(right, **changes))


def states(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(CheckIn.state)))


def test_one_press_checks_in_without_signing_in_and_works_once(
    app: Flask, owner: Visitor, habit: str, client: Visitor
) -> None:
    address = f"/tap/{token(app, owner, habit)}"
    page = client.page(address)
    assert page.actions() == {address}
    assert len(page.all("button")) == 1
    assert states(app) == []
    assert client.send(address).status_code == 303
    assert states(app) == ["done"]
    assert "This link has been used" in client.page(address).words
    owner.send(f"{habit}/days/{TODAY}", {"state": "missed"})
    assert client.send(address).status_code == 410
    assert states(app) == ["missed"]
    assert client.get("/habits").text.count("Let people finish") == 0


def test_looking_at_a_link_changes_nothing(app: Flask, owner: Visitor, habit: str) -> None:
    address = f"/tap/{token(app, owner, habit)}"
    for _ in range(3):
        owner.get(address)
        owner.head(address)
    assert states(app) == []


def test_a_link_ends_after_a_day_and_a_half(
    app: Flask, owner: Visitor, habit: str, moment: Moment, client: Visitor
) -> None:
    address = f"/tap/{token(app, owner, habit)}"
    moment.now = FRIDAY + timedelta(hours=35, minutes=59)
    assert "Done" in client.page(address).words
    moment.now = FRIDAY + timedelta(hours=36)
    assert "This link no longer works" in client.page(address, 410).words
    assert client.send(address).status_code == 410
    assert states(app) == []


def test_a_link_that_was_changed_or_is_for_something_gone_leads_nowhere(
    app: Flask, owner: Visitor, stranger: Visitor, habit: str, client: Visitor
) -> None:
    good = token(app, owner, habit)
    wrong = [
        good[:-3] + ("a" if good[-3] != "a" else "b") + good[-2:],
        "x" + good,
        links.mails(app.config["SECRET_KEY"], links.STOP, owner.public_id, "a@b.example"),
        token(app, owner, "/habits/999"),
        token(app, owner, habit, person=stranger.public_id),
    ]
    for each in wrong:
        assert client.get(f"/tap/{each}").status_code == 404, each
        assert client.send(f"/tap/{each}").status_code == 404, each
    assert states(app) == []


def account(app: Flask, visitor: Visitor, email: str = "nora@example.org") -> None:
    """Give the person an address and let them want mails they did not agree to yet."""
    with app.app_context():
        db.session.get_one(User, visitor.user_id).email = email
        db.session.add(ReminderChoice(user_id=visitor.user_id, mail_at=time(7, 30)))
        db.session.commit()


def choice(app: Flask, visitor: Visitor) -> tuple[str, time | None]:
    with app.app_context():
        found = db.session.get_one(ReminderChoice, visitor.user_id)
        return found.agreed, found.mail_at


def test_an_address_says_yes_and_no_by_its_own_links(
    app: Flask, owner: Visitor, client: Visitor
) -> None:
    account(app, owner)
    secret = app.config["SECRET_KEY"]
    yes = links.mails(secret, links.AGREE, owner.public_id, "nora@example.org")
    no = links.mails(secret, links.STOP, owner.public_id, "nora@example.org")
    client.page(f"/reminders/agree/{yes}")
    assert choice(app, owner) == ("", time(7, 30))
    assert client.send(f"/reminders/agree/{yes}").status_code == 303
    assert choice(app, owner) == ("nora@example.org", time(7, 30))
    assert "Agreed" in client.page(f"/reminders/agree/{yes}").words
    client.page(f"/reminders/stop/{no}")
    assert client.send(f"/reminders/stop/{no}").status_code == 303
    assert choice(app, owner) == ("", None)
    assert "no more e-mails" in client.page(f"/reminders/stop/{no}").words


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_a_mail_program_ends_the_mails_by_one_click_of_its_own(
    app: Flask, owner: Visitor, client: Visitor
) -> None:
    """RFC 8058: one POST without cookie, form token or referrer, and no redirect."""
    account(app, owner)
    no = links.mails(app.config["SECRET_KEY"], links.STOP, owner.public_id, "nora@example.org")
    for _ in range(2):  # mail programs try again
        answer = client.post(f"/reminders/stop/{no}", data=ONE_CLICK, base_url="https://localhost")
        assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert choice(app, owner) == ("", None)
    boundary, body = encode_multipart(ONE_CLICK)
    kind = f"multipart/form-data; boundary={boundary}"
    assert client.post(f"/reminders/stop/{no}", data=body, content_type=kind).status_code == 200


def test_only_the_right_address_and_words_end_mails_without_a_forms_token(
    app: Flask, owner: Visitor, client: Visitor
) -> None:
    account(app, owner)
    secret = app.config["SECRET_KEY"]
    no = links.mails(secret, links.STOP, owner.public_id, "nora@example.org")
    yes = links.mails(secret, links.AGREE, owner.public_id, "nora@example.org")
    assert client.post(f"/reminders/stop/{no}").status_code == 400
    assert client.post(f"/reminders/stop/{no}", data={"List-Unsubscribe": "x"}).status_code == 400
    assert client.post(f"/reminders/stop/{yes}", data=ONE_CLICK).status_code == 404
    assert client.post(f"/reminders/agree/{yes}", data=ONE_CLICK).status_code == 400
    assert client.get(f"/reminders/stop/{no}", query_string=ONE_CLICK).status_code == 200
    assert choice(app, owner) == ("", time(7, 30))


def test_a_link_of_another_kind_person_or_address_leads_nowhere(
    app: Flask, owner: Visitor, stranger: Visitor, client: Visitor
) -> None:
    account(app, owner)
    secret = app.config["SECRET_KEY"]
    yes = links.mails(secret, links.AGREE, owner.public_id, "nora@example.org")
    old = links.mails(secret, links.AGREE, owner.public_id, "old@example.org")
    other = links.mails(secret, links.AGREE, stranger.public_id, "nora@example.org")
    for address in (f"stop/{yes}", f"agree/{old}", f"agree/{other}", "agree/x", "stop/x"):
        assert client.get(f"/reminders/{address}").status_code == 404, address
        assert client.send(f"/reminders/{address}").status_code == 404, address


def test_without_a_mail_server_no_mail_can_be_asked_for(app: Flask, owner: Visitor) -> None:
    assert "This server does not send e-mail" in owner.page(PAGE).words
    choose(owner, mail="y")
    assert choice(app, owner)[1] is None


@pytest.mark.parametrize(
    ("address", "told", "not_told"),
    [
        ("http://127.0.0.1:8000", ["on this computer only", "Import"], ["From URL", "begins with"]),
        ("http://192.168.1.20", ["in this network only", "Import"], ["From URL", "begins with"]),
        ("http://coach.example.org", ["From URL", "begins with http"], ["only", "Import"]),
        ("https://coach.example.org", ["From URL"], ["only", "Import", "begins with"]),
    ],
)
def test_each_calendar_has_one_sentence_that_is_true_of_the_address(
    owner: Visitor,
    figures: Callable[..., None],
    address: str,
    told: list[str],
    not_told: list[str],
) -> None:
    figures(address=address)
    owner.send("/habits/reminders/feed")
    page = owner.page("/habits/reminders")
    said = text(page.one("section", id="calendar"))
    assert [text(name) for name in page.one("ul", id="calendars").iter("strong")] == [
        "Apple Calendar", "Google Calendar", "Outlook",
    ]  # fmt: skip
    assert all(words in said for words in told)
    assert not any(words in said for words in not_told)
    assert page.all("a", href=f"webcal:{address.partition(':')[2]}"
                    + page.one("input", id="address").get("value", "")[len(address) :])  # fmt: skip
    loud = [text(each) for each in page.one("section", id="calendar").iter("a")
            if each.get("class") == "btn"]  # fmt: skip
    only_here = any("this computer only" in words for words in told)
    assert loud == (["Download once (.ics)"] if only_here else ["Subscribe"])
    assert page.all("button", data_copy="address")
    assert page.all("a", href="/habits/reminders/calendar.ics")
