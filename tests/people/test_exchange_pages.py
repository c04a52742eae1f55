"""Files of people in and out, and two people made one, as the user sees it."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach.accounts.commands import tidied
from coach.db import db
from coach.journal.models import Entry
from coach.people import models, upkeep
from coach.people.exchange.models import ContactMerge, PeopleDraft, PeopleFile
from tests.conftest import FRIDAY, Moment, Visitor
from tests.people.test_pages import add, number, row

FILES = Path(__file__).parent / "files"


def look(visitor: Visitor, name: str, data: bytes | None = None) -> str:
    """Send a file and return the address of its page."""
    content = data if data is not None else (FILES / name).read_bytes()
    answer = visitor.send("/people/import", {"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def names_here(app: Flask) -> list[str]:
    with app.app_context():
        query = select(models.Contact.name).order_by(models.Contact.sort)
        return list(db.session.scalars(query))


def rows_here(app: Flask) -> dict[str, Any]:
    """Return all rows about people, without what changes with each write.

    What a search looks in has the same words, in the order of their rows.
    """
    tables = (
        models.Contact, models.Touch, models.TouchContact, models.Promise, models.ContactDate,
        models.ContactWay, models.ContactTag, models.HabitContact, models.ContactTie,
        models.JournalContact,
    )  # fmt: skip
    with app.app_context():
        found = {}
        for table in tables:
            columns = [c for c in table.__table__.c if c.name not in ("id", "changed_at")]
            lines = [row._asdict() for row in db.session.execute(select(*columns))]
            for line in lines:
                line["found"] = sorted(line.get("found", "").split())
            found[table.__tablename__] = sorted(map(str, lines))
        return found


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_a_file_comes_in_is_taken_back_and_comes_in_again(
    app: Flask, owner: Visitor, name: str
) -> None:
    page = look(owner, name)
    assert "checked" not in owner.get(page).text
    assert owner.send(page, {}).status_code == 422
    assert names_here(app) == []
    ticks = {"take": ["0", "1"], "notes": "y"}
    assert owner.send(page, ticks).status_code == 303
    people = names_here(app)
    assert people
    owner.send(page, ticks)
    assert names_here(app) == people, "a form sent twice brings everybody once"
    assert owner.send(f"{page}/take-back", {}).status_code == 303
    assert (names_here(app), number(app, models.Touch)) == ([], 0)
    owner.send(page, ticks)
    assert names_here(app) == people


def test_the_same_file_again_makes_nobody_double(app: Flask, owner: Visitor) -> None:
    for _ in range(3):
        owner.send(look(owner, "apple.vcf"), {"take": ["0"]})
    assert names_here(app) == ["Dr. Maren Oduya"]
    assert "add what is new to" in owner.get(look(owner, "apple.vcf")).text


def test_somebody_here_gets_what_is_new_and_loses_nothing(app: Flask, owner: Visitor) -> None:
    maren = add(owner, "Maren Oduya", role="Neighbour", ways="maren@example.org")
    page = look(owner, "apple.vcf")
    owner.send(page, {"take": ["0"]})
    assert (row(app, maren).role, row(app, maren).world) == ("Neighbour", "Port Authority")
    assert "+49 171 1234567" in owner.get(f"/people/{maren}").text
    owner.send(f"{page}/take-back", {})
    assert (row(app, maren).role, row(app, maren).world) == ("Neighbour", "")
    text = owner.get(f"/people/{maren}").text
    assert "+49 171 1234567" not in text
    assert "maren@example.org" in text


def test_whoever_may_be_somebody_is_asked_about(app: Flask, owner: Visitor) -> None:
    jane = add(owner, "Jane Doe")
    page = look(owner, "x.csv", b"Name,Email\nDoe Jane,jane@example.org\n")
    assert "It is Jane Doe" in owner.get(page).text
    assert owner.send(page, {"take": ["0"]}).status_code == 422
    owner.send(page, {"as-0": str(jane)})
    assert names_here(app) == ["Jane Doe"]
    other = look(owner, "x.csv", b"Name,Email\nDoe Jane,other@example.org\n")
    owner.send(other, {"as-0": "new"})
    assert names_here(app) == ["Doe Jane", "Jane Doe"]


def test_whoever_has_something_of_your_own_stays_when_a_file_is_taken_back(
    app: Flask, owner: Visitor
) -> None:
    page = look(owner, "linkedin.csv")
    owner.send(page, {"take": ["0", "1"]})
    with app.app_context():
        samir = db.session.scalar(select(models.Contact.id).filter_by(name="Samir Holt"))
    owner.send(f"/people/{samir}/today", {"state": "done"})
    owner.send(f"{page}/take-back", {})
    assert names_here(app) == ["Samir Holt"]


def test_notes_come_only_if_they_are_asked_for(app: Flask, owner: Visitor) -> None:
    owner.send(look(owner, "monica.json"), {"take": ["0"]})
    assert number(app, models.Touch) == 0
    with app.app_context():
        ana = db.session.scalars(select(models.Contact)).one()
        assert (ana.own_every, ana.every, ana.last_touch) == (60, 60, None)
        assert ana.next_due is not None
        assert ana.next_due > FRIDAY.date()


def test_what_a_file_holds_is_forgotten_after_seven_days(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    used, unused = look(owner, "apple.vcf"), look(owner, "google.vcf")
    owner.send(used, {"take": ["0"]})
    moment.now += timedelta(days=8)
    tidied(app)
    assert owner.get(unused).status_code == 404
    assert "forgotten" in owner.get(used).text
    owner.send(f"{used}/take-back", {})
    assert names_here(app) == []


def test_deleting_somebody_for_good_takes_the_name_out_of_files(app: Flask, owner: Visitor) -> None:
    page = look(owner, "google.csv")
    owner.send(page, {"take": ["0"]})
    with app.app_context():
        maren = db.session.scalar(select(models.Contact.id))
    owner.send(f"/people/{maren}/delete", {"name": "Maren Oduya"})
    assert "Oduya" not in owner.get(page).text
    with app.app_context():
        assert "Oduya" not in (db.session.scalar(select(PeopleDraft.content)) or "")
    assert "Samir Holt" in owner.get(page).text


def test_the_list_goes_out_and_comes_back(app: Flask, owner: Visitor, newcomer: Visitor) -> None:
    add(owner, "=1+1", ring="-1", role="Clerk", tags="Choir, Port", ways="+49 171 1234567")
    for ending in ("vcf", "csv"):
        answer = owner.get(f"/people/export.{ending}")
        assert "attachment" in answer.headers["Content-Disposition"]
        text = owner.get(look(owner, f"ours.{ending}", answer.data)).text
        assert "add what is new to" in text
        assert "checked" in text
    page = look(newcomer, "ours.csv", owner.get("/people/export.csv").data)
    newcomer.send(page, {"take": ["0"]})
    with app.app_context():
        first, second = db.session.scalars(select(models.Contact).order_by(models.Contact.id))
        for name in ("name", "role", "uid", "every"):
            assert getattr(first, name) == getattr(second, name)
        assert sorted(first.found.split()) == sorted(second.found.split())


def test_two_made_one_and_taken_apart_are_as_before(app: Flask, owner: Visitor) -> None:
    jane = add(owner, "Jane Doe", ways="jane@example.org", tags="Choir", ring="-1")
    doe = add(
        owner, "Doe, Jane", ways="jane@example.org\n+49 30 1234", tags="choir, Port", role="Clerk"
    )
    for contact, line in ((jane, "Tea."), (doe, "Coffee.")):
        form = {"channel": "met", "day": FRIDAY.date().isoformat(), "line": line, "token": line}
        owner.send(f"/people/{contact}/touch", form)
    owner.send(f"/people/{doe}/promises", {"whose": "mine", "what": "The outline", "token": "p"})
    ana, bo = add(owner, "Ana"), add(owner, "Bo")
    with app.app_context():
        for one, other in ((doe, ana), (jane, ana), (bo, doe)):
            tie = models.ContactTie(user_id=1, first_id=one, second_id=other, state="know")
            db.session.add(tie)
        entry = Entry(user_id=1, kind="note", key="e", text="Tea.", written_at=FRIDAY,
                      changed_at=FRIDAY)  # fmt: skip
        db.session.add(entry)
        db.session.flush()
        db.session.add(models.JournalContact(user_id=1, entry_id=entry.id, contact_id=doe))
        db.session.commit()
    before = rows_here(app)
    assert "the same name and the same e-mail address" in owner.get("/people/doubles").text
    both = f"/people/merge?a={jane}&b={doe}"
    assert "everything noted with either" in owner.get(both).text
    assert owner.send(both, {}).status_code == 422
    assert owner.send(both, {"keep": str(jane)}).status_code == 303
    page = owner.get(f"/people/{jane}").text
    for words in ("Tea.", "Coffee.", "The outline", "+49 30 1234", "Clerk", "Take apart"):
        assert words in page
    with app.app_context():
        ties = db.session.execute(select(models.ContactTie.first_id, models.ContactTie.second_id))
        assert sorted(map(tuple, ties)) == [(jane, ana), (bo, jane)]
    answer = owner.get(f"/people/{doe}")
    assert (answer.status_code, answer.location) == (303, f"/people/{jane}")
    with app.app_context():
        merge = db.session.scalars(select(ContactMerge.id)).one()
    assert owner.send(f"/people/merges/{merge}/undo", {}).status_code == 303
    assert rows_here(app) == before
    with app.app_context():
        upkeep.settle_all(1)
        db.session.commit()
    assert rows_here(app) == before


def test_two_are_taken_apart_after_what_belonged_to_both_is_gone(
    app: Flask, owner: Visitor
) -> None:
    jane, doe = add(owner, "Jane Doe"), add(owner, "Doe, Jane", ways="jane@example.org")
    cards = owner.get("/people/export.vcf").data
    form = {"channel": "met", "day": f"{FRIDAY.date()}", "line": "Tea.", "token": "both"}
    owner.send("/people/bulk", {"id": [str(jane), str(doe)], "act": "touch", **form})
    owner.send(f"/people/merge?a={jane}&b={doe}", {"keep": str(jane)})
    touch = owner.page(f"/people/{jane}").links()
    [line] = [link for link in touch if "/touches/" in link]
    owner.send(f"{line}/delete", {})
    owner.send(look(owner, "ours.vcf", cards), {"as-1": "new", "as-0": "new", "take": ["0", "1"]})
    assert owner.send("/people/merges/1/undo", {}).status_code == 303
    with app.app_context():
        assert db.session.get(models.Contact, doe) is not None
        uids = list(db.session.scalars(select(models.Contact.uid)))
        assert len(set(uids)) == len(uids)


def test_an_export_from_before_a_merge_comes_in_afterwards(app: Flask, owner: Visitor) -> None:
    jane, doe = add(owner, "Jane Doe"), add(owner, "Doe, Jane")
    owner.send(f"/people/{doe}/promises", {"whose": "mine", "what": "The outline", "token": "p"})
    before = owner.get("/settings/export").data
    owner.send(f"/people/merge?a={jane}&b={doe}", {"keep": str(jane)})
    form = {"file": (io.BytesIO(before), "export.zip")}
    address = owner.send("/settings/import", form).location
    assert owner.send(address, {"choice": "bring", "part": "0"}).status_code == 303
    assert number(app, models.Promise) == 1


def test_two_who_are_two_are_not_offered_again_until_it_is_asked(owner: Visitor) -> None:
    first, second = add(owner, "Jane Doe"), add(owner, "Doe, Jane")
    both = f"/people/merge?a={first}&b={second}"
    assert "Two people" in owner.page("/people/doubles").words
    assert owner.send(both, {"act": "two"}).location == "/people/doubles"
    owner.send(both, {"act": "two"})
    page = owner.page("/people/doubles").words
    assert "Nobody stands here twice" in page
    assert "1 pair" in page
    owner.send("/people/doubles", {})
    assert "Look at both" in owner.page("/people/doubles").words


def test_rings_and_rhythms_come_back_as_they_went_out(
    app: Flask, owner: Visitor, newcomer: Visitor
) -> None:
    add(owner, "Ana", ring="-1", last_spoke="month", ways="ana@example.org")
    add(owner, "Bo", ring="-2", own_every="45", ways="bo@example.org")
    gone = add(owner, "Cy", ring="-1", ways="cy@example.org")
    owner.send(f"/people/{gone}/let-go", {})
    owner.send("/people/rings", {"name": "Choir", "every": "14"})
    with app.app_context():
        rings = {ring.name: ring.id for ring in db.session.scalars(select(models.Ring))}
    dee = add(owner, "Dee", ring=str(rings["Choir"]), ways="dee@example.org")
    owner.send(f"/people/{dee}/today", {"state": "done"})
    page = look(newcomer, "ours.csv", owner.get("/people/export.csv").data)
    newcomer.send(page, {"take": ["0", "1", "2", "3"]})
    columns = (
        models.Contact.name, models.Ring.name.label("ring"), models.Ring.every.label("of_ring"),
        models.Contact.own_every, models.Contact.every, models.Contact.next_due,
    )  # fmt: skip
    query = select(*columns).outerjoin(models.Ring, models.Ring.id == models.Contact.ring_id)
    with app.app_context():
        there = db.session.execute(
            query.where(models.Contact.user_id == newcomer.user_id).order_by(models.Contact.name)
        ).all()
    today = FRIDAY.date()
    assert [tuple(row)[:5] for row in there] == [
        ("Ana", "About monthly", 30, None, 30),
        ("Bo", "About every quarter", 91, 45, 45),
        ("Cy", None, None, None, None),
        ("Dee", "Choir", 14, None, 14),
    ]
    assert there[3].next_due == today + timedelta(days=14), "from the last talk on"
    assert all(today < row.next_due for row in there if row.every)


def test_what_belongs_to_somebody_else_is_not_there(
    app: Flask, owner: Visitor, newcomer: Visitor
) -> None:
    page = look(owner, "apple.vcf")
    owner.send(page, {"take": ["0"]})
    one, two = add(owner, "A"), add(owner, "B")
    own = add(newcomer, "C")
    for address in (page, f"/people/merge?a={one}&b={two}", f"/people/merge?a={own}&b={one}"):
        assert newcomer.get(address).status_code == 404
    for address in (page, f"{page}/take-back", f"{page}/forget"):
        assert newcomer.send(address, {"take": ["0"]}).status_code == 404
    owner.send(f"/people/merge?a={one}&b={two}", {"keep": str(one)})
    assert newcomer.send("/people/merges/1/undo", {}).status_code == 404
    assert newcomer.get(f"/people/{two}").status_code == 404
    assert number(app, PeopleFile) == 1


def test_a_refused_file_says_why(owner: Visitor) -> None:
    answer = owner.send("/people/import", {"file": (io.BytesIO(b"a,b\n1,2\n"), "x.csv")})
    assert answer.status_code == 422
    assert "No column of this table is known" in answer.text
    assert json.dumps("Choose a file")[1:-1] in owner.send("/people/import", {}).text
