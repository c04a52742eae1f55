"""Compare the rules of the principles with what practises them (R01, R02), and print the table.

A rule's id is the concept of its questions. So the table follows from the files: ``concept`` of a
question, ``checks`` of a task in one's own words, ``rule`` of a statement of the look-back, and the
order of a lesson's habits, which is that of the ``rules`` in its head.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coach.assessment.item_bank import Bank
from coach.content.document import Manuscript
from coach.content.model import Lesson
from coach.content.scanner import Directive
from coach.content.source import Fault, did_you_mean
from coach.principles import PRINCIPLES

RULES_OF_PRINCIPLE, LESSONS_OF_PRINCIPLE = 5, 3
Kind = Literal["question", "variant", "task", "item", "habit"]
NEEDED: Mapping[Kind, str] = {
    "question": "a question in a lesson",
    "task": "a task in own words",
    "item": "a statement of the look-back",
    "habit": "a habit",
}
COLUMNS: Mapping[Kind, str] = {
    "question": "questions",
    "variant": "variants",
    "task": "task part",
    "item": "item",
    "habit": "habit",
}
BEGIN, END = "<!-- rules: written by `coach content rules --write` -->", "<!-- end of rules -->"


class RulePractice(NamedTuple):
    """Something that practises a rule; ``line`` of ``path`` is where it begins."""

    rule: str
    kind: Kind
    name: str
    path: str
    line: int


class PlacedRule(NamedTuple):
    """A rule of a principle's file. ``principle`` is a slug, ``lesson`` the id of its lesson.

    ``said`` is whether the lesson has the rule's line, word for word.
    """

    principle: str
    id: str
    lesson: str
    path: str
    line: int
    said: bool = True


@dataclass(frozen=True)
class RuleOutline:
    """All rules, and all that practises one; ``lessons`` have the rules of their heads."""

    rules: tuple[PlacedRule, ...] = ()
    practices: tuple[RulePractice, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    def of(self, principle: str) -> tuple[PlacedRule, ...]:
        """Return the rules of a principle."""
        return tuple(rule for rule in self.rules if rule.principle == principle)

    def lessons_of(self, principle: str) -> tuple[Lesson, ...]:
        """Return the lessons of a principle."""
        return tuple(lesson for lesson in self.lessons if lesson.principle == principle)

    def complete(self, principle: str) -> bool:
        """Whether all three lessons name their rules, so that a hole in the table is an error."""
        lessons = self.lessons_of(principle)
        return len(lessons) == LESSONS_OF_PRINCIPLE and all(one.rules for one in lessons)

    def names(self, rule: str, kind: Kind) -> list[str]:
        """Return the names of what practises a rule in this way."""
        return [one.name for one in self.practices if (one.rule, one.kind) == (rule, kind)]


def outline(
    chapters: Iterable[Manuscript],
    pages: Iterable[Manuscript],
    variants: Iterable[Manuscript],
    lessons: Iterable[Lesson],
) -> RuleOutline:
    """Return the outline. ``pages`` are the lessons' files, ``variants`` those for review only."""
    pages = list(pages)
    texts = {page.head.text("id"): _plain(line.text for line in page.body) for page in pages}
    rules = (
        PlacedRule(
            page.head.text("slug"),
            row.text("id"),
            row.text("lesson"),
            page.path,
            row.line,
            _plain([row.text("line")]) in texts.get(row.text("lesson"), ""),
        )
        for page in chapters
        for row in page.head.tables("rule")
    )
    found = [practice for page in pages for practice in _practices(page, "question")]
    found += [practice for page in variants for practice in _practices(page, "variant")]
    return RuleOutline(tuple(rules), tuple(found), tuple(lessons))


def _plain(lines: Iterable[str]) -> str:
    """Return the words without emphasis, apart by one space, with curly apostrophes."""
    return " ".join(" ".join(lines).replace("*", "").replace("'", "’").split())


def _practices(page: Manuscript, asked: Kind) -> Iterator[RulePractice]:
    habits = iter(page.head.texts("rules"))
    for block in page.blocks:
        if not isinstance(block, Directive):
            continue
        if block.name == "question":
            concept = block.attributes.get("concept", "")
            yield RulePractice(concept, asked, block.id, page.path, block.line)
        elif block.name == "habit":
            yield RulePractice(next(habits, ""), "habit", block.id, page.path, block.line)
        for check in block.attributes.get("checks", "").split():
            rule, _, parts = check.partition("=")
            yield RulePractice(rule, "task", f"{block.id} ({parts})", page.path, block.line)


def with_items(found: RuleOutline, bank: Bank, path: str) -> RuleOutline:
    """Return the outline with the statements of the look-back, which stand in the file ``path``."""
    items = tuple(RulePractice(item.rule, "item", item.id, path, 1) for item in bank.items)
    return RuleOutline(found.rules, found.practices + items, found.lessons)


def faults(found: RuleOutline) -> Iterator[Fault]:
    """Yield R01 for each hole in the table, and R02 for what the table does not know.

    A principle is checked as soon as all three of its lessons name their rules, the look-back as
    soon as all principles have rules.
    """
    known = {rule.id for rule in found.rules}
    for principle in PRINCIPLES:
        if found.complete(principle.slug):
            yield from _holes(found, principle.slug)
            yield from _heads(found, principle.slug)
    checked = {_folder(one.path) for one in found.lessons if found.complete(one.principle)}
    measured = all(found.of(principle.slug) for principle in PRINCIPLES)
    for practice in found.practices:
        asked = measured if practice.kind == "item" else _folder(practice.path) in checked
        if asked and practice.rule not in known:
            hint = did_you_mean(practice.rule, known)
            message = f'"{practice.name}" practises "{practice.rule}", which is no rule{hint}'
            yield Fault(practice.path, practice.line, "R02", message)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _holes(found: RuleOutline, principle: str) -> Iterator[Fault]:
    rules = found.of(principle)
    for rule in rules:
        for kind, wanted in NEEDED.items():
            if not found.names(rule.id, kind):
                yield Fault(rule.path, rule.line, "R01", f'the rule "{rule.id}" lacks {wanted}')
        if not rule.said:
            message = f'the line of "{rule.id}" is not in {rule.lesson} word for word'
            yield Fault(rule.path, rule.line, "R02", message)
    if rules and len(rules) != RULES_OF_PRINCIPLE:
        message = f"{len(rules)} rules; a principle has {RULES_OF_PRINCIPLE}"
        yield Fault(rules[0].path, rules[0].line, "R02", message)


def _heads(found: RuleOutline, principle: str) -> Iterator[Fault]:
    for lesson in found.lessons_of(principle):
        wanted = tuple(rule.id for rule in found.of(principle) if rule.lesson == lesson.id)
        if lesson.rules != wanted:
            message = f"`rules` are {list(lesson.rules)}; principle.md gives {list(wanted)}"
            yield Fault(lesson.path, lesson.line, "R02", message)


def table(found: RuleOutline) -> str:
    """Return the table in Markdown, a section for each principle, with **none** for each hole."""
    head = ["rule", "lesson", *COLUMNS.values()]
    lines: list[str] = []
    for principle in PRINCIPLES:
        if rules := found.of(principle.slug):
            lines += [f"### {principle.title}", _row(head), _row(["---"] * len(head))]
            lines += [_row([f"`{rule.id}`", rule.lesson, *_cells(found, rule)]) for rule in rules]
            lines.append("")
    return "\n".join(lines).strip()


def _cells(found: RuleOutline, rule: PlacedRule) -> list[str]:
    return [
        ", ".join(found.names(rule.id, kind)) or ("**none**" if kind in NEEDED else "")
        for kind in COLUMNS
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def holes(found: RuleOutline) -> int:
    """Return the number of holes of all principles."""
    return sum(not found.names(rule.id, kind) for rule in found.rules for kind in NEEDED)


def inserted(page: str, found: RuleOutline) -> str:
    """Return the text of AUTHORS.md with the table between its two marks. Raise ValueError."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{BEGIN!r} and {END!r} are missing")
    return f"{before}{BEGIN}\n{table(found)}\n{END}{after}"
