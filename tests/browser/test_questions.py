"""Every type of question answered right, partly right and wrong, with and without script."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from coach.content import loader
from tests.browser import answering
from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab
from tests.lessons.course import GOOD

LESSON = "/lessons/listening-understand"
Act = Callable[[Tab], None]


def typed(field: str, words: str) -> Act:
    return lambda tab: tab.page.fill(field, words)


def chosen(*words: str) -> Act:
    return lambda tab: answering.choose(tab, *words)


def ordered(*lines: str) -> Act:
    return partial(answering.order, lines=lines)


def matched(*rights: str) -> Act:
    lefts = ("So they heard last.", "Escalate it.")
    return partial(answering.match, pairs=tuple(zip(lefts, rights, strict=True)))


# step, then each answer with the verdict it gets
ANSWERS: Mapping[int, Mapping[str, Act]] = {
    2: {
        "Yours is the strongest": chosen("So your team heard last."),
        "stronger than yours": chosen("You should really"),
    },
    3: {
        "Both answers that fit are marked, and nothing else.": chosen(
            "It moved again", "people heard"
        ),
        "One of the two answers that fit is marked.": chosen("It moved again"),
        "None of the answers that fit is marked.": chosen("Escalate it"),
    },
    4: {
        "Yours is the strongest": chosen("Say what you noticed"),
        "Yours does a little": chosen("Send a new"),
        "far stronger": chosen("Copy their"),
    },
    6: {
        "Every line is in its best place": ordered("Put the phone", "Let them", "Say it back"),
        "One of the three lines": ordered("Let them", "Put the phone", "Say it back"),
        "None of the three lines": ordered("Say it back", "Put the phone", "Let them"),
    },
    7: {
        "Both pairs are right.": matched("Says it back", "Advises"),
        "One of the two pairs": matched("Says it back", "Says it back"),
        "None of the two pairs": matched("Advises", "Says it back"),
    },
    8: {
        "The word fits.": typed("#answer-1", " No thing. "),
        "A different word fits here.": typed("#answer-1", "advice"),
    },
    9: {
        "26 is close.": typed("#answer-1", "26"),
        "34 is somewhat too high.": typed("#answer-1", "34"),
        "90 is far too high.": typed("#answer-1", "90"),
    },
}
WAYS = pytest.mark.parametrize(
    ("size", "script"), [(PHONE, True), (LAPTOP, False)], ids=["390-script", "1280-plain"]
)


@pytest.fixture
def open_lesson(open_tab: Opener) -> Opener:
    """Tabs on a site with the small course, which has every type once."""
    open_tab.site.app.extensions["catalogue"] = loader.read(GOOD)
    return open_tab


@WAYS
@pytest.mark.parametrize("step", ANSWERS)
def test_a_type_is_answered(
    open_lesson: Opener, size: tuple[int, int], script: bool, step: int
) -> None:
    tab = open_lesson(size, script)
    tab.go(f"{LESSON}/{step}").check()
    for said, act in ANSWERS[step].items():
        tab.go(f"{LESSON}/{step}?again")
        act(tab)
        tab.page.locator("label.pill", has_text="Fairly sure").click()
        tab.press("Check my answer")
        assert said in tab.heading
    tab.check()
    assert "Continue" in tab.words


@WAYS
def test_a_text_is_written_compared_and_ticked(
    open_lesson: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_lesson(size, script).go(f"{LESSON}/10")
    tab.check()
    tab.page.fill("#answer-1", "So it moved again.")
    tab.press("Compare").check()
    assert "So it moved again." in tab.words
    assert "It moved again." in tab.words
    answering.choose(tab, "the fact is there")
    tab.press("Keep my ticks").check()
    assert tab.heading == "The point is in your text."
    tab.go(f"{LESSON}/10?again").page.fill("#answer-1", "Escalate it.")
    tab.press("Compare").press("Keep my ticks")
    assert tab.heading == "The point is not in your text yet."


@WAYS
def test_a_talk_goes_on_back_and_to_its_end(
    open_lesson: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_lesson(size, script).go(f"{LESSON}/11")
    tab.check()
    tab.press("“Everyone is busy.”").check()
    assert "Never mind." in tab.words
    tab.press("Go back to here")
    assert "Never mind." not in tab.words
    tab.press("“Tell me about the last one.”").check()
    assert "I worked Sunday." in tab.words
    tab.press("See how it went").check()
    assert tab.heading == "Your reply was the strongest on offer."
    tab.go(f"{LESSON}/11?again").press("“Everyone is busy.”").press("See how it went")
    assert "A stronger reply" in tab.words


@WAYS
def test_a_hint_keeps_what_was_chosen_and_enter_still_answers(
    open_lesson: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_lesson(size, script).go(f"{LESSON}/2")
    answering.choose(tab, "So your team")
    tab.press("Show a hint").check()
    assert "Look for the fact." in tab.words
    assert tab.page.locator("label.choice input:checked").count() == 1
    tab.go(f"{LESSON}/2")
    tab.page.locator("label.choice input").first.focus()
    tab.page.keyboard.press("Space")
    tab.page.keyboard.press("Enter")
    tab.page.locator("#verdict").wait_for()


@WAYS
def test_the_margin_keeps_a_bookmark_and_a_note(
    open_lesson: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_lesson(size, script).go(f"{LESSON}/1")
    tab.press("Bookmark this page")
    tab.page.locator('.beside [aria-pressed="true"]').wait_for()
    tab.page.locator(".beside summary").click()
    tab.page.fill("#note", "Ask Ben on Monday.")
    tab.press("Keep this note")
    tab.page.locator(".beside summary", has_text="Your note").wait_for()
    tab.check()
    tab.go("/learn/bookmarks").check()
    assert "Plain rules" in tab.words
    assert "Ask Ben on Monday." in tab.go("/journal").words


@WAYS
def test_a_term_is_explained_without_leaving_the_page(
    open_lesson: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_lesson(size, script).go(f"{LESSON}/1")
    tab.page.locator("a.term").first.click()
    card = tab.page.locator("#term-paraphrase")
    assert card.is_visible()
    assert "A point said back" in card.inner_text()
    tab.check()
    if script:
        tab.page.keyboard.press("Escape")
        assert not card.is_visible()
        assert tab.page.evaluate("document.activeElement.className") == "term"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), LAPTOP], ids=["320", "1280"])
def test_the_pages_beside_the_steps(
    open_lesson: Opener, size: tuple[int, int], scheme: str
) -> None:
    tab = open_lesson(size, scheme=scheme).go(f"{LESSON}/13").press("Not now")
    assert tab.page.url.endswith("/finish")
    for path in (f"{LESSON}/finish", f"{LESSON}/print", "/learn/calibration", "/learn/bookmarks"):
        tab.go(path).check()


def test_a_slider_and_the_number_follow_each_other(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/9")
    slider, number = tab.page.locator("input[type=range]"), tab.page.locator("#answer-1")
    assert number.input_value() == "", "the handle's place is no answer"
    slider.fill("31")
    assert number.input_value() == "31"
    number.fill("26 %")
    assert slider.input_value() == "26"
    tab.check()
    tab.press("Check my answer")
    assert tab.heading.startswith("26 is close.")


def test_the_error_of_a_missing_choice_goes_with_the_choice(open_lesson: Opener) -> None:
    tab = open_lesson(PHONE).go(f"{LESSON}/2")
    tab.press("Check my answer")
    error = tab.page.locator("#answer-error")
    assert error.is_visible()
    tab.page.locator("label.choice").nth(1).click()
    assert error.count() == 0
    assert tab.page.locator("[aria-describedby~=answer-error]").count() == 0
    tab.check()


def test_without_script_the_arrow_of_a_menu_stands_beside_its_words(open_lesson: Opener) -> None:
    tab = open_lesson(PHONE, script=False).go(f"{LESSON}/6")
    rooms = tab.page.locator("main li.sort select").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).paddingInlineEnd))"
    )
    assert rooms == [44] * 3


COVERED = """
name => {
  const pill = [...document.querySelectorAll(".pill")].find(each => each.innerText.includes(name));
  const { left, top, width, height } = pill.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height - 2);
  return !pill.contains(seen);
}
"""


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
def test_how_sure_one_is_can_be_seen_and_said_before_the_answer_is_checked(
    open_tab: Opener, size: tuple[int, int]
) -> None:
    tab = open_tab(size)
    lesson = open_tab.site.app.extensions["catalogue"].lessons["authenticity-understand"]
    asked = [n for n, step in enumerate(lesson.steps, 1) if step in lesson.questions]
    for number in asked[:3]:
        tab.go(f"/lessons/{lesson.id}/{number}")
        covered = [name for name in ("A guess", "Fairly sure") if tab.page.evaluate(COVERED, name)]
        assert covered == [], number
    tab.check()
