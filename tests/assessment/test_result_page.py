"""What a result offers next: the focus, its lesson, a habit that is not kept yet."""

from datetime import UTC, date, datetime

from coach.assessment import result_page
from coach.assessment.recommendation import Reason, Suggestion
from coach.assessment.result_page import Deeds, Outlook, Wishes
from coach.content import loader
from coach.lessons.next_up import Aims
from coach.listening.statistics import ListeningPractice
from coach.paths import CONTENT
from tests.assessment.test_words import cycle, shown

COURSE = loader.read(CONTENT)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
NOTHING = Deeds({}, ())


def look(wishes: Wishes, deeds: Deeds = NOTHING, **levels: int) -> Outlook:
    result = shown(cycle(1, **levels)[:16], 0, closed=False)
    return result_page.look(result, wishes, deeds, COURSE, NOW, date(2026, 12, 21))


def test_a_habit_that_is_kept_is_not_offered_again() -> None:
    first, second, *_ = COURSE.habits_of("active-listening")
    aims = Wishes(Aims(chosen=2))
    assert look(aims).habit == first
    assert look(aims, Deeds({}, (), kept=frozenset({first.id}))).habit == second
    everything = frozenset(offer.id for offer in COURSE.habits_of("active-listening"))
    assert look(aims, Deeds({}, (), kept=everything)).habit is None


def test_the_two_that_matter_decide_though_another_score_lies_lower() -> None:
    found = look(Wishes(Aims(matters=(2, 5))), p4=0)
    assert found.focus.slug == "active-listening"
    assert found.coming.lesson is not None
    assert found.coming.lesson.lesson.principle == "active-listening"


def test_a_suggestion_from_before_the_two_were_chosen_gives_way() -> None:
    old = Suggestion(4, Reason.LOW, 0)
    found = look(Wishes(Aims(suggested=4, matters=(2, 5)), old))
    assert found.suggested.slug == "active-listening"
    assert found.reason.startswith("You said that Active listening matters to you now.")


def test_days_in_the_listening_room_count_as_practice_of_active_listening() -> None:
    heard = Deeds({}, (), listening=ListeningPractice(3))
    assert look(Wishes(Aims(matters=(2, 5))), heard).focus.slug == "reliable-accountable"
    week = shown(cycle(1)[:16], 0, closed=False)
    assert (
        result_page.advise(
            week, (2, 7), Deeds({7: 4}, (), ListeningPractice(3)), COURSE, NOW
        ).practised
        == 3
    )


def test_a_tool_filled_in_counts_as_practice_of_its_principle() -> None:
    kept = Deeds({}, (), tools=frozenset({"promise-list", "a-tool-of-an-earlier-edition"}))
    week = shown(cycle(1)[:16], 0, closed=False)
    assert result_page.advise(week, (5,), kept, COURSE, NOW) == Suggestion(5, Reason.MATTERS, 1)


def test_the_reason_counts_what_was_done_since_the_suggestion() -> None:
    old = Suggestion(5, Reason.MATTERS | Reason.UNTRIED, 0)
    wishes = Wishes(Aims(suggested=5, matters=(2, 5)), old)
    assert "you recorded no check-in" in look(wishes, Deeds({2: 1}, ())).reason
    busier = look(wishes, Deeds({5: 1, 2: 4}, ())).reason
    assert "you practised least: once in the last four weeks" in busier
    other = look(wishes, Deeds({5: 3}, ()))  # today it would be the other of the two
    assert other.suggested.number == 5
    assert other.reason == (
        "You said that Reliable & accountable matters to you now. "
        "When you last looked back, it was the one you had practised least."
    )
