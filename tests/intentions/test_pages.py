"""Today asks, the answers close it, what came back goes to the journal, and where it is shown."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach.assessment.calendar import Week
from coach.db import db
from coach.intentions import queries
from coach.intentions.models import Intention
from coach.journal.models import Entry
from tests.assessment.sitting import keep_week
from tests.conftest import FRIDAY, Moment, Visitor
from tests.counting import statements
from tests.pages import checked

TODAY = FRIDAY.date()
DAY = timedelta(days=1)
WORDS = "What worries you most?"


def planned(app: Flask, visitor: Visitor, day: date = TODAY, step: str = "r-week") -> str:
    """Plan something for a day, and return the address of its page."""
    with app.app_context():
        queries.save(visitor.user_id, step, "L.", day, WORDS, FRIDAY - DAY)
        db.session.commit()
        found = queries.of_step(visitor.user_id, step)
        assert found is not None
        return f"/intentions/{found.id}"


def row(app: Flask, address: str) -> Intention:
    with app.app_context():
        return db.session.get_one(Intention, int(address.rpartition("/")[2]))


def answer(visitor: Visitor, address: str, said: str) -> Any:
    return visitor.send(f"{address}/answer", {"answer": said, "next": "/today"})


def test_today_is_quiet_before_its_day_shows_the_words_on_it_and_asks_after_it(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    planned(app, owner, TODAY + DAY)
    assert WORDS not in owner.page("/today").words
    moment.now = FRIDAY + DAY
    words = owner.page("/today").words
    assert f"Today you want to say to L.: {WORDS}" in words
    assert "Did you say it?" not in words
    moment.now = FRIDAY + 5 * DAY
    words = owner.page("/today").words
    assert "Did you say it?" in words
    assert f"Saturday 28 November, to L.: {WORDS}" in words
    assert "Today you want to say" not in words


@pytest.mark.parametrize(
    ("said", "heading"), [("said", "You said it"), ("reworded", "You said it in other words")]
)
def test_yes_leads_to_what_came_back_which_is_a_note_in_the_journal(
    app: Flask, owner: Visitor, said: str, heading: str
) -> None:
    address = planned(app, owner, TODAY - DAY)
    assert answer(owner, address, said).location == address
    page = owner.page(address)
    assert page.heading == heading
    assert (
        "To L., planned for Thursday 26 November, in the lesson Show what you heard." in page.words
    )
    for _ in range(2):
        owner.send(f"{address}/came-back", {"came_back": " She laughed. "})
    with app.app_context():
        [entry] = db.session.scalars(select(Entry))
    assert (entry.kind, entry.text) == ("note", "She laughed.")
    assert entry.prompt == f"What came back when I said to L.: “{WORDS}”"
    assert "She laughed." in owner.page("/journal").words
    assert f"/journal/{entry.id}" in owner.page(address).links()
    owner.send(f"/journal/{entry.id}", {"text": "She laughed, and told me."})
    assert "She laughed, and told me." in owner.page("/intentions").words
    owner.send(f"/journal/{entry.id}/delete")
    assert "She laughed" not in owner.page("/intentions").words
    assert "Did you say it?" not in owner.page("/today").words


def test_letting_it_go_closes_it_and_asks_nothing_more(app: Flask, owner: Visitor) -> None:
    address = planned(app, owner, TODAY - DAY)
    assert answer(owner, address, "let_go").location == "/today"
    assert "Did you say it?" not in owner.page("/today").words
    assert row(app, address).closed_on == TODAY
    assert "You let it go" in owner.page("/intentions").words
    assert answer(owner, address, "open").status_code == 400


def test_not_yet_chooses_another_day_on_today(app: Flask, owner: Visitor) -> None:
    address = planned(app, owner, TODAY - DAY)
    form = {"day": str(TODAY + 3 * DAY), "next": "/today"}
    assert owner.send(f"{address}/day", form).location == "/today"
    assert row(app, address).day == TODAY + 3 * DAY
    refused = owner.send(f"{address}/day", {"day": str(TODAY - DAY)})
    assert refused.status_code == 422
    assert "Choose a day from today" in checked(refused.text).words


def test_a_closed_one_is_planned_again_if_there_is_room(app: Flask, owner: Visitor) -> None:
    address = planned(app, owner)
    answer(owner, address, "said")
    for number in range(3):
        planned(app, owner, TODAY, f"step-{number}")
    form = {"day": str(TODAY + DAY)}
    refused = owner.send(f"{address}/day", form)
    assert refused.status_code == 422
    choices = checked(refused.text).all("input", name="let_go")
    assert len(choices) == 3
    assert owner.send(f"{address}/day", {**form, "let_go": choices[0].get("value")}).location
    again = row(app, address)
    assert (again.state, again.closed_on, again.day) == ("open", None, TODAY + DAY)


def test_an_overdue_one_can_be_reworded_without_another_day(app: Flask, owner: Visitor) -> None:
    address = planned(app, owner, TODAY - DAY)
    form = {"who": "M.", "day": str(TODAY - DAY), "words": "How is it going?"}
    assert owner.send(address, form).status_code == 303
    assert (row(app, address).who, row(app, address).words) == ("M.", "How is it going?")
    refused = owner.send(address, {**form, "day": str(TODAY - 2 * DAY), "words": ""})
    assert refused.status_code == 422
    answer(owner, address, "said")
    assert owner.send(address, {"who": "", "words": "Better words."}).status_code == 303
    assert row(app, address).words == "Better words."


def test_deleting_is_for_good_and_leaves_the_note_in_the_journal(
    app: Flask, owner: Visitor
) -> None:
    address = planned(app, owner)
    answer(owner, address, "said")
    owner.send(f"{address}/came-back", {"came_back": "She laughed."})
    for _ in range(2):
        assert owner.send(f"{address}/delete").location == "/intentions"
    assert owner.get(address).status_code == 404
    assert "She laughed." in owner.page("/journal").words


def test_a_line_is_needed_before_something_is_kept(app: Flask, owner: Visitor) -> None:
    address = planned(app, owner)
    answer(owner, address, "said")
    refused = owner.send(f"{address}/came-back", {"came_back": " "})
    assert refused.status_code == 422
    assert "Write a line first" in checked(refused.text).words


def test_nobody_else_finds_it(app: Flask, owner: Visitor, stranger: Visitor) -> None:
    address = planned(app, owner)
    assert WORDS not in stranger.page("/intentions").words
    for path, form in (("", {}), ("/answer", {"answer": "said"}), ("/day", {}), ("/delete", {})):
        assert stranger.send(f"{address}{path}", form).status_code == 404
    assert row(app, address).state == "open"


def test_the_principles_page_the_lessons_end_and_the_search_show_it(
    app: Flask, owner: Visitor
) -> None:
    steps = len(app.extensions["catalogue"].lessons["listening-understand"].steps)
    owner.send(f"/lessons/listening-understand/{steps}/next")
    finish = owner.page("/lessons/listening-understand/finish")
    assert "You have not planned a sentence of your own yet." in finish.words
    address = planned(app, owner)
    finish = owner.page("/lessons/listening-understand/finish")
    assert f"You want to say on Friday 27 November to L.: {WORDS}" in finish.words
    assert "What you said" not in owner.page("/learn/active-listening").words
    answer(owner, address, "said")
    owner.send(f"{address}/came-back", {"came_back": "She laughed."})
    page = owner.page("/learn/active-listening")
    assert "What you said, and what came back" in page.words
    assert "She laughed." in page.words
    assert address in owner.page("/search?q=worries").links()
    assert "/intentions" in owner.page("/journal").links()


def test_the_look_back_counts_what_was_said_this_month(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    keep_week(app, owner.user_id, Week(2026, 48), FRIDAY)
    assert "that you had planned" not in owner.page("/look-back/2026-W48").words
    for number, said in enumerate(("said", "reworded", "let_go")):
        answer(owner, planned(app, owner, TODAY, f"step-{number}"), said)
    counted = "In November you said 2 sentences that you had planned."
    assert counted in owner.page("/look-back/2026-W48").words
    assert counted in owner.page("/progress").words
    moment.now = datetime(2026, 12, 20, 8, tzinfo=FRIDAY.tzinfo)
    assert counted in owner.page("/look-back/2026-W48").words


def test_today_reads_them_together_with_other_rows(app: Flask, owner: Visitor) -> None:
    for number in range(3):
        planned(app, owner, TODAY - DAY * number, f"step-{number}")
    owner.page("/today")
    with statements(app) as sent:
        words = owner.page("/today").words
    [read] = [statement for statement in sent if "FROM intention" in statement]
    assert "FROM lesson_place" in read
    assert "1 more to answer" in words
