"""Field guides and tools: one broken file for each rule, and what a good one reads as."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.content import loader
from coach.journal.worksheet_template import Box, Rows
from tests.lessons.broken import Broken
from tests.lessons.course import GOOD, change, copy, line_of

GUIDE = "en/principles/02-active-listening/guide.md"
TOOL = "en/tools/talk-log.md"
WHO = "column: who = Who"
TALKS = f"least=1\nlabel: Talks\nhint: Initials suffice.\n{WHO}"

BROKEN = [
    Broken("F01", GUIDE, 'id = "listening-guide"\n', "", "principle ="),
    Broken("F02", GUIDE, 'sources = ["2-01"]', 'sorces = ["2-01"]', "sorces"),
    Broken("F03", TOOL, 'note = ["act", "effect"]', 'note = "act"', "note ="),
    Broken("F04", GUIDE, '"listening-guide"', '"listening-understand"', "id ="),
    Broken("F04", TOOL, 'id = "talk-log"', 'id = "Talk log"', "id ="),
    Broken("F05", GUIDE, '"active-listening"', '"active-listning"', "principle ="),
    Broken("F05", GUIDE, '"active-listening"', '"offer-value"', "principle ="),
    Broken("F05", TOOL, '"active-listening"', '"listening"', "principle ="),
    Broken("F08", GUIDE, "do about it [2-01]", "do about it [2-09]", "[2-09]"),
    Broken("F08", TOOL, 'sources = ["2-01"]', 'sources = ["2-09"]', "sources ="),
    Broken("F08", TOOL, "names an act [2-01]", "names an act [2-09]", "[2-09]"),
    Broken("D01", TOOL, "Initials suffice.\n", "Initials suffice.\n## More\n", "::: rows"),
    Broken("D02", TOOL, "::: rows", "::: row", "::: row"),
    Broken("D03", TOOL, "kind=text", "kind=texts", "kind=texts"),
    Broken("D03", TOOL, "longest=120", "longest=long", "longest=long"),
    Broken("D03", TOOL, "most=4 least=1", "most=4 least=5", "::: rows"),
    Broken("D03", TOOL, "most=4 least=1", "most=400", "::: rows"),
    Broken("D05", TOOL, "id=effect", "id=act", "::: field id=act kind=line"),
    Broken("D05", TOOL, "id=effect", "id=Effect", "id=Effect"),
    Broken("D05", TOOL, "column: point", "column: who", "column: who = Their"),
    Broken("G01", GUIDE, "## Traps", "## Trap", "## Trap"),
    Broken("G01", GUIDE, "## Phrases that work\n", "", "- They bring"),
    Broken("G01", GUIDE, "## When not to", "And so on.", "+++"),
    Broken("G01", GUIDE, "## When not to", "## Traps", "## Traps", 7),
    Broken("G02", GUIDE, "- They bring a problem: “Ideas, or an ear?”\n", "", "## Phrases"),
    Broken("G03", GUIDE, "- They bring", "They bring", "They bring"),
    Broken("G03", GUIDE, "problem: “Ideas, or an ear?”", "problem: ask them", "ask them"),
    Broken("G03", GUIDE, "as well.” -> Ask", "as well.” Ask", "The me-too"),
    Broken("G04", GUIDE, "Ideas, or an ear?", "Ideas, or an ear? " + "And so on. " * 60, "+++"),
    Broken("L05", GUIDE, "[[paraphrase]]", "[[parafrase]]", "[[parafrase]]"),
    Broken("L05", TOOL, "[[paraphrase]]", "[this](/nowhere)", "/nowhere"),
    Broken("L06", GUIDE, "Ideas, or an ear?", "<b>Ideas</b>, or an ear?", "<b>"),
    Broken("L06", TOOL, "The map was right.", "The <i>map</i> was right.", "<i>"),
    Broken(
        "L08",
        GUIDE,
        "Nobody who threatens",
        "Organisational communication necessitates considerable attentional capabilities " * 20,
        "They bring",
    ),
    Broken("T01", TOOL, "label: Talks\n", "", "::: rows"),
    Broken("T01", TOOL, "hint: Begin", "hnt: Begin", "hnt:"),
    Broken("T01", TOOL, "example: The map was right.\n", "", "id=effect"),
    Broken("T01", TOOL, "::: good\nIt names an act [2-01].\n:::\n", "", "+++"),
    Broken("T01", TOOL, "hint: Begin with a verb.", "hint: Begin.\nhint: So.", "id=act"),
    Broken("T02", TOOL, WHO, "column: Who", "column: Who"),
    Broken("T02", TOOL, WHO, "date: Who", "date: Who"),
    Broken(
        "T02",
        TOOL,
        TALKS,
        TALKS.replace("least=1", "least=1 stamp=Done").replace("who =", "kept ="),
        "::: rows",
    ),
    Broken("T02", TOOL, "row: C. | Nothing new", "row: C.", "row: C."),
    Broken("T02", TOOL, '"act", "effect"', '"act", "efect"', "note ="),
    Broken("T03", TOOL, "The map was right.", "The map was right. " * 9, "id=effect"),
    Broken("T03", TOOL, "The river has moved", "The river has moved. " * 9, "row: A. B."),
    Broken("T03", TOOL, "most=4 least=1", "most=4 least=3", "::: rows"),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code} {case.new[:24]!r}")
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, case: Broken) -> None:
    root = copy(tmp_path)
    change(root, case.name, case.old, case.new)
    line = line_of(root, case.name, case.words) + case.offset
    survey = loader.survey(root)
    found = {(fault.path, fault.line, fault.code) for fault in survey.faults}
    assert (case.name, line, case.code) in found, found
    kept = "listening-guide" in {guide.id for guide in survey.catalogue.guides.values()}
    kept = kept if case.name == GUIDE else "talk-log" in survey.catalogue.tools
    assert kept == (case.code in {"G04", "L08"})


def test_every_rule_of_guides_and_tools_has_its_broken_file() -> None:
    codes = {f"G0{n}" for n in range(1, 5)} | {f"T0{n}" for n in range(1, 4)}
    assert codes <= {case.code for case in BROKEN}


def test_a_guide_is_read_as_it_is_written() -> None:
    guide = loader.read(GOOD).guides["active-listening"]
    assert (len(guide.phrases), len(guide.traps)) == (6, 4)
    assert guide.phrases[0].moment.plain == "They bring a problem"
    assert guide.phrases[0].words.plain == "“Ideas, or an ear?”"
    assert guide.traps[1].trap.plain == "The quick fix: “Have you tried the other one?”"
    assert guide.traps[1].instead.plain.startswith("Keep it for one minute.")
    assert "if a cable is live" in guide.limits


def test_a_tool_is_read_as_it_is_written() -> None:
    tool = loader.read(GOOD).tools["talk-log"]
    act, effect, talks = tool.parts
    assert isinstance(act, Box)
    assert (act.label, act.kind, act.longest, act.specific) == (
        "What did they do?", "text", 120, True,
    )  # fmt: skip
    assert isinstance(effect, Box)
    assert (effect.hint, effect.kind, effect.specific) == ("", "line", False)
    assert isinstance(talks, Rows)
    assert [column.label for column in talks.columns] == ["Who", "Their point"]
    assert talks.example == (("A. B.", "The river has moved"), ("C.", "Nothing new"))


def test_a_row_of_a_tool_may_have_a_day_and_a_stamp() -> None:
    promises = loader.read(paths.CONTENT).tools["promise-list"].parts[0]
    assert isinstance(promises, Rows)
    assert (promises.due, promises.stamp) == ("when", "Kept")
    assert [column.id for column in promises.columns if column.date] == ["when"]


def test_what_guides_and_tools_cite_is_among_the_references() -> None:
    assert "2-01" in loader.read(GOOD).references


@given(st.data())
def test_a_file_that_lost_any_line_never_crashes_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = copy(tmp_path_factory.mktemp("course"))
    name = data.draw(st.sampled_from([GUIDE, TOOL]))
    lines = (root / name).read_text(encoding="utf-8").split("\n")
    lost = data.draw(st.integers(0, len(lines) - 1))
    (root / name).write_text("\n".join(lines[:lost] + lines[lost + 1 :]), encoding="utf-8")
    survey = loader.survey(root)
    assert all(fault.line >= 1 for fault in survey.faults)
