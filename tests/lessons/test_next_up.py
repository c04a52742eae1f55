"""One answer to "what next?", whichever page asks."""

from dataclasses import replace
from datetime import UTC, datetime

from coach.content import loader
from coach.content.model import Catalogue
from coach.lessons.next_up import Aims, NextReason, next_up, reason
from coach.lessons.progress import PlaceInLesson
from coach.paths import CONTENT

COURSE = loader.read(CONTENT)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def read(*lesson_ids: str) -> list[PlaceInLesson]:
    steps = {name: COURSE.lessons[name].steps for name in lesson_ids}
    return [PlaceInLesson(name, None, steps[name][-1].id, NOON, NOON) for name in lesson_ids]


def begun(lesson_id: str) -> PlaceInLesson:
    step = COURSE.lessons[lesson_id].steps[1].id
    return PlaceInLesson(lesson_id, step, step, NOON)


def of(slug: str) -> list[str]:
    return [lesson.id for lesson in COURSE.of_principle(slug)]


def principle_of(places: list[PlaceInLesson], aims: Aims, course: Catalogue = COURSE) -> str | None:
    found = next_up(course, places, aims).lesson
    return found.lesson.principle if found else None


def test_a_newcomer_begins_with_the_first_lesson_and_no_reason_is_given() -> None:
    found = next_up(COURSE, (), Aims())
    assert found.lesson is not None
    assert found.lesson.lesson == next(iter(COURSE.lessons.values()))
    assert (found.why, reason(found)) == (NextReason.ORDER, "")


def test_the_two_that_matter_most_decide_before_anything_is_suggested() -> None:
    found = next_up(COURSE, (), Aims(matters=(5, 7)))
    assert found.lesson is not None
    assert found.lesson.lesson.principle == "reliable-accountable"
    assert found.why == NextReason.MATTERS
    assert reason(found) == "You said that Reliable & accountable matters to you most now."


def test_a_suggestion_among_the_two_says_which_it_is() -> None:
    aims = Aims(suggested=7, matters=(5, 7))
    assert aims.focus == 7
    assert principle_of([], aims) == "show-appreciation"


def test_an_old_suggestion_outside_the_two_gives_way_to_them() -> None:
    aims = Aims(suggested=4, matters=(2, 5))
    assert aims.focus == 2
    assert principle_of([], aims) == "active-listening"


def test_a_chosen_focus_comes_before_the_suggestion_and_the_two() -> None:
    found = next_up(COURSE, (), Aims(chosen=6, suggested=2, matters=(2, 5)))
    assert found.lesson is not None
    assert found.lesson.lesson.principle == "network-thoughtfully"
    assert reason(found) == "You chose Network thoughtfully as your focus."


def test_a_suggestion_alone_names_the_look_back() -> None:
    found = next_up(COURSE, (), Aims(suggested=4))
    assert reason(found) == "Communicate regularly is suggested after your look-back."


def test_when_one_of_the_two_is_read_through_the_other_comes_next() -> None:
    found = next_up(COURSE, read(*of("active-listening")), Aims(suggested=2, matters=(2, 5)))
    assert found.lesson is not None
    assert found.lesson.lesson.principle == "reliable-accountable"
    assert reason(found).startswith("You have read every lesson of Active listening.")


def test_when_all_that_was_wished_for_is_read_the_page_says_why_another_comes() -> None:
    places = read(*of("active-listening"), *of("reliable-accountable"))
    found = next_up(COURSE, places, Aims(matters=(2, 5)))
    assert found.why == NextReason.ORDER
    assert reason(found) == (
        "You have read every lesson of Active listening and Reliable & accountable. "
        "This is the next one in the course."
    )


def test_an_unfinished_lesson_comes_first_and_says_what_follows_it() -> None:
    unfinished = of("authenticity")[0]
    found = next_up(COURSE, [begun(unfinished)], Aims(chosen=7))
    assert found.lesson is not None
    assert found.lesson.lesson.id == unfinished
    assert found.then is not None
    assert found.then.lesson.principle == "show-appreciation"
    assert reason(found) == (
        f"First finish “{found.lesson.lesson.title}”. "
        f"After it comes “{found.then.lesson.title}”, for Show appreciation."
    )


def test_an_unfinished_lesson_of_the_focus_itself_needs_no_reason() -> None:
    found = next_up(COURSE, [begun(of("show-appreciation")[0])], Aims(chosen=7))
    assert (found.why, found.then, reason(found)) == (NextReason.BEGUN, None, "")


def test_an_unfinished_lesson_beside_a_focus_that_is_read_through_says_so() -> None:
    places = [*read(*of("show-appreciation")), begun(of("authenticity")[0])]
    found = next_up(COURSE, places, Aims(chosen=7))
    assert found.lesson is not None
    assert reason(found) == (
        f"You have begun “{found.lesson.lesson.title}”. "
        "You have read every lesson of Show appreciation."
    )


def test_after_the_last_lesson_nothing_comes() -> None:
    found = next_up(COURSE, read(*COURSE.lessons), Aims(chosen=7))
    assert (found.lesson, reason(found)) == (None, "")


def test_a_focus_whose_lessons_wait_for_another_says_so() -> None:
    first, second = list(COURSE.lessons.values())[:2]
    later = replace(second, id="later", principle="adapt-evolve", requires=(first.id,))
    found = next_up(Catalogue(lessons={first.id: first, later.id: later}), (), Aims(chosen=8))
    assert found.lesson is not None
    assert found.lesson.lesson == first
    assert reason(found) == "The lessons of Adapt & evolve open after this one."
