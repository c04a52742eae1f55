"""A guest's progress is brought along or left behind: nothing doubled, nothing lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from coach.account_data import importer, merge
from coach.account_data.merge_policies import RULES, UnionCounts
from coach.accounts.models import User
from coach.assessment.calendar import Week
from coach.db import UtcDateTime, db
from coach.maintenance import upgrade
from tests.assessment.sitting import keep_week
from tests.conftest import Moment, Visitor
from tests.listening.acts import shown

W40 = Week(2026, 40)
ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address, one journal entry and one habit."""
    owner.send("/keep", {"email": ADDRESS, "password": SECRET})
    owner.send("/journal", {"text": "From the account."})
    return owner


@pytest.fixture
def guest(app: Any, account: Visitor) -> Visitor:
    """A guest in another browser who has written something and signs in."""
    visitor: Visitor = app.test_client()
    visitor.send("/journal", {"text": "As a guest."})
    visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    return visitor


def rows(app: Any, name: str, **columns: Any) -> int:
    with app.app_context():
        table = User.metadata.tables[name]
        where = [table.c[column] == value for column, value in columns.items()]
        return db.session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def test_every_private_table_has_a_rule() -> None:
    tables = upgrade.all_models().tables.values()
    private = {table.name for table in tables if "user_id" in table.c}
    assert private == set(RULES), (
        "coach/account_data/merge_policies.py says what becomes of a table's rows"
    )


def test_the_question_comes_before_anything_else(guest: Visitor) -> None:
    page = guest.page("/habits")
    assert page.heading == "Add it to your account?"
    assert "Journal entries 1" in page.words


def test_brought_along_it_joins_the_account(app: Any, guest: Visitor, account: Visitor) -> None:
    guest.page("/today")
    answer = guest.send("/bring-along", {"choice": "bring", "next": "/journal"})
    assert answer.location == "/journal"
    words = account.page("/journal").words
    assert "As a guest." in words
    assert "From the account." in words
    assert rows(app, "user") == 1
    assert guest.get("/bring-along").location == "/today"


def test_left_behind_it_is_deleted(app: Any, guest: Visitor, account: Visitor) -> None:
    guest.page("/today")
    guest.send("/bring-along", {"choice": "leave"})
    assert "As a guest." not in account.page("/journal").words
    assert rows(app, "user") == 1
    assert rows(app, "journal_entry") == 1


def test_a_guest_who_did_nothing_is_not_asked(app: Any, account: Visitor) -> None:
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert visitor.page("/journal").heading == "Journal"


def test_nobody_can_bring_along_what_is_not_theirs(
    app: Any, account: Visitor, stranger: Visitor
) -> None:
    stranger.send("/journal", {"text": "Sam’s own."})
    account.send("/bring-along", {"choice": "bring", "guest": str(stranger.user_id)})
    assert "Sam’s own." not in account.page("/journal").words
    assert "Sam’s own." in stranger.page("/journal").words


def brought(app: Any, source: int, target: int, moment: Moment) -> dict[str, Any]:
    with app.app_context():
        two = db.session.get(User, source), db.session.get(User, target)
        guest, user = two
        assert guest
        assert user
        theirs = {table.name: merge.rows_of(table, source) for table, _ in merge.carried()}
        counts = merge.counts_of(merge.united(theirs, target))
        assert importer.bring_along(guest, user, moment.now.date())
        return counts


def add(app: Any, table_name: str, visitor: Visitor, moment: Moment, **columns: Any) -> int:
    """Add a row for a person, with what a table asks for beyond these columns."""
    with app.app_context():
        table = User.metadata.tables[table_name]
        rest = {
            column.name: moment.now if isinstance(column.type, UtcDateTime) else ""
            for column in table.c
            if not column.nullable and column.default is None and column.name != "id"
        }
        made = db.session.execute(
            table.insert().values({**rest, "user_id": visitor.user_id, **columns})
        )
        db.session.commit()
        return int(made.inserted_primary_key[0])


def one(app: Any, name: str, user_id: int) -> Any:
    with app.app_context():
        table = User.metadata.tables[name]
        return db.session.execute(select(table).where(table.c.user_id == user_id)).one()


def test_of_two_places_in_a_lesson_the_further_one_stands(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    later = moment.now + timedelta(days=1)
    place = {"lesson_id": "a", "furthest_id": "a-2", "step_id": "a-2"}
    add(app, "lesson_place", owner, moment, **place, touched_at=later)
    ended = {**place, "step_id": None, "furthest_id": "a-9", "finished_at": moment.now}
    add(app, "lesson_place", newcomer, moment, **ended)
    counts = brought(app, newcomer.user_id, owner.user_id, moment)
    assert counts["lessons begun or finished"] == UnionCounts(0, 1)
    assert one(app, "lesson_place", owner.user_id).furthest_id == "a-9"


def test_the_first_answer_that_was_given_is_the_one_scored(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    said = {"question_id": "q", "first_response": ["a"], "last_response": ["b"], "tries": 2}
    early = moment.now - timedelta(days=3)
    add(app, "lesson_answer", owner, moment, **said, first_score=0.0, first_hinted=False)
    theirs = {**said, "first_response": ["c"], "first_score": 1.0, "first_at": early}
    add(app, "lesson_answer", newcomer, moment, **theirs, first_hinted=False)
    brought(app, newcomer.user_id, owner.user_id, moment)
    row = one(app, "lesson_answer", owner.user_id)
    assert (row.first_response, row.first_score, row.tries) == (["c"], 1.0, 4)


def test_two_answers_to_one_reflection_are_both_kept(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    for visitor, text in ((owner, "Mine."), (newcomer, "Theirs.")):
        add(app, "journal_entry", visitor, moment, kind="reflection", key="r", text=text)
    brought(app, newcomer.user_id, owner.user_id, moment)
    words = owner.page("/journal").words
    assert "Mine." in words
    assert "Theirs." in words


def test_one_habit_from_two_sides_is_one_habit(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    today = moment.now.date()
    made = {}
    for visitor, days in ((owner, (1, 2)), (newcomer, (2, 3))):
        start = today - timedelta(days=days[-1])
        plan = {"name": "Listen", "cue": "X", "act": "Y", "principle": 2, "offer": "h-1"}
        habit = add(app, "habit", visitor, moment, **plan, token=str(visitor.user_id), start=start)
        add(app, "habit_plan", visitor, moment, habit_id=habit, start=start, kind="daily")
        for ago in days:
            day = {"habit_id": habit, "day": today - timedelta(days=ago), "state": "done"}
            add(app, "check_in", visitor, moment, **day, zone="UTC")
        made[visitor.user_id] = habit
    counts = brought(app, newcomer.user_id, owner.user_id, moment)
    assert counts["habits"] == UnionCounts(0, 1)
    assert counts["check-ins"] == UnionCounts(1, 1)
    assert rows(app, "habit") == 1
    assert rows(app, "check_in", habit_id=made[owner.user_id]) == 3
    owner.page(f"/habits/{made[owner.user_id]}")


def test_looks_back_from_two_sides_get_their_places_anew(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    for visitor, weeks in ((owner, (46, 47)), (newcomer, (40, 47))):
        for number in weeks:
            at = {"week": f"2026-W{number}", "cycle": 1, "week_in_cycle": 1, "baseline": True}
            add(app, "sitting", visitor, moment, **at)
    brought(app, newcomer.user_id, owner.user_id, moment)
    with app.app_context():
        table = User.metadata.tables["sitting"]
        query = select(table.c.week, table.c.cycle, table.c.week_in_cycle, table.c.baseline)
        found = [tuple(row) for row in db.session.execute(query.order_by(table.c.week))]
    assert found == [
        ("2026-W40", 1, 1, True),
        ("2026-W46", 2, 3, False),
        ("2026-W47", 2, 4, False),
    ]
    owner.page("/progress")


def test_weeks_that_both_answered_are_shown_with_the_answers_of_both(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    for n in range(9):
        for visitor in (owner, newcomer):
            keep_week(app, visitor.user_id, W40 + n, moment.now)
    brought(app, newcomer.user_id, owner.user_id, moment)
    assert rows(app, "response", user_id=owner.user_id) > 9 * 16
    for url in ("/today", "/look-back", "/progress", "/progress/focus", "/progress/compare"):
        owner.page(url)
    assert "16 of 16 answered" in owner.page("/look-back").words
    owner.page("/look-back/2026-W48/1")
    owner.page("/look-back/2026-W47")
    assert owner.get("/look-back/2026-W47/scores.csv").status_code == 200


@pytest.mark.parametrize(
    ("kept", "next_cycle", "told"),
    [
        ("=+======", "========", "=+======"),  # as this version exports it
        (None, "=-======", "=-======"),  # as exports of before did
        ("nonsense", "........", None),  # edited by hand: read by today's rule
    ],
)
def test_a_verdict_that_was_given_goes_along(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment, kept: str, next_cycle: str,
    told: str | None,
) -> None:  # fmt: skip
    for n in range(9):
        keep_week(app, newcomer.user_id, W40 + n, moment.now)
    with app.app_context():
        sitting = User.metadata.tables["sitting"]
        for cycle, values in ((2, {"told": kept}), (3, {"verdict": next_cycle})):
            db.session.execute(update(sitting).where(sitting.c.cycle == cycle).values(values))
        db.session.commit()
    brought(app, newcomer.user_id, owner.user_id, moment)
    with app.app_context():
        query = select(sitting.c.told).where(sitting.c.cycle == 2).distinct()
        assert db.session.scalars(query).all() == [told or "========"]
    owner.page("/progress")


def test_a_verdict_does_not_go_along_where_weeks_form_other_cycles(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    keep_week(app, owner.user_id, W40 + -2, moment.now)
    for n in range(9):
        keep_week(app, newcomer.user_id, W40 + n, moment.now)
    with app.app_context():
        sitting = User.metadata.tables["sitting"]
        whole = update(sitting).where(sitting.c.cycle == 2)
        db.session.execute(whole.values(told="++++++++"))
        db.session.commit()
    brought(app, newcomer.user_id, owner.user_id, moment)
    with app.app_context():
        assert "++++++++" not in db.session.scalars(select(sitting.c.told)).all()


def test_replies_of_two_people_are_all_kept_and_the_same_one_once(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    url = "/listening/messages/amara-change-log/reply"
    shown(app, owner, moment.now, text="What happened at the gate?")
    guests = shown(app, newcomer, moment.now)
    newcomer.send(f"{guests}/aside", {"note": "advice-1"})
    for visitor, text in ((owner, "What happened?"), (newcomer, "You should ask.")):
        visitor.send(url, {"reply": text, "later": "1"})
        visitor.send("/listening/field", {"asked": text, "token": text[:3]})
    counts = brought(app, newcomer.user_id, owner.user_id, moment)
    assert counts["replies while listening"] == UnionCounts(1, 0)
    assert counts["replies saved for later"] == UnionCounts(0, 1)
    assert counts["talks in the field"] == UnionCounts(1, 0)
    assert rows(app, "listening_reply", user_id=owner.user_id) == 2
    assert rows(app, "listening_overruled", user_id=owner.user_id) == 1
    page = owner.page(guests)
    assert "Set aside by you." in page.words
    assert "Try 2" in page.words
