"""Sessions: which browsers are in, for how long, and how any of them is put out."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coach.accounts import data_retention, login_session_queries
from coach.accounts.models import BrowserSession, User
from coach.db import db
from tests.accounts.test_entrance import is_in, signed_in
from tests.conftest import FRIDAY, Moment, Visitor
from tests.pages import checked

ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"
KEPT = ("session", "remember_token")


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    assert owner.send("/keep", {"email": ADDRESS, "password": SECRET}).status_code == 303
    return owner


def copy(app: Any, visitor: Visitor) -> Visitor:
    """Return another browser that has got hold of this one's cookies."""
    thief: Visitor = app.test_client()
    for name in KEPT:
        if found := visitor.get_cookie(name):
            thief.set_cookie(name, found.value)
    return thief


def rows(app: Any) -> list[BrowserSession]:
    with app.app_context():
        return list(db.session.scalars(select(BrowserSession).order_by(BrowserSession.id)))


def test_a_copy_of_the_cookies_is_of_no_use_after_signing_out(app: Any, account: Visitor) -> None:
    thief = copy(app, account)
    assert is_in(thief)
    account.send("/sign-out")
    assert not is_in(thief)
    assert not is_in(copy(app, thief))


def test_a_guests_cookie_does_not_open_the_account_made_of_the_guest(
    app: Any, owner: Visitor
) -> None:
    of_before = copy(app, owner)
    owner.send("/keep", {"email": ADDRESS, "password": SECRET})
    assert is_in(owner)
    assert not is_in(of_before)
    assert "Nora" not in of_before.page("/settings").words


def test_the_token_itself_is_not_stored(app: Any, account: Visitor) -> None:
    with account.session_transaction() as session:
        token = session["_user_id"]
    assert re.fullmatch("[0-9a-f]{64}", token)
    assert [row.key for row in rows(app)] == [login_session_queries.digest(token)]


def test_the_account_page_lists_every_browser_and_can_sign_each_out(
    app: Any, account: Visitor
) -> None:
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone) Version/26.0 Safari/604.1"
    phone.send("/sign-in", {"email": ADDRESS, "password": SECRET, "remember": "y"})
    page = account.page("/settings/account")
    assert "Safari on iPhone" in page.words
    assert page.words.count(", this one") == 1
    [other] = [row.id for row in rows(app) if row.browser == "Safari on iPhone"]
    assert account.send(f"/settings/sessions/{other}/end").location == "/settings/account"
    assert not is_in(phone)
    assert is_in(account)
    assert (
        "Safari on iPhone"
        not in account.page("/settings/account").words.split("Recent sign-ins")[0]
    )
    again = account.send(f"/settings/sessions/{other}/end")  # a second press, answered as the first
    assert (again.status_code, again.location) == (303, "/settings/account")


def test_the_row_of_this_browser_signs_out_here(app: Any, account: Visitor) -> None:
    [mine] = rows(app)
    assert account.send(f"/settings/sessions/{mine.id}/end").location == "/"
    assert rows(app) == []
    assert not is_in(account)


def test_a_guest_cannot_throw_the_only_key_away(app: Any, owner: Visitor) -> None:
    [mine] = rows(app)
    assert owner.send(f"/settings/sessions/{mine.id}/end").status_code == 404
    assert [row.id for row in rows(app)] == [mine.id]


@pytest.mark.parametrize(("remember", "rest"), [({"remember": "y"}, 90), ({}, 1)])
def test_a_session_ends_when_nobody_comes_for_long(
    app: Any, moment: Moment, account: Visitor, remember: dict[str, str], rest: int
) -> None:
    assert login_session_queries.ENDS_WHEN_IDLE_FOR[bool(remember)] == timedelta(days=rest)
    visitor = signed_in(app, **remember)
    for _ in range(3):
        moment.now += timedelta(days=rest) - timedelta(minutes=1)
        assert is_in(visitor)
    moment.now += timedelta(days=rest, seconds=1)
    assert not is_in(visitor)


@pytest.mark.parametrize(("remember", "longest"), [({"remember": "y"}, 400), ({}, 30)])
def test_a_session_ends_some_day_however_often_it_is_used(
    app: Any, moment: Moment, account: Visitor, remember: dict[str, str], longest: int
) -> None:
    visitor = signed_in(app, **remember)
    step = login_session_queries.ENDS_WHEN_IDLE_FOR[bool(remember)] / 2
    end = moment.now + timedelta(days=longest)
    while moment.now + step < end:
        moment.now += step
        assert is_in(visitor), moment.now
    moment.now = end + timedelta(seconds=1)
    assert not is_in(visitor)


def test_a_guest_is_known_after_years(app: Any, moment: Moment, owner: Visitor) -> None:
    moment.now += timedelta(days=3 * 365)
    with app.app_context():
        data_retention.delete_ended_sessions(moment.now)
        db.session.commit()
    assert "Nora" in owner.get("/settings").text


def test_a_visit_is_written_down_once_an_hour(app: Any, moment: Moment, account: Visitor) -> None:
    begun = moment.now
    for minutes, noted in ((59, 0), (1, 60), (59, 60), (1, 120)):
        moment.now += timedelta(minutes=minutes)
        account.get("/today")
        assert rows(app)[0].seen_at == begun + timedelta(minutes=noted)


def test_a_clock_that_was_ahead_for_a_while_signs_nobody_out(
    app: Any, moment: Moment, account: Visitor
) -> None:
    moment.now += timedelta(days=5000)
    assert not is_in(account)
    moment.now -= timedelta(days=5000)
    assert is_in(account)


AGES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=5
)


@given(ages=AGES)
def test_tidying_deletes_exactly_what_is_over(
    tidied: Any, ages: list[tuple[bool, int, int]]
) -> None:
    now = FRIDAY
    told = [(lasting, now - timedelta(hours=a * 20), now - timedelta(hours=min(a, b) * 20))
            for lasting, a, b in ages]  # fmt: skip
    with tidied.app_context():
        for number, (lasting, begun, seen) in enumerate(told):
            db.session.add(BrowserSession(key=f"k{number}", user_id=1, browser="", lasting=lasting,
                                          begun_at=begun, seen_at=seen))  # fmt: skip
        db.session.flush()
        data_retention.delete_ended_sessions(now)
        left = set(db.session.scalars(select(BrowserSession.key)))
        db.session.rollback()
    assert left == {
        f"k{n}" for n, row in enumerate(told) if not login_session_queries.is_over(*row, now)
    }


@pytest.fixture(scope="module")
def tidied(tmp_path_factory: pytest.TempPathFactory, template: Any) -> Any:
    """An app with one account and nobody in."""
    import shutil

    from coach import create_app
    from coach.config import Settings

    folder = tmp_path_factory.mktemp("tidied")
    shutil.copy(template, folder / "coach.db")
    app = create_app(Settings(instance=folder, zone="UTC"), clock=lambda: FRIDAY)
    with app.app_context():
        db.session.add(User(email=ADDRESS, fs_uniquifier="u", zone="UTC", created_at=FRIDAY))
        db.session.commit()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


def test_one_person_cannot_flood_the_notebook(
    owner: Visitor, newcomer: Visitor, limited: None, figures: Callable[..., None]
) -> None:
    figures(limit_forms="5/10minutes")
    form = {"text": "A long thought of that evening, typed with care."}
    seen = [owner.send("/journal", form).status_code for _ in range(6)]
    assert seen == [303] * 5 + [429]
    page = checked(owner.send("/journal", form).text)
    assert "typed with care" in page.words
    assert "Try again in" in page.words
    assert owner.get("/journal").status_code == 200
    assert newcomer.send("/journal", form).status_code == 303


def test_one_place_cannot_make_guests_without_end(
    app: Any, limited: None, figures: Callable[..., None]
) -> None:
    figures(limit_guests="3/hour")
    form = {"text": "A first line."}
    seen = [app.test_client().send("/journal", form).status_code for _ in range(4)]
    assert seen == [303] * 3 + [429]
