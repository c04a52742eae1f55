"""A filled-in tool: read from a form, kept with its labels, put back into the form."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from coach.journal import worksheet
from coach.journal.worksheet_template import Box, Column, Rows, Tool

ACT = Box("act", "What they did", "", "text", 60, 1, True, "You rang.")
DAY = Box("day", "When", "", "line", 20, 0, False, "Monday")
WHO, WHAT = Column("who", "Who"), Column("what", "What")
OPEN = Rows("open", "Open", "", (WHO, WHAT), 20, 2, 5, (("A.", "It"), ("B.", "That")))


def tool(*parts: Box | Rows, note: tuple[str, ...] = ()) -> Tool:
    nothing = Markup()
    return Tool("t", "offer-value", "T", "", nothing, "", nothing, note, (), parts)


TODAY = date(2026, 11, 27)
FULL = tool(ACT, DAY, OPEN)
TYPED = {"s-act": "You rang all three farms.", "s-open.0.who": "A.", "s-open.2.what": "That"}


def test_only_what_is_filled_is_kept_with_its_labels() -> None:
    assert worksheet.kept(FULL, TYPED, TODAY) == [
        {"id": "act", "label": "What they did", "text": "You rang all three farms."},
        {
            "id": "open",
            "label": "Open",
            "columns": {"who": "Who", "what": "What"},
            "rows": [{"who": "A.", "what": ""}, {"who": "", "what": "That"}],
        },
    ]


NAMES = [name for name, _ in worksheet.names(FULL)]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=10)))
def test_what_is_put_back_into_the_form_is_kept_alike(typed: dict[str, str]) -> None:
    kept = worksheet.kept(FULL, typed, TODAY)
    assert worksheet.kept(FULL, worksheet.refill(FULL, kept), TODAY) == kept
    assert worksheet.current(FULL, kept) == kept
    assert worksheet.earlier(FULL, kept) == []


def test_too_long_and_empty_are_problems() -> None:
    assert worksheet.problems(FULL, {"s-day": " " * 0}, {}) == {"s-act": worksheet.EMPTY}
    assert worksheet.problems(FULL, {"s-day": "x" * 21}, {}) == {
        "s-day": "Keep this to 20 characters"
    }
    assert worksheet.problems(FULL, {"s-open.4.what": "x" * 20}, {}) == {}


def test_generic_thanks_are_a_problem_unless_overruled_or_kept_before() -> None:
    typed = {"s-act": "Thanks for everything"}
    assert worksheet.problems(FULL, typed, {}) == {"s-act": worksheet.ANYONE}
    assert worksheet.problems(FULL, typed, {}, anyway=True) == {}
    assert worksheet.problems(FULL, typed, typed) == {}
    assert worksheet.problems(FULL, {"s-day": "Thanks"}, {}) == {}


def test_a_list_of_which_everything_is_done_lacks_nothing() -> None:
    promises = replace(OPEN, least=1, stamp="Kept")
    kept = worksheet.kept(tool(promises), {"s-open.0.who": "A.", "s-open.0.kept": "1"}, TODAY)
    assert [part["id"] for part in kept] == ["open-kept"]
    assert worksheet.open_parts(tool(promises), kept) == []


def test_a_blank_list_offers_one_row() -> None:
    assert worksheet.rows_shown(replace(OPEN, least=1), {}, 1) == 1
    assert worksheet.rows_shown(replace(OPEN, least=1), {"s-open.0.who": "A."}, 1) == 2


def test_what_is_still_open_is_named() -> None:
    assert worksheet.open_parts(FULL, []) == ["What they did", "Open"]
    assert worksheet.open_parts(FULL, worksheet.kept(FULL, TYPED, TODAY)) == []
    assert worksheet.open_parts(FULL, worksheet.kept(FULL, {"s-open.0.who": "A."}, TODAY)) == [
        "What they did",
        "Open",
    ]


@pytest.mark.parametrize(
    ("values", "more", "rows"),
    [
        ({}, 1, 2),
        ({"s-open.0.who": "A."}, 1, 2),
        ({f"s-open.{n}.who": "A." for n in range(3)}, 1, 4),
        ({f"s-open.{n}.who": "" for n in range(3)}, 0, 3),
        ({f"s-open.{n}.who": "" for n in range(3)}, 1, 4),
        ({f"s-open.{n}.who": "A." for n in range(5)}, 1, 5),
    ],
)
def test_rows_on_offer(values: dict[str, str], more: int, rows: int) -> None:
    assert worksheet.rows_shown(OPEN, values, more) == rows


NARROW = Rows("open", "Open", "", (WHO,), 20, 0, 5, ())
SHORT = Rows("open", "Open", "", (WHO, WHAT), 20, 0, 1, ())
AS_BOX = Box("open", "Open", "", "text", 60, 0, False, "")
WIDE = Rows("open", "Open now", "", (WHO, WHAT, Column("by", "By")), 20, 0, 5, ())


@pytest.mark.parametrize(
    "later", [NARROW, SHORT, AS_BOX, DAY], ids=["column", "most", "kind", "gone"]
)
def test_a_part_the_tool_has_no_place_for_is_carried_along(later: Any) -> None:
    kept = worksheet.kept(tool(OPEN), TYPED, TODAY)
    changed = tool(later)
    assert worksheet.earlier(changed, kept) == kept
    assert worksheet.current(changed, kept) == []
    again = worksheet.kept(changed, {worksheet.name(DAY): "Monday"}, TODAY, kept)
    assert again[-1] == {**kept[0], "earlier": True}
    assert worksheet.kept(changed, {}, TODAY, again) == again[-1:]
    assert worksheet.earlier(tool(OPEN), again)[-1] == again[-1]


def test_a_part_that_grew_is_filled_in_as_before() -> None:
    kept = worksheet.kept(tool(OPEN), TYPED, TODAY)
    assert worksheet.earlier(tool(WIDE), kept) == []
    assert worksheet.refill(tool(WIDE), kept)["s-open.0.who"] == "A."


def test_without_a_tool_everything_is_earlier() -> None:
    kept = worksheet.kept(FULL, TYPED, TODAY)
    assert worksheet.earlier(None, kept) == kept
    assert worksheet.current(None, kept) == []
    assert worksheet.note(None, kept) == ""


def test_the_note_is_the_boxes_read_one_after_the_other() -> None:
    letter = tool(ACT, DAY, note=("act", "day"))
    both = worksheet.kept(letter, {"s-act": "You rang.", "s-day": "It held."}, TODAY)
    assert worksheet.note(letter, both) == "You rang. It held."
    assert (
        worksheet.note(letter, worksheet.kept(letter, {"s-act": "You rang."}, TODAY)) == "You rang."
    )
    assert worksheet.note(tool(ACT), worksheet.kept(tool(ACT), {"s-act": "You rang."}, TODAY)) == ""


def test_an_excerpt_ends_at_a_word() -> None:
    kept = worksheet.kept(FULL, {**TYPED, "s-day": "Monday\nor so"}, TODAY)
    assert worksheet.excerpt(kept) == "You rang all three farms. · Monday or so · A. · That"
    assert worksheet.excerpt(kept, 20) == "You rang all three…"
