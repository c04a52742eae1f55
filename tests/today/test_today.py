"""Today as a page: empty, in the middle, finished, and what it costs."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event

from coach import demo
from coach.assessment.calendar import Week
from coach.db import db
from tests import demo_rows
from tests.assessment.sitting import give, sit
from tests.conftest import Moment, Visitor
from tests.pages import text

HABIT = {
    "name": "Let people finish",
    "cue": "someone brings me a problem",
    "act": "wait two breaths",
    "principle": "2",
    "kind": "daily",
    "token": "abc",
}


def test_an_empty_account_is_led_to_the_first_lesson(client: Visitor) -> None:
    page = client.page("/today")
    assert "No habits yet. The first lesson suggests one" in page.words
    assert "Or plan your own now" in page.words
    assert "you can choose one" not in page.words
    assert any(link.startswith("/lessons/") for link in page.links())


def test_the_welcome_page_is_for_visitors(client: Visitor, owner: Visitor) -> None:
    assert client.page("/").heading.startswith("Be someone people are glad")
    assert owner.get("/").location == "/today"


def test_a_finished_day_says_that_it_is_finished(owner: Visitor) -> None:
    owner.send("/habits/new", HABIT)
    owner.send("/look-back")
    page = owner.page("/today")
    assert "0 of 1 done" in page.words
    action = next(each for each in page.actions() if "/days/" in each)
    answer = owner.send(action, {"state": "done", "part": "row", "next": "/today"})
    assert answer.location.startswith("/today")
    assert "1 of 1 done" in owner.page("/today").words


def test_today_leads_to_the_listening_room_once_a_lesson_is_finished(
    app: Any, owner: Visitor
) -> None:
    assert "/listening#today" not in owner.page("/today").links()
    steps = len(app.extensions["catalogue"].lessons["listening-understand"].steps)
    owner.send(f"/lessons/listening-understand/{steps}/next")
    page = owner.page("/today")
    assert "/listening#today" in page.links()
    assert "Hear a colleague out, about 5 minutes" in page.words


def test_another_persons_habits_are_not_on_the_page(owner: Visitor, stranger: Visitor) -> None:
    owner.send("/habits/new", HABIT)
    assert "Let people finish" in owner.page("/today").words
    assert "Let people finish" not in stranger.page("/today").words


def test_pages_ask_at_most_eight_questions_whatever_the_history(app: Any) -> None:
    asked = {}
    for days in (40, 400):
        demo_rows.fill(app, days=days)
        client: Visitor = app.test_client()
        form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
        assert client.send("/sign-in", form).status_code == 303
        asked[days] = {url: queries(app, client, url) for url in pages(client)}
    assert list(asked[40].values()) == list(asked[400].values())
    assert max(asked[400].values()) <= 8, asked[400]


def pages(client: Visitor) -> list[str]:
    habit = next(link for link in client.page("/habits").links() if link[8:].isdecimal())
    lesson = "/lessons/listening-understand/1"
    return ["/today", "/learn", lesson, "/habits", habit, "/progress", "/journal", "/settings"]


def queries(app: Any, client: Visitor, url: str) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", counted)
    assert client.get(url).status_code == 200
    event.remove(engine, "before_cursor_execute", counted)
    return count


def test_who_comes_back_is_told_first_and_marks_the_days_in_one_press(
    owner: Visitor, moment: Moment
) -> None:
    owner.send("/habits/new", HABIT)
    for _ in range(6):
        action = next(each for each in owner.page("/today").actions() if "/days/" in each)
        owner.send(action, {"state": "done", "part": "row", "next": "/today"})
        moment.now += timedelta(days=1)
    moment.now += timedelta(days=9)
    page = owner.page("/today")
    headings = [text(each) for each in page.all("h2")]
    assert headings[0] == "Welcome back"
    assert "“Let people finish” (6 days)" in page.words
    assert text(page.one("button", formaction="/today/begin-again")) == "Begin again"
    form = page.one("form", action="/habits/away")
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    assert (fields["first"], fields["last"]) == ("2026-12-03", "2026-12-11")
    assert owner.send("/habits/away", fields).location == "/today"
    page = owner.page("/today")
    assert "Welcome back" not in page.words
    assert "Streak 6 days" in page.words, "days away end nothing"


def come_back(owner: Visitor, moment: Moment) -> Any:
    owner.send("/habits/new", HABIT)
    action = next(each for each in owner.page("/today").actions() if "/days/" in each)
    owner.send(action, {"state": "done", "part": "row", "next": "/today"})
    moment.now += timedelta(days=11)
    page = owner.page("/today")
    assert "Welcome back" in page.words
    form = page.one("form", action="/habits/away")
    return {each.get("name", ""): each.get("value", "") for each in form.iter("input")}


def test_marked_days_are_no_news_on_the_next_day_and_can_be_unmarked_at_once(
    owner: Visitor, moment: Moment
) -> None:
    page = owner.page(owner.send("/habits/away", come_back(owner, moment)).location)
    undo = next(each for each in page.all("form") if text(each).endswith("Undo"))
    fields = {each.get("name", ""): each.get("value", "") for each in undo.iter("input")}
    assert fields["next"] == "/today"
    moment.now += timedelta(days=1)
    assert "Welcome back" not in owner.page("/today").words
    assert owner.send(undo.get("action"), fields).location == "/today"
    page = owner.page("/today")
    assert "Removed." in page.words
    assert "Welcome back" in page.words


def test_days_away_are_counted_from_the_last_thing_done_and_none_before_it_is_marked(
    owner: Visitor, moment: Moment
) -> None:
    owner.send("/habits/new", HABIT)
    action = next(each for each in owner.page("/today").actions() if "/days/" in each)
    owner.send(action, {"state": "done", "part": "row", "next": "/today"})
    begun = moment.now
    moment.now = begun + timedelta(days=2)
    sit(owner, Week.parse("2026-W48"))
    moment.now = begun + timedelta(days=5)
    assert "Welcome back" not in owner.page("/today").words, "two days after the look-back"
    moment.now = begun + timedelta(days=12)
    page = owner.page("/today")
    assert "You have been away for nine days." in page.words
    form = page.one("form", action="/habits/away")
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    assert fields["first"] == str((begun + timedelta(days=3)).date())


def test_a_first_look_back_that_is_begun_is_still_the_first_one_on_today(owner: Visitor) -> None:
    owner.send("/look-back/begin")
    assert give(owner, Week.parse("2026-W48"), 1, "75").status_code == 303
    words = owner.page("/today").words
    assert "First look-back" in words
    assert "Weekly look-back" not in words


def test_who_begins_again_is_not_welcomed_a_second_time(
    app: Any, owner: Visitor, moment: Moment
) -> None:
    come_back(owner, moment)
    assert owner.send("/today/begin-again").location == "/today#check-ins"
    for _ in range(3):
        assert "Welcome back" not in owner.page("/today").words
        moment.now += timedelta(days=1)
    moment.now += timedelta(days=1)
    assert "You have been away for three days." in owner.page("/today").words
    for wrong in ("no day", "9999-99-99", ""):
        owner.set_cookie("began_again", wrong)
        assert "Welcome back" in owner.page("/today").words


def test_a_refused_range_of_days_away_is_shown_where_it_can_be_mended(owner: Visitor) -> None:
    owner.send("/habits/new", HABIT)
    wrong = {"habit": 0, "first": "2026-12-03", "last": "2026-12-01", "next": "/today"}
    answer = owner.send("/habits/away", wrong)
    assert answer.status_code == 422
    assert "Choose a last day" in answer.text


def test_habits_done_with_cards_left_are_not_everything(
    app: Any, owner: Visitor, moment: Moment
) -> None:
    lesson = next(iter(app.extensions["catalogue"].lessons.values()))
    owner.send(f"/lessons/{lesson.id}/{len(lesson.steps)}/next")
    owner.send("/habits/new", HABIT)
    action = next(each for each in owner.page("/today").actions() if "/days/" in each)
    owner.send(action, {"state": "done", "part": "row", "next": "/today"})
    sit(owner, Week.of(moment.now.date()))
    page = owner.page("/today")
    assert "Your habits are done." in page.words
    assert "That’s everything for today." not in page.words
    assert "Today’s listening is still to do. It takes about five minutes." in page.words


def test_who_has_read_a_lesson_is_not_told_to_read_the_first_one(app: Any, owner: Visitor) -> None:
    lesson = next(iter(app.extensions["catalogue"].lessons.values()))
    owner.send(f"/lessons/{lesson.id}/{len(lesson.steps)}/next")
    words = owner.page("/today").words
    assert "After the first lesson" not in words
    assert "You have no habit to check in on." in words


def test_a_private_page_opened_from_a_mail_leads_to_signing_in_and_back(client: Visitor) -> None:
    page = client.page("/habits/1", status=404)
    assert "/sign-in?next=/habits/1" in page.links()
    form = client.page("/sign-in?next=/habits/1").one("form", action="/sign-in")
    (back,) = [each for each in form.iter("input") if each.get("name") == "next"]
    assert back.get("value") == "/habits/1"


def test_a_missing_page_offers_no_signing_in_to_who_is_here(owner: Visitor) -> None:
    assert not [link for link in owner.page("/habits/99", 404).links() if "sign-in" in link]


def test_what_follows_a_check_in_is_marked_to_be_read_again(owner: Visitor) -> None:
    owner.send("/habits/new", HABIT)
    for heading in ("", "This week"):
        page = owner.page("/today")
        marked = [each for each in page.all("section") if each.get("data-fresh") is not None]
        parts = {each.get("id", ""): text(each) for each in marked}
        assert set(parts) == {"cover", "told"}
        assert parts["told"].startswith(heading)
        action = next(each for each in page.actions() if "/days/" in each)
        owner.send(action, {"state": "done", "part": "row", "next": "/today"})


def test_every_habit_of_the_week_is_named_above_its_days(owner: Visitor) -> None:
    for token, name in (("a", "Let people finish"), ("b", "Site diary")):
        owner.send("/habits/new", {**HABIT, "name": name, "token": token})
    action = next(each for each in owner.page("/today").actions() if "/days/" in each)
    owner.send(action, {"state": "done", "part": "row", "next": "/today"})
    page = owner.page("/today")
    assert page.one("ol", aria_label="This week: Let people finish") is not None
    assert page.one("ol", aria_label="This week: Site diary") is not None


def test_settings_are_called_settings_whatever_the_person_is_called(owner: Visitor) -> None:
    days = {"rollover": 4, "week_start": 1, "look_back_day": 5, "theme": "", "zone": "UTC"}
    owner.send("/settings", {**days, "name": "Maria"})
    page = owner.page("/today")
    assert page.heading.endswith("Maria") or "Maria" in page.heading
    assert [text(each) for each in page.all("a", href="/settings")] == ["Settings"]
