"""A promise with a day: Today knows it, a stamp keeps it, and older sheets stay readable."""

from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from coach.db import db
from coach.journal import queries, stamps, worksheet
from coach.journal.worksheet_template import Column, Rows, Tool
from tests.conftest import FRIDAY, Moment, Visitor
from tests.pages import text

TODAY = FRIDAY.date()
URL = "/journal/tools/promise-list"
COLUMNS = (Column("what", "What"), Column("whom", "To whom"), Column("when", "By when", date=True))
PART = Rows("open", "Open", "", COLUMNS, 40, 1, 3, (("It", "A.", "1 May"),), "Kept")
TOOL = Tool("t", "offer-value", "T", "", Markup(), "", Markup(), (), (), (PART,))
DAY = timedelta(days=1)


def promise(number: int, what: str, when: object, whom: str = "Mrs H.") -> dict[str, str]:
    """Return the fields of one row of the promise list."""
    cells = {"what": what, "whom": whom, "when": str(when)}
    return {f"s-promises.{number}.{name}": cell for name, cell in cells.items()}


def on_today(visitor: Visitor) -> str:
    """Return what Today says of promises, or nothing."""
    found = visitor.page("/today").all("section", id="promised")
    return text(found[0]) if found else ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, ""),
        (2, "Due on Sunday, to Mrs H."),
        (1, "Due tomorrow, to Mrs H."),
        (0, "Due today, to Mrs H."),
        (-1, "Was due yesterday, to Mrs H."),
        (-9, "Was due on Wed 18 Nov, to Mrs H."),
    ],
)
def test_today_tells_a_promise_from_two_days_before(owner: Visitor, days: int, words: str) -> None:
    owner.send(URL, promise(0, "Two chairs", TODAY + days * DAY))
    assert words in on_today(owner)
    assert ("Two chairs" in on_today(owner)) is bool(words)


def test_only_ones_own_promises_are_told(owner: Visitor, stranger: Visitor) -> None:
    owner.send(URL, promise(0, "Two chairs", TODAY))
    assert on_today(stranger) == ""


def test_at_most_three_are_told_and_the_rest_counted(owner: Visitor) -> None:
    rows = [promise(n, f"Thing {n}", TODAY - n * DAY) for n in range(5)]
    owner.send(URL, {name: cell for row in rows for name, cell in row.items()})
    said = on_today(owner)
    assert [n for n in range(5) if f"Thing {n}" in said] == [2, 3, 4]
    assert "2 more promises" in said


def test_a_kept_promise_is_stamped_on_today_counted_and_stays_readable(
    owner: Visitor, moment: Moment
) -> None:
    owner.send(URL, {**promise(0, "Two chairs", TODAY), **promise(1, "A price", TODAY)})
    for number in (1, 2):
        page = owner.page("/today")
        [row, *_] = [e.get("value") for e in page.all("input", name="row")]
        form = {"part": "promises", "row": row, "next": "/today"}
        for _ in range(2):  # pressing twice is once
            assert owner.send(f"{URL}/stamp", form).location == "/today"
        assert f"Kept: {number}" in owner.page(URL).words
    assert on_today(owner) == ""
    assert "Two chairs Kept on Fri 27 Nov" in owner.page(URL).words
    owner.send(URL, {**promise(0, "Another", TODAY + 9 * DAY)})
    assert "Kept: 2" in owner.page(URL).words  # saving the open ones leaves the kept ones alone


def test_a_box_in_the_form_stamps_a_row_too_and_once(owner: Visitor) -> None:
    form = {**promise(0, "Two chairs", TODAY), "s-promises.0.kept": "1"}
    for _ in range(2):
        assert owner.send(URL, form).status_code == 303
    words = owner.page(URL).words
    assert "Kept: 1" in words
    assert on_today(owner) == ""


def test_a_promise_stamped_by_mistake_is_opened_again(owner: Visitor) -> None:
    owner.send(URL, {**promise(0, "Two chairs", TODAY), "s-promises.0.kept": "1"})
    [row] = [e.get("value") for e in owner.page(URL).all("input", name="row")]
    owner.send(f"{URL}/stamp", {"part": "promises", "row": row, "back": "1"})
    assert "Kept: 1" not in owner.page(URL).words
    assert "Two chairs" in on_today(owner)


def test_days_written_in_words_stay_as_they_were_written(app: Flask, owner: Visitor) -> None:
    columns = {"what": "What", "whom": "To whom", "when": "By when"}
    row = {"what": "Two chairs", "whom": "Mrs H.", "when": "Fri 27 Nov, noon"}
    part = {"id": "promises", "label": "Open promises", "columns": columns, "rows": [row]}
    with app.app_context():
        queries.keep_sheet(owner.user_id, "promise-list", "Promise list", [part], FRIDAY)
        db.session.commit()
    assert "Fri 27 Nov, noon" in owner.page(URL).words
    assert on_today(owner) == ""
    page = owner.page(f"{URL}?change")
    field = page.one("textarea", id="s-promises.0.when")
    assert text(field) == "Fri 27 Nov, noon"
    assert page.one("input", id="s-promises.1.when").get("type") == "date"
    owner.send(URL, promise(0, "Two chairs", "Fri 27 Nov, noon"))
    assert "Fri 27 Nov, noon" in owner.page(URL).words


def test_nobody_stamps_what_is_anothers_or_not_there(owner: Visitor, stranger: Visitor) -> None:
    owner.send(URL, promise(0, "Two chairs", TODAY))
    row = owner.page(URL).all("input", name="row")[0].get("value")
    form = {"part": "promises", "row": row}
    assert stranger.send(f"{URL}/stamp", form).status_code == 404
    for part in ("moved", "nothing", ""):
        assert owner.send(f"{URL}/stamp", {**form, "part": part}).status_code == 404
    assert owner.send("/journal/tools/thank-you-note/stamp", form).status_code == 404
    assert owner.send(f"{URL}/stamp", {**form, "row": "0"}).status_code == 303
    assert "Two chairs" in on_today(owner)


def test_a_sheet_full_of_kept_promises_says_so_and_loses_none(app: Flask, owner: Visitor) -> None:
    row = {"what": "Old", "whom": "", "when": "", "kept": "2026-01-01"}
    rows = [{**row, "what": f"Old {n}"} for n in range(stamps.MOST)]
    columns = dict.fromkeys(row, "x")
    full = {"id": "promises-kept", "label": "Kept", "columns": columns, "rows": rows}
    with app.app_context():
        queries.keep_sheet(owner.user_id, "promise-list", "Promise list", [full], FRIDAY)
        db.session.commit()
    refused = owner.send(URL, {**promise(0, "Two chairs", TODAY), "s-promises.0.kept": "1"})
    assert refused.status_code == 422
    assert "This sheet holds 200 rows that are done" in refused.text
    owner.send(URL, promise(0, "Two chairs", TODAY))
    key = stamps.row_key({"what": "Two chairs", "whom": "Mrs H.", "when": str(TODAY),
                          "last": "", "half": ""})  # fmt: skip
    owner.send(f"{URL}/stamp", {"part": "promises", "row": key})
    words = owner.page(URL).words
    assert f"Kept: {stamps.MOST}" in words
    assert "Two chairs" in words


cells = st.text("ab \u05d0", max_size=3)
rows = st.lists(st.fixed_dictionaries({"what": cells, "whom": cells, "when": cells}), max_size=3)


@given(rows, st.data())
def test_a_stamp_and_its_way_back_lose_no_row(
    drawn: list[dict[str, str]], data: st.DataObject
) -> None:
    names = {
        worksheet.name(PART, number, Column(key, "")): cell
        for number, row in enumerate(drawn)
        for key, cell in row.items()
    }
    parts = worksheet.kept(TOOL, names, TODAY)
    there = [row for part in parts for row in part["rows"]]
    if not there:
        return
    row = data.draw(st.sampled_from(there))
    done = stamps.moved(parts, PART, stamps.row_key(row), TODAY)
    assert sum(len(part["rows"]) for part in done) == len(there)
    assert worksheet.refill(TOOL, done).keys() <= worksheet.refill(TOOL, parts).keys()
    stamped = {**row, stamps.STAMPED: TODAY.isoformat()}
    again = stamps.moved(done, PART, stamps.row_key(stamped), TODAY, back=True)
    after = [each for part in again for each in part["rows"]]
    assert sorted(map(str, after)) == sorted(map(str, there))


@pytest.mark.parametrize("cell", ["2026-11-27", "2026-02-29", "20261127", "2026-W48-5", "", "soon"])
def test_a_day_is_read_in_one_form_alone(cell: str) -> None:
    found = stamps.day_of(cell)
    assert found == (date(2026, 11, 27) if cell == "2026-11-27" else None)
