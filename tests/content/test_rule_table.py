"""The rules of a principle against what practises them."""

from dataclasses import replace

from coach import paths
from coach.content import loader, rule_table
from coach.content.commands import practised
from coach.content.model import Lesson
from coach.content.rule_table import PlacedRule, RuleOutline, RulePractice
from coach.principles import PRINCIPLES

FILE = "en/principles/01-authenticity/principle.md"
RULES = tuple(
    PlacedRule("authenticity", f"rule-{n}", f"lesson-{(n + 1) // 2}", FILE, 9) for n in range(1, 6)
)
KINDS = ("question", "task", "item", "habit")
FULL = tuple(RulePractice(rule.id, kind, f"{kind}-of-{rule.id}", "en/x.md", 3)  # type: ignore[arg-type]
             for rule in RULES for kind in KINDS)  # fmt: skip


def lesson(number: int, *rules: str) -> Lesson:
    name = f"lesson-{number}"
    path = f"en/01-authenticity/{name}.md"
    return Lesson(name, path, 1, "authenticity", name, 8, (), (), (), (), rules=rules)


LESSONS = (
    lesson(1, "rule-1", "rule-2"), lesson(2, "rule-3", "rule-4"), lesson(3, "rule-5"),
)  # fmt: skip
WHOLE = RuleOutline(RULES, FULL, LESSONS)


def told(found: RuleOutline) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in rule_table.faults(found)]


def test_a_table_without_holes_has_no_fault() -> None:
    assert told(WHOLE) == []
    assert rule_table.holes(WHOLE) == 0


def test_each_hole_is_an_error_that_names_the_rule_and_what_it_lacks() -> None:
    for practice in FULL:
        left = tuple(one for one in FULL if one != practice)
        [(code, message)] = told(replace(WHOLE, practices=left))
        assert (code, practice.rule in message) == ("R01", True)
        assert rule_table.NEEDED[practice.kind] in message
        assert "**none**" in rule_table.table(replace(WHOLE, practices=left))


def test_holes_are_no_error_until_all_three_lessons_name_their_rules() -> None:
    first_edition = (*LESSONS[:2], lesson(3))
    found = RuleOutline(RULES, (), first_edition)
    assert told(found) == []
    assert rule_table.holes(found) == 20


def test_a_lesson_and_its_principle_name_the_same_rules() -> None:
    wrong = (lesson(1, "rule-2", "rule-1"), *LESSONS[1:])
    assert [code for code, _ in told(replace(WHOLE, lessons=wrong))] == ["R02"]


def test_a_rule_s_line_stands_in_its_lesson_word_for_word() -> None:
    other_words = (RULES[0]._replace(said=False), *RULES[1:])
    [(code, message)] = told(replace(WHOLE, rules=other_words))
    assert (code, "word for word" in message) == ("R02", True)


def test_a_question_about_no_rule_is_an_error_in_a_lesson_of_the_second_edition() -> None:
    stray = RulePractice("rule-9", "question", "q", LESSONS[0].path, 12)
    [(code, message)] = told(replace(WHOLE, practices=(*FULL, stray)))
    assert (code, 'no rule; did you mean "rule-' in message) == ("R02", True)
    variant = stray._replace(kind="variant", path="en/01-authenticity/review.md")
    assert [code for code, _ in told(replace(WHOLE, practices=(*FULL, variant)))] == ["R02"]
    outside = stray._replace(path="en/other.md")
    assert told(replace(WHOLE, practices=(*FULL, outside))) == []


def test_a_lesson_s_first_habit_belongs_to_its_first_rule_and_a_task_to_those_it_checks() -> None:
    found = loader.survey(paths.CONTENT).rules
    for practice in found.practices:
        assert practice.kind in ("question", "habit", "task", "variant")
    named = {one.path: one.rules for one in found.lessons if one.rules}
    for path, rules in named.items():
        habits = [one.rule for one in found.practices if (one.path, one.kind) == (path, "habit")]
        assert habits == list(rules)


def test_every_statement_of_the_look_back_measures_a_rule_of_its_principle() -> None:
    found = practised(paths.CONTENT)
    rules = {rule.id: rule.principle for rule in found.rules}
    assert len(rules) == 40
    items = [one for one in found.practices if one.kind == "item"]
    assert {one.rule for one in items} == set(rules)
    for principle in PRINCIPLES:
        assert sum(rules[one.rule] == principle.slug for one in items) == 8


def test_the_table_is_written_between_its_marks_only() -> None:
    page = f"before\n{rule_table.BEGIN}\nold\n{rule_table.END}\nafter\n"
    written = rule_table.inserted(page, WHOLE)
    assert written == rule_table.inserted(written, WHOLE)
    assert written.startswith("before\n")
    assert written.endswith("\nafter\n")
    assert "old" not in written
    assert "`rule-5`" in written
