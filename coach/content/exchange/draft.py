"""Write a lesson's first draft: the parts that every lesson has, with questions to overwrite."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from coach import amounts
from coach.content.exchange.plain_question import PlainOption, PlainQuestion, around

_MARKDOWN = re.compile(r"[\\`*_\[\]{}<>&=|]")
_FIRST = re.compile(r"^(?:[^\w\s\"“‘'.,]|hint:|model:|check:|\d+\.)")

FRAME = """+++
id = "{id}"
principle = "{principle}"
title = "{title}"
minutes = {minutes}
objectives = ["say what the learner can do after this lesson"]
sources = []
+++
## Plain rules
Write three to five plain rules here, before the first example. Say what to do, then why.

::: example id={id}-example kind=contrast
Speaker: "Write what a colleague says."
Weak: "Write a reply that costs something."
Strong: "Write the reply that you would want."
Why: Say what the strong reply does, and nothing about the person.
:::

{questions}
::: dialogue id={id}-talk
[start] Speaker: "Write what a colleague says first."
- "Write a reply that opens the talk." -> open +2 > Say why it serves best.
- "Write a reply that closes it." -> closed 0 > Say what it costs.
[open] Speaker: "Write what follows from the better reply." (end)
[closed] Speaker: "Write what follows from the other one." (end)
:::

::: question id={id}-text type=text
Ask for a message or an answer in the learner’s own words.
model: "Write one that works."
check:
- name one thing that it should have
:::

::: intention id={id}-intention name="What I will say"
ask: When will this come up for you, and with whom? Initials will do.
day: On which day?
words: Write your first words.
example: Write an invented case with a day and words in quotation marks.
else: Say what somebody can do who has no such case.
:::

::: habit id={id}-habit name="One small thing" principle={principle} per=week target=3
if: name a moment that already happens in a working day
then: do one small thing that takes less than a minute
:::
"""


def lesson(lesson_id: str, principle: str, title: str, items: Sequence[PlainQuestion]) -> str:
    """Return a lesson's file with these questions."""
    questions = "\n".join(question(item) for item in items)
    minutes = max(3, round(1 + len(items) / 2))
    return FRAME.format(
        id=lesson_id, principle=principle, title=title, minutes=minutes, questions=questions
    )


def examples(lesson_id: str) -> list[PlainQuestion]:
    """Return five questions to overwrite, of three types, two of them of judgement."""
    told = ("Set the scene: who says what to whom?", "Ask one thing here.")

    def options(*points: int) -> tuple[PlainOption, ...]:
        names = ("one", "two", "three")
        return tuple(
            PlainOption(
                f"Write option {name} here", f"Say what {name} does, and what it costs.", each
            )
            for name, each in zip(names, points, strict=True)
        )

    kinds = [
        ("single", options(0, 1, 0)),
        ("judgement", options(2, 1, 0)),
        ("single", options(0, 0, 1)),
        ("judgement", options(0, 2, 1)),
        ("multiple", options(1, 1, -1)),
    ]
    return [
        PlainQuestion(f"{lesson_id}-q{n}", kind, f"{lesson_id}-move", told, lines)
        for n, (kind, lines) in enumerate(kinds, start=1)
    ]


def question(item: PlainQuestion) -> str:
    """Return one question as a directive of the lesson format."""
    attributes = f"id={item.id} type={item.kind}"
    if item.concept:
        attributes += f" concept={item.concept}"
    if item.number:
        attributes += _ends(*item.number)
    return "\n".join([f"::: question {attributes}", *_body(item), ":::", ""])


def _body(item: PlainQuestion) -> list[str]:
    if item.kind == "cloze":
        gap = "{{" + "|".join(_inline(line.text) for line in item.lines) + "}}"
        words = replace(item, told=(_inline(item.told[-1]),), rest=_inline(item.rest))
        sentence = around(words, gap)
        return [*_paragraphs(item.told[:-1] or ("Fill the gap.",)), "", sentence, *_why(item.why)]
    lines = [row for n, line in enumerate(item.lines, start=1) for row in _line(item.kind, n, line)]
    if item.kind == "text":
        return [*_paragraphs(item.told), *([f"model: {_inline(item.why)}"] if item.why else [])]
    return [*_paragraphs(item.told), *_why(item.why), *lines]


def _paragraphs(told: Sequence[str]) -> list[str]:
    rows = [row for words in told for row in (_inline(words), "")]
    return rows[:-1]


def _line(kind: str, place: int, line: PlainOption) -> list[str]:
    marks = {
        "single": "(x)" if line.points > 0 else "( )",
        "judgement": f"({line.points})",
        "multiple": f"[{'x' if line.points > 0 else ''}{_weight(line.points)}]",
        "order": f"{place}.",
    }
    if kind == "match":
        first = f"{_inline(line.text)} = {_inline(line.partner)}"
    else:
        first = f"{marks[kind]} {_inline(line.text)}"
    return [first, *(f"    {row}" for row in _why(line.why))]


def _weight(points: int) -> str:
    """Return a mark's weight.

    Examples: `` 2`` for an option that counts double, `` 0`` for a wrong one that costs nothing.
    """
    plain = "" if points > 0 else " "
    return plain if abs(points) == 1 else f" {abs(points)}"


def _why(words: str) -> list[str]:
    return [f"> {_inline(words)}"] if words else []


def _ends(answer: Decimal, tolerance: Decimal) -> str:
    """Return the attributes of a scale around the answer. The author must correct the ends."""
    low, high = (Decimal(0), Decimal(100))
    if not low <= answer <= high:
        low, high = min(low, 2 * answer), max(low, 2 * answer)
    named = {"min": low, "max": high, "answer": answer, "tolerance": tolerance}
    return "".join(f" {name}={amounts.written(number)}" for name, number in named.items())


def _inline(words: str) -> str:
    """Return words in which Markdown and the lesson format see no markup, also at the start."""
    bare = 1 if _FIRST.match(words) else 0
    start = "".join(f"&#{ord(char)};" for char in words[:bare])
    return start + _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", words[bare:])
