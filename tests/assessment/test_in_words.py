"""The first look-backs in words, without a picture and without a number."""

from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import result_phrases
from coach.assessment.phrases import ResultSentence
from coach.assessment.result import LookBackResult
from coach.assessment.scoring import ItemAnswer
from tests.assessment.test_words import BASELINE, VERDICT, cycle, shown


def finding(result: LookBackResult) -> ResultSentence:
    return result_phrases.finding(result, VERDICT)


def week_one(**levels: int) -> LookBackResult:
    return shown(cycle(1, **levels)[:16], 0, closed=False)


def test_the_first_week_names_what_was_done_most_and_least_often() -> None:
    found = finding(week_one(p2=75, p6=25))
    assert found.heading == "Your strongest this week: Active listening."
    assert found.lede.startswith("Least often: Network thoughtfully. This is your own estimate.")
    assert not any(letter.isdigit() for letter in found.heading + found.lede)


def test_all_eight_are_told_in_the_words_of_the_answers() -> None:
    rows = dict(result_phrases.in_words(week_one(p2=75, p6=0, p7=100)).rows)
    told = {principle.number: word for principle, word in rows.items()}
    assert (told[1], told[2]) == ("About half the time", "Mostly")
    assert (told[6], told[7]) == ("Never", "Nearly always")


def test_three_answers_draw_nothing_and_praise_nothing() -> None:
    found = shown(cycle(1, p2=100)[:3], 0, closed=False)
    said = finding(found)
    assert said.heading == "3 of 16 questions answered."
    assert said.lede == "That is too few to say what stands out."
    assert result_phrases.in_words(found).most == ()
    assert not result_phrases.has_pictures(found)


def test_what_was_not_asked_is_told_apart_from_what_did_not_come_up() -> None:
    none = ItemAnswer(BASELINE, 2, False, None, "2/0/False")
    found = shown([*cycle(1)[:2], none], 0, closed=False)
    assert result_phrases.often(found, 1) == "About half the time"
    assert result_phrases.often(found, 2) == "It did not come up"
    assert result_phrases.often(found, 3) == "Not asked yet"


def test_nothing_stands_out_where_many_are_alike() -> None:
    assert finding(week_one()).heading == "Your answers lie close together."
    many = finding(week_one(p1=75, p2=75, p3=75, p4=75))
    assert many.heading == "Your answers lie close together."


def uneven(*levels: int) -> LookBackResult:
    """Return the result of two look-backs in which both answers to a principle may differ."""
    answers = [
        answer._replace(value=100 - x if answer.reverse else x)
        for answer in cycle(1)[:32]
        for x in [levels[answer.principle - 1] if answer.week == BASELINE else 50]
    ]
    return shown(answers, 1, closed=False)


def test_nothing_is_named_where_the_list_says_the_same_of_all() -> None:
    found = uneven(75, 50, 50, 50, 50, 50, 50, 50)  # 62 against 50: both "About half the time"
    words = {word for _, word in result_phrases.in_words(found).rows}
    assert words == {"About half the time"}
    assert finding(found).heading == "Your answers lie close together."
    assert result_phrases.in_words(found).most == ()


def test_only_what_the_list_tells_apart_is_named() -> None:
    found = finding(uneven(75, 50, 50, 50, 50, 50, 50, 0))  # 62, six of 50, and 25
    assert found.heading == "You practised seven of the eight about equally often."
    assert found.lede.startswith("Least often: Adapt & evolve. This is your own estimate.")
    top = finding(week_one(p2=75))
    assert top.heading == "Your strongest this week: Active listening."
    assert top.lede.startswith(
        "You practised the other seven about equally often. This is your own estimate."
    )


@given(st.lists(st.sampled_from((0, 25, 50, 75, 100)), min_size=8, max_size=8))
def test_whatever_is_named_has_another_word_than_the_rest(levels: list[int]) -> None:
    told = result_phrases.in_words(uneven(*levels))
    for named in (told.most, told.least):
        own = {word for principle, word in told.rows if principle in named}
        rest = {word for principle, word in told.rows if principle not in named}
        assert len(own) <= 1
        assert not own & rest


def test_two_at_the_top_are_both_named() -> None:
    found = finding(week_one(p2=75, p7=75, p1=25))
    assert found.heading == "Your strongest this week: Active listening and Show appreciation."


def test_a_week_in_which_nothing_came_up_says_so() -> None:
    none = [answer._replace(value=None) for answer in cycle(1)[:16]]
    assert finding(shown(none, 0, closed=False)).heading == ("None of this came up this week.")


def test_pictures_begin_with_the_third_look_back() -> None:
    answers = cycle(1, p2=75, p6=25)
    told = [result_phrases.has_pictures(shown(answers, week, closed=False)) for week in range(4)]
    assert told == [False, False, True, True]
    second = finding(shown(answers, 1, closed=False))
    assert second.heading == "Your strongest so far: Active listening."
    assert second.lede.endswith("The charts begin with your next look-back.")


def test_a_result_from_the_third_week_on_begins_with_words_and_with_what_is_strongest() -> None:
    for week in (2, 3):
        found = finding(shown(cycle(1, p1=0, p2=75), week, closed=False))
        assert found.heading == "Your strongest in the last four weeks: Active listening."
        assert found.lede.startswith("Least often: Authenticity. This is your own estimate. Week")


def test_a_heading_never_rests_on_a_low_score_alone() -> None:
    for week in range(4):
        found = finding(shown(cycle(1, p1=0), week, closed=False))
        assert "Authenticity" not in found.heading
        assert "Least often: Authenticity." in found.lede


def test_a_verdict_is_followed_by_what_was_practised_most_and_least_often() -> None:
    found = finding(shown(cycle(1) + cycle(2, p2=100, p7=0), 7, closed=True))
    assert found.heading.startswith("Two real changes this cycle")
    assert found.lede.endswith("Most often: Active listening. Least often: Show appreciation.")


def test_a_new_cycle_says_when_it_began() -> None:
    said = finding(shown(cycle(1) + cycle(2)[:16], 4, closed=False)).lede
    assert "A new cycle of four weeks began on 26 October. On Monday 21 December" in said
    assert "Week 1 of 4" not in said
