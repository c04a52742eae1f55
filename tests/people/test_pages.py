"""People as its user sees it: a list, a person, one tap, promises, and who may see them."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.db import Base, db
from coach.people import models
from tests.conftest import FRIDAY, Moment, Visitor
from tests.counting import statements

DAY = timedelta(days=1)
TODAY = FRIDAY.date()


def add(visitor: Visitor, name: str = "Maren Oduya", **more: Any) -> int:
    """Put somebody on a list and return the number in the address."""
    answer = visitor.send("/people/new", {"name": name, "token": name[:32], **more})
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def row(app: Flask, contact_id: int) -> models.Contact:
    with app.app_context():
        return db.session.get_one(models.Contact, contact_id)


def number(app: Flask, table: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_nobody_yet_and_then_one(app: Flask, owner: Visitor) -> None:
    assert "sorry to lose touch with" in owner.get("/people").text
    assert "Write a name" in owner.send("/people/new", {"name": ""}).text
    maren = add(owner, ring="-1", last_spoke="longer", role="Project lead")
    assert add(owner, ring="-1") == maren, "a form sent twice makes one"
    assert (row(app, maren).every, number(app, models.Ring)) == (30, 3)
    page = owner.page("/people").words
    assert "Maren Oduya" in page
    assert "It has been a long time" in page


def test_one_tap_notes_a_touch_and_another_takes_it_back(app: Flask, owner: Visitor) -> None:
    maren = add(owner, ring="-1", last_spoke="quarter")
    stamp = f"/people/{maren}/today"
    part = owner.send(stamp, {"state": "done", "next": "/people"}, part=True)
    assert "Noted: in touch with Maren today, by message." in part.text
    assert owner.send(stamp, {"state": "done"}).status_code == 303
    assert number(app, models.Touch) == 1
    assert "by phone" in owner.send(stamp, {"state": "done", "channel": "call"}, part=True).text
    assert "by phone" in owner.get("/people").text
    owner.send(stamp, {"state": "none"})
    assert (number(app, models.Touch), row(app, maren).acted_on) == (0, None)
    assert "You wanted to speak every month." in owner.get("/people").text


def test_one_form_writes_the_touch_the_promise_and_what_to_ask(app: Flask, owner: Visitor) -> None:
    maren = add(owner, ring="-1")
    form = {
        "channel": "met", "day": TODAY.isoformat(), "line": "Coffee.", "later": "The launch",
        "later_on": (TODAY + DAY).isoformat(), "gave": "y", "token": "once", "whose": "mine",
        "promise": "The outline", "due": (TODAY + DAY).isoformat(),
    }  # fmt: skip
    for _ in range(2):
        assert owner.send(f"/people/{maren}/touch", form).status_code == 303
    assert (number(app, models.Touch), number(app, models.Promise)) == (1, 1)
    assert (row(app, maren).next_line, row(app, maren).last_channel) == ("The launch", "met")
    page = owner.page(f"/people/{maren}").words
    assert "You helped or sent something" in page
    kept = owner.page("/people/promises").words
    assert "to Maren, by tomorrow" in kept


def test_what_was_typed_stays_when_a_form_is_refused(owner: Visitor) -> None:
    maren = add(owner)
    future = (TODAY + DAY).isoformat()
    form = {"channel": "met", "day": future, "line": "Typed in full"}
    answer = owner.send(f"/people/{maren}/touch", form)
    assert answer.status_code == 422
    assert "That day has not come yet" in answer.text
    assert "Typed in full" in answer.text
    answer = owner.send("/people/new", {"name": "A", "ways": "not a way"})
    assert (answer.status_code, "not a way" in answer.text) == (422, True)
    early = owner.send(f"/people/{maren}/touch", form | {"day": "1999-12-31"})
    assert early.status_code == 422, "the export could not carry it"


def test_a_delicate_line_is_asked_about_and_kept(owner: Visitor) -> None:
    maren = add(owner)
    form = {"channel": "met", "day": TODAY.isoformat(), "line": "Back from surgery."}
    assert owner.send(f"/people/{maren}/touch", form).status_code == 303
    assert "about health, would Maren mind reading it?" in owner.get(f"/people/{maren}").text


def test_rest_let_go_and_back(app: Flask, owner: Visitor, moment: Moment) -> None:
    maren = add(owner, ring="-1", last_spoke="quarter")
    refused = owner.send(f"/people/{maren}/rest", {"day": TODAY.isoformat()})
    assert refused.status_code == 422
    owner.send(f"/people/{maren}/rest", {"until": (TODAY + 7 * DAY).isoformat()})
    assert "Nobody is waiting for you" in owner.page("/people").words
    moment.now += 7 * DAY
    assert "You wanted to speak" in owner.page("/people").words
    owner.send(f"/people/{maren}/let-go")
    assert row(app, maren).every is None
    owner.send(f"/people/{maren}/take-up")
    assert row(app, maren).every == 30


def test_a_promise_near_its_date_is_shown_and_can_be_moved_and_kept(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    maren = add(owner)
    due = {"what": "The outline", "whose": "mine", "due": (TODAY + DAY).isoformat(), "token": "p"}
    owner.send(f"/people/{maren}/promises", due)
    moment.now += DAY
    assert "You promised “The outline” for today." in owner.get("/people").text
    later = {"what": "The outline", "due": (TODAY + 9 * DAY).isoformat(), "told": "y"}
    with app.app_context():
        promise = db.session.scalars(select(models.Promise.id)).one()
    owner.send(f"/people/promises/{promise}", later)
    assert row(app, maren).last_touch == TODAY + DAY
    owner.send(f"/people/promises/{promise}/kept")
    assert "1 was moved in time" in owner.page("/people/promises").words


def test_twenty_people_put_into_a_ring_come_due_apart(app: Flask, owner: Visitor) -> None:
    ids = [add(owner, f"Person {n:02}") for n in range(20)]
    with app.app_context():
        ring = db.session.scalars(select(models.Ring.id).where(models.Ring.every == 30)).one()
    answer = owner.send("/people/bulk", {"id": ids, "act": "ring", "to_ring": ring})
    assert answer.status_code == 303
    dues = [row(app, each).next_due for each in ids]
    assert len(set(dues)) == 20
    assert owner.send("/people/bulk", {"act": "ring", "line": "kept"}).status_code == 422


def test_everybody_is_found_by_any_of_their_words_in_any_case(owner: Visitor) -> None:
    add(owner, "Łukasz Żółć", world="Harbour", tags="Boats, Choir")
    add(owner, "Jane Doe")
    owner.page("/people")
    for words in ("lukasz zolc", "HARBOUR", "boats"):
        page = owner.page(f"/people/all?q={words}").words
        assert ("Łukasz" in page, "Jane" in page) == (True, False), words
    assert "Add x y" in owner.page("/people/all?q=x y").words
    assert owner.get("/people/all?after=x-&sort=quiet&ring=999999999999&tag=%00").status_code == 200


def test_pages_of_everybody_follow_each_other_without_a_gap(app: Flask, owner: Visitor) -> None:
    with app.app_context():
        from coach.people import contact_queries, touch_queries

        at = touch_queries.Moment(FRIDAY, TODAY, FRIDAY)
        for n in range(103):
            contact_queries.make(owner.user_id, f"t{n}", {"name": f"Person {n % 7}"}, at)
        db.session.commit()
    for sort in ("name", "quiet"):
        met, where = set[str](), f"/people/all?sort={sort}"
        for _ in range(3):
            page = owner.page(where)
            ids = [each.get("id", "") for each in page.all("li")]
            met |= {each for each in ids if each.startswith("contact-")}
            where = next((link for link in page.links() if "after=" in link), "")
        assert (len(met), where) == (103, "")


def test_deleting_for_good_needs_the_name_and_leaves_none_of_it(app: Flask, owner: Visitor) -> None:
    maren, samir = add(owner, "Maren Oduya"), add(owner, "Samir Holt")
    note = {"channel": "met", "day": TODAY.isoformat(), "line": "With Maren Oduya", "token": "a"}
    owner.send(f"/people/{samir}/touch", note)
    owner.send(f"/people/{maren}/touch", note | {"token": "b"})
    owner.send("/journal", {"text": "Maren Oduya helped me.", "token": "j"})
    page = f"/people/{maren}/delete"
    assert owner.send(page, {"name": "Maren"}).status_code == 422
    with app.app_context():
        touch = db.session.scalars(select(models.Touch.id).order_by(models.Touch.id)).first()
        entries = Base.metadata.tables["journal_entry"]
        entry = db.session.scalars(select(entries.c.id)).one()
    typed = {"name": "Maren Oduya", "touches": touch, "entries": entry}
    assert owner.send(page, typed).status_code == 303
    assert owner.send(page, typed).status_code == 303, "pressed twice is once"
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            if "user_id" in table.c and table.name != "browser_session":
                rows = db.session.execute(select(table)).all()
                assert not [each for each in rows if "Maren Oduya" in str(each)], table.name


def test_rings_change_due_days_and_leave_their_rhythm_behind(app: Flask, owner: Visitor) -> None:
    maren = add(owner, ring="-1")
    before = row(app, maren)
    with app.app_context():
        ring = db.session.scalars(select(models.Ring.id).where(models.Ring.every == 30)).one()
    owner.send("/people/rings", {"ring": ring, "name": "Often", "every": "14"})
    after = row(app, maren)
    assert (after.base, after.every) == (before.base, 14)
    owner.send("/people/rings", {"ring": ring, "act": "delete"})
    assert (row(app, maren).own_every, row(app, maren).ring_id) == (14, None)
    for days in ("3", "", "x"):
        refused = owner.send("/people/rings", {"name": "X", "every": days})
        assert refused.status_code == 422


def test_a_day_to_remember_is_a_day_of_some_year(owner: Visitor) -> None:
    page = f"/people/{add(owner)}/dates"
    for day, month in (("31", "2"), ("", "2"), ("x", "2"), ("30", "2")):
        refused = owner.send(page, {"kind": "birthday", "day": day, "month": month})
        assert (refused.status_code, "That is not a day" in refused.text) == (422, day != "x")
    form = {"kind": "birthday", "day": "29", "month": "2", "lead": "0", "year": "1990"}
    assert owner.send(page, form).status_code == 303
    assert "28 February" in owner.page(page).words


@pytest.mark.parametrize("page", ["/people", "/people/all", "/people/promises", "/people/1"])
def test_a_page_asks_the_database_at_most_eight_times(
    app: Flask, owner: Visitor, page: str
) -> None:
    for n in range(4):
        add(owner, f"Person {n}", ring="-1", last_spoke="quarter")
    owner.send("/people/1/today", {"state": "done"})
    with statements(app) as sent:
        assert owner.get(page).status_code == 200
    assert len(sent) <= 8, "\n".join(sent)


def test_a_person_with_a_habit_and_merges_costs_eight_statements(
    app: Flask, owner: Visitor
) -> None:
    maren, other = add(owner, ring="-1", last_spoke="quarter"), add(owner, "Oduya, Maren")
    form = {
        "name": "Call Maren", "cue": "Friday", "act": "call", "kind": "daily", "goal": "",
        "principle": "4", "contact": str(maren), "token": "h",
    }  # fmt: skip
    owner.send("/habits/new", form)
    owner.send(f"/people/merge?a={maren}&b={other}", {"keep": str(maren)})
    owner.get(f"/people/{maren}")  # the notice of the merge
    with statements(app) as sent:
        page = owner.get(f"/people/{maren}").text
    assert "Call Maren" in page
    assert "Take apart" in page
    assert len(sent) <= 8, "\n".join(sent)


def test_a_check_in_with_somebody_notes_the_touch_and_takes_it_back(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    maren = add(owner, ring="-1", last_spoke="quarter")
    form = {
        "name": "Call Maren", "cue": "Friday", "act": "call", "kind": "daily", "goal": "",
        "principle": "4", "contact": str(maren), "token": "h",
    }  # fmt: skip
    assert owner.send("/habits/new", form).status_code == 303
    with app.app_context():
        habits = Base.metadata.tables["habit"]
        habit = db.session.scalars(select(habits.c.id)).one()
    owner.send(f"/habits/{habit}/days/{TODAY}", {"state": "done"})
    assert (number(app, models.Touch), row(app, maren).last_touch) == (1, TODAY)
    owner.send(f"/habits/{habit}/days/{TODAY}", {"state": "none"})
    assert (number(app, models.Touch), row(app, maren).last_touch) == (0, None)
    assert "Call Maren" in owner.page(f"/people/{maren}").words


def test_today_shows_one_person_and_promises_near_their_date(app: Flask, owner: Visitor) -> None:
    maren = add(owner, ring="-1", last_spoke="quarter")
    add(
        owner,
        "Samir Holt",
        ring="-1",
        last_spoke="quarter",
    )
    due = {"what": "The outline", "whose": "mine", "due": TODAY.isoformat(), "token": "p"}
    owner.send(f"/people/{maren}/promises", due)
    page = owner.page("/today").words
    assert "One person" in page
    assert "You promised “The outline” for today." in page
    assert "Promised to Maren for today" in page
    assert "1 more person is on People" in page
    owner.send(f"/people/{maren}/today", {"state": "done"})
    page = owner.page("/today").words
    assert "Noted: in touch with Maren today" in page
    assert "Add a line" in page
    assert "Samir" not in page


def test_the_search_leads_to_the_people(owner: Visitor) -> None:
    assert "Look for “maren” among your people" in owner.page("/search?q=maren").words
