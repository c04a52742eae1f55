"""The booklet: when it is there, and what stands in it."""

from datetime import date

from coach.assessment.calendar import Week
from coach.keepsakes import booklet
from coach.keepsakes.booklet import MOST, Kept

W48 = Week(2026, 48)


def test_it_is_there_after_twelve_look_backs_or_twelve_weeks() -> None:
    assert not booklet.is_ready(W48, W48 + 11, 11)
    assert booklet.is_ready(W48, W48 + 11, 12)
    assert booklet.is_ready(W48, W48 + 12, 1)
    assert booklet.ready_on(W48) == date(2027, 2, 15)


def test_what_is_empty_has_no_section() -> None:
    assert booklet.build(Kept()) == ()
    found = booklet.build(Kept(wells=["Anton told me."], replies=["", "  "]))
    assert [section.heading for section in found] == ["What went well"]


def test_each_section_has_twelve_different_lines_at_most() -> None:
    found = booklet.build(Kept(replies=["the same"] * 5 + [f"reply {n}" for n in range(30)]))
    assert len(found[0].lines) == MOST
    assert len(set(found[0].lines)) == MOST


def test_promises_that_were_kept_stand_there_the_latest_first() -> None:
    open_ones = {"id": "promises", "columns": {"what": "What"}, "rows": [{"what": "still open"}]}
    kept = {
        "id": "promises-kept",
        "columns": {"what": "What", "whom": "To whom", "kept": "Kept"},
        "rows": [
            {"what": "Send the plan", "whom": "R.", "kept": "2026-11-02"},
            {"what": "Call back", "whom": "I.", "kept": "2026-11-20"},
        ],
    }
    assert booklet.promises([open_ones, kept]) == ["Call back", "Send the plan"]
