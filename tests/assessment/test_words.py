"""The finding in words, and the focus with its reason."""

from dataclasses import replace
from datetime import date

from coach.assessment import phrases, result_phrases
from coach.assessment.calendar import Week
from coach.assessment.contrast import Movement
from coach.assessment.recommendation import Reason, suggest
from coach.assessment.reliable_change import ClosedCycles, close, next_baseline
from coach.assessment.response_quality import Doubt, Exclusion
from coach.assessment.result import LookBackResult, build
from coach.assessment.scoring import Estimate, ItemAnswer

BASELINE = Week(2026, 40)
VERDICT = date(2026, 12, 21)


def cycle(number: int, **levels: int) -> list[ItemAnswer]:
    """A cycle's answers: 50 everywhere but for ``p2=75``."""
    weeks = [BASELINE + ((number - 1) * 4 + n) for n in range(4)]
    return [
        ItemAnswer(week, p, reverse, 100 - x if reverse else x, f"{p}/{n}/{reverse}")
        for n, week in enumerate(weeks)
        for p in range(1, 9)
        for x in [levels.get(f"p{p}", 50)]
        for reverse in (False, True)
    ]


def by_week(answers: list[ItemAnswer]) -> dict[Week, list[ItemAnswer]]:
    found: dict[Week, list[ItemAnswer]] = {}
    for answer in answers:
        found.setdefault(answer.week, []).append(answer)
    return found


def shown(
    answers: list[ItemAnswer], week: int, closed: bool, told: str | None = None
) -> LookBackResult:
    """The result of a week, with the past of the cycles before its own."""
    past, number = ClosedCycles(), week // 4 + 1
    cycles = {n: [a for a in answers if (a.week - BASELINE) // 4 == n - 1] for n in range(1, 9)}
    for before in range(1, number):
        known, changes = close(past, cycles, before)
        past = next_baseline(known, changes, before, before + 1)
    until = [answer for answer in answers if answer.week <= BASELINE + week]
    return build(by_week(until), BASELINE, BASELINE + week, past, closed, told)


def finding(answers: list[ItemAnswer], week: int, closed: bool) -> phrases.ResultSentence:
    return result_phrases.finding(shown(answers, week, closed), VERDICT)


def test_a_real_change_comes_first() -> None:
    found = finding(cycle(1) + cycle(2, p2=100), 7, closed=True)
    assert found.heading == "One real change this cycle: Active listening up."
    assert found.lede.startswith("Seven moved no further than your answers usually vary")


def test_several_changes_are_counted_and_told_apart() -> None:
    found = finding(cycle(1) + cycle(2, p2=100, p7=0), 7, closed=True)
    assert found.heading == (
        "Two real changes this cycle: Active listening up and Show appreciation down."
    )


def test_what_lies_within_noise_is_steady() -> None:
    found = finding(cycle(1) + cycle(2), 7, closed=True)
    assert found.heading.startswith("Steady:")


def test_an_open_cycle_has_no_verdict_and_says_when_it_comes() -> None:
    found = finding(cycle(1) + cycle(2, p2=100), 6, closed=False)
    assert "real change" not in found.heading
    assert "Week 3 of 4. On Monday 21 December we can say what really changed." in found.lede


def test_the_first_cycle_promises_no_date_weeks_off() -> None:
    for week, closed in ((2, False), (3, True)):
        found = finding(cycle(1), week, closed)
        assert "December" not in found.heading + found.lede
    assert "Your first four weeks are complete." in found.lede
    assert shown(cycle(1), 3, closed=True).next_verdict == 2


def test_a_cycle_without_enough_answers_gets_no_verdict() -> None:
    found = finding(cycle(2), 7, closed=True)
    assert found.heading == "Too few answers to compare this cycle."


def test_an_open_cycle_recalls_the_verdict_before_it() -> None:
    found = shown(cycle(1) + cycle(2, p2=100) + cycle(3, p2=100), 8, closed=False)
    assert phrases.earlier(found) == (
        "The last cycle ended with a real change: Active listening up."
    )


def test_a_verdict_is_the_same_whenever_it_is_read() -> None:
    all_answers = cycle(1) + cycle(2, p2=75) + cycle(3)
    at_close = shown(all_answers[:128], 7, closed=True)
    later = shown(all_answers, 7, closed=True)
    assert at_close.changes == later.changes


def test_each_row_says_how_much_it_stands_on() -> None:
    week = cycle(1)[:15]
    found = shown(week, 0, closed=False)
    assert phrases.row(found, 1) == "2 answers"
    assert phrases.row(found, 8) == "1 answer"
    assert phrases.row(shown(week[:2], 0, closed=False), 8) == "Not asked yet"


def test_what_really_changed_is_judged_again_in_the_next_cycle() -> None:
    found = shown(cycle(1) + cycle(2, p2=100) + cycle(3), 11, closed=True)
    assert phrases.row(found, 2) == "Down 50, real"
    assert phrases.judged(found).heading == ("One real change this cycle: Active listening down.")


def test_a_change_over_two_cycles_says_so() -> None:
    found = shown(cycle(1) + cycle(2, p2=100), 7, closed=True)
    changes = found.changes | {2: replace(found.changes[2], cycles=2)}
    lede = phrases.judged(replace(found, changes=changes)).lede
    assert lede.startswith("Active listening shows it over the last two cycles together.")


def test_a_verdict_that_was_given_stays_and_what_is_read_otherwise_is_said() -> None:
    answers = cycle(1) + cycle(2, p2=100)
    found = shown(answers, 7, closed=True, told="+==.====")
    said = phrases.judged(found)
    assert said.heading == "One real change this cycle: Authenticity up."
    assert said.lede.startswith("Six moved no further")
    assert said.lede.endswith(
        "This is what we said when the cycle closed. Our rule has changed since then. Today it "
        "would say otherwise about Authenticity (steady), Active listening (a real rise) and "
        "Communicate regularly (steady)."
    )
    assert phrases.row(found, 2) == "Steady"
    assert phrases.row(found, 4) == "Not judged"


def test_a_verdict_that_is_read_alike_today_needs_no_note() -> None:
    answers = cycle(1) + cycle(2, p2=100)
    found = shown(answers, 7, closed=True, told="=+======")
    assert "Our rule has changed" not in phrases.judged(found).lede
    assert found.changes == shown(answers, 7, closed=True).changes


def test_the_numbers_behind_a_verdict_are_the_persons_own() -> None:
    new = phrases.measure(ClosedCycles())
    assert (new.sd, new.move, new.moved, new.df) == (22, 4, False, 0)
    restless = phrases.measure(ClosedCycles(movement=Movement(100, 1)))
    assert restless.move > 4
    assert restless.moved
    assert restless.alone > new.alone
    assert new.alone < new.most


def test_answers_that_disagree_are_named_without_a_lecture() -> None:
    assert phrases.doubted([]) == ""
    assert phrases.doubted([Doubt(Exclusion.APART, 3), Doubt(Exclusion.APART, 5)]) == (
        "Your two answers do not fit together for Offer value and Reliable & accountable. "
        "Your answers count as you gave them."
    )


def test_quick_answers_are_not_called_answers_that_disagree() -> None:
    said = phrases.doubted([Doubt(Exclusion.HASTE)])
    assert said == (
        "You answered quickly: in less than 1.5 seconds a question. "
        "Your answers count as you gave them."
    )
    both = phrases.doubted(
        [Doubt(Exclusion.APART, 3), Doubt(Exclusion.EQUAL), Doubt(Exclusion.HASTE)]
    )
    assert both.count(".") == 5  # a sentence each, and the 1.5 seconds


def test_days_of_a_week_in_words() -> None:
    assert phrases.span(Week(2026, 48)) == "23 to 29 November"
    assert phrases.span(Week(2026, 53)) == "28 December to 3 January"


LEVEL = {p: Estimate(60, 8, 5.0) for p in range(1, 9)}


def test_the_least_practised_of_what_matters_is_suggested() -> None:
    found = suggest(LEVEL, (3, 6), {3: 2, 6: 5})
    assert (found.principle, found.reason) == (3, Reason.MATTERS)
    assert "the one you practised least: 2 times in the last four weeks" in phrases.reason(found)


def test_a_credibly_low_score_is_suggested_although_nobody_named_it() -> None:
    found = suggest(LEVEL | {4: Estimate(20, 8, 5.0)}, (), {})
    assert found.principle == 4
    assert Reason.LOW in found.reason
    assert (
        "Your score for Communicate regularly lies clearly below your own average."
        in phrases.reason(found)
    )


def test_a_reason_needs_nothing_beside_it_to_be_understood() -> None:
    said = phrases.reason(suggest(LEVEL, (5, 1), {1: 2}))
    assert said == (
        "You said that Reliable & accountable matters to you now. "
        "In the last four weeks you recorded no check-in, lesson or tool for it."
    )
    for found in (suggest(LEVEL, (), {}), suggest(LEVEL | {4: Estimate(20, 8, 5.0)}, (4,), {})):
        assert phrases.name(found.principle) in phrases.reason(found)
        assert "this one" not in phrases.reason(found)


def test_a_low_score_within_noise_is_no_reason() -> None:
    found = suggest(LEVEL | {4: Estimate(55, 8, 5.0)}, (1, 2), {1: 1})
    assert found.principle == 2
    assert Reason.LOW not in found.reason


def test_without_any_reason_the_least_practised_of_all_is_suggested() -> None:
    found = suggest(LEVEL, (), dict.fromkeys(range(1, 9), 3) | {7: 1})
    assert found.principle == 7
    assert "It is the one you practised least: once in the last four weeks" in phrases.reason(found)


def test_what_was_practised_equally_often_is_not_called_least() -> None:
    both = phrases.reason(suggest(LEVEL, (2, 5), {2: 1, 5: 1}))
    assert "You practised both equally often in the last four weeks: once each." in both
    assert "least" not in both
    among = phrases.reason(suggest(LEVEL, (), dict.fromkeys(range(1, 9), 3)))
    assert "It is one of those you practised least: 3 times in the last four weeks." in among


def test_a_suggestion_among_equals_stays_one_of_them_later() -> None:
    later = phrases.reason(suggest(LEVEL, (2, 5), {2: 1, 5: 1}), of_today=False)
    assert later.endswith("it was one of those you had practised least.")


def test_a_mean_says_of_which_look_backs_it_is() -> None:
    answers = cycle(1) + cycle(2)
    skipped = [each for each in answers if each.week not in (BASELINE + 3, BASELINE + 2)]
    assert phrases.mean_of(shown(skipped, 5, False)) == (
        "Mean of your two look-backs since 26 October"
    )
    assert phrases.mean_of(shown(answers, 0, False)) == (
        "Your look-back for the week from 28 September"
    )
    assert phrases.mean_of(shown(answers, 7, True)).startswith("Mean of your four look-backs")
