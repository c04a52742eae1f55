"""The Friday card: what stands on it, and its drawing."""

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from coach.assessment.calendar import Week
from coach.content import loader
from coach.keepsakes import card as cards
from coach.keepsakes.card import FridayCard, build, excerpt
from coach.keepsakes.drawing import LETTER, MARGIN, WIDTH, svg, wrapped
from coach.paths import CONTENT

GUIDES = loader.read(CONTENT).guides
W48 = Week(2026, 48)
KEPT = [(date(2026, 11, 23), 2), (date(2026, 11, 25), 2), (date(2026, 11, 25), 7)]


def card(written: dict[str, str] | None = None, before: dict[str, str] | None = None) -> FridayCard:
    return build(W48, KEPT, written or {}, before or {}, GUIDES, 1)


def test_the_dots_are_the_days_on_which_a_habit_was_kept() -> None:
    found = card()
    assert found.dots == (True, False, True, False, False, False, False)
    assert found.days == "A habit was kept on Monday and Wednesday."


def test_days_away_are_marked_and_said_unless_a_habit_was_kept_on_them() -> None:
    away = {date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)}
    found = build(W48, KEPT, {}, {}, GUIDES, 1, away)
    assert found.away == (False, False, False, True, True, False, False)
    assert found.days == (
        "A habit was kept on Monday and Wednesday. You were away on Thursday and Friday."
    )
    drawn = svg(found)
    assert drawn.count("<circle") == 5
    assert drawn.count('<rect class="away"') == 2


def test_a_week_without_a_habit_kept_has_no_dots() -> None:
    found = build(W48, [], {}, {}, GUIDES, 1)
    assert (found.dots, found.days) == ((), "")


def test_what_was_written_now_and_four_weeks_ago_stands_on_it() -> None:
    found = card({"well": "Anton told me.", "next": "Ask Jonas."}, {"well": "Imani wrote."})
    assert [text.words for text in found.texts[:3]] == ["Anton told me.", "Ask Jonas.",
                                                        "Imani wrote."]  # fmt: skip
    assert found.texts[2].heading == "Four weeks ago I wrote"


def test_nothing_empty_stands_on_it() -> None:
    found = card({"well": "  "}, {})
    assert [text.own for text in found.texts] == [False]


def test_the_phrase_is_of_what_was_practised_most_and_stays_the_same() -> None:
    phrases = [phrase.words.plain for phrase in GUIDES["active-listening"].phrases]
    assert card().principle.slug == "active-listening"
    assert card().texts[-1].words.partition(": ")[2] in phrases
    assert card() == card()


def test_there_is_no_number_but_the_days_of_the_week_in_its_title() -> None:
    found = card({"well": "Anton told me."})
    told = found.days + "".join(text.heading + text.words for text in found.texts)
    assert not any(letter.isdigit() for letter in told)


def test_a_long_text_is_cut_after_a_whole_word() -> None:
    assert excerpt("word " * 200, 22) == "word word word word …"
    assert excerpt("x" * 900, 20) == "x" * 20 + " …"
    assert excerpt("two\n lines") == "two lines"


@given(st.text(max_size=400))
def test_whatever_was_typed_the_drawing_is_well_formed_and_shows_text_as_text(typed: str) -> None:
    drawn = svg(card({"well": f"<script>{typed}</script> & ]]>"}))
    root = ElementTree.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "circle"}


@given(st.text(max_size=300), st.sampled_from([16, 20, 22]))
def test_every_line_fits_and_no_letter_is_lost(typed: str, size: int) -> None:
    lines = wrapped(typed, size)
    assert "".join("".join(lines).split()) == "".join(typed.split())
    room = (WIDTH - 2 * MARGIN) / (size * LETTER)
    assert all(len(line.replace("\u0300", "")) <= 2 * room or len(line) == 1 for line in lines)


def test_a_line_from_right_to_left_begins_at_the_right() -> None:
    drawn = svg(card({"well": "שלום, אנטון"}))
    assert f'x="{WIDTH - MARGIN}"' in drawn
    assert 'direction="rtl"' in drawn


def test_wide_letters_and_long_words_are_broken() -> None:
    assert all(len(line) <= 22 for line in wrapped("漢" * 200, 20))
    assert len(wrapped("a" * 200, 20)) == 5


def test_without_any_habit_the_principle_depends_on_person_and_week_alone() -> None:
    drawn = {cards.practised_most([], W48 + n, 1).slug for n in range(30)}
    assert len(drawn) > 3
    assert cards.practised_most([], W48, 1) == cards.practised_most([], W48, 1)
