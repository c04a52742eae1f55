"""Read a drill's file: its schema, the drill, and its rules."""

from collections.abc import Iterator, Mapping
from typing import get_args

from coach.content.document import Manuscript
from coach.content.listening import parts
from coach.content.listening.parts import Part
from coach.content.markdown import Renderer
from coach.content.scanner import Grammar
from coach.content.source import Fault, did_you_mean
from coach.content.toml_schema import Field, Schema
from coach.listening.exercise import SKILLS, Drill, DrillLine, Spot, SpotAct

DRILL: Schema = {
    "id": Field("text"),
    "title": Field("text"),
    "skill": Field("text"),
    "level": Field("number"),
    "line": Field("text"),
}
GRAMMARS: Mapping[str, Grammar] = {name: Grammar(("id",)) for name in ("line", "spot")}
ACTS: tuple[SpotAct, ...] = get_args(SpotAct)
FEWEST_LINES, MOST_LINES = 6, 10
FEWEST_FEELINGS = 2


def drill(page: Manuscript, renderer: Renderer) -> Drill:
    """Return the drill as written. Missing values are empty."""
    head = page.head
    return Drill(
        id=head.text("id"),
        title=head.text("title"),
        skill=head.text("skill"),
        level=head.number("level"),
        line=head.text("line"),
        introduction=renderer.block(parts.prose(page)),
        lines=tuple(_line(part) for part in parts.parts(page, "line")),
        spots=tuple(_spot(part) for part in parts.parts(page, "spot")),
    )


def _line(part: Part) -> DrillLine:
    return DrillLine(
        id=part.block.id,
        speaker=part.text("speaker"),
        says=part.text("says"),
        points=part.points,
        feelings=part.feelings,
        model=part.text("model"),
        why=part.text("why"),
    )


def _spot(part: Part) -> Spot:
    act = part.text("act")
    return Spot(
        id=part.block.id,
        speaker=part.text("speaker"),
        says=part.text("says"),
        reply=part.text("reply"),
        act=act if act in ACTS else ACTS[0],
        why=part.text("why"),
        nots=dict(_nots(part)),
    )


def _nots(part: Part) -> Iterator[tuple[str, str]]:
    for _, label, text in part.said:
        act, _, why = (piece.strip() for piece in text.partition("|"))
        if label == "not" and act in ACTS and why:
            yield act, why


def faults(page: Manuscript) -> Iterator[Fault]:
    """Yield M01-M04, M06 and M08-M10 of a drill."""
    path, skill = page.path, page.head.text("skill")
    yield from parts.one_of(page, "skill", SKILLS)
    yield from parts.level(page)
    if not parts.paragraphs(page):
        yield Fault(path, 1, "M01", "the introduction is missing: prose below the head")
    wanted = "spot" if skill == "spot" else "line"
    lines = parts.parts(page, wanted)
    if not FEWEST_LINES <= len(lines) <= MOST_LINES:
        message = f"{len(lines)} lines; a drill has {FEWEST_LINES} to {MOST_LINES}"
        yield Fault(path, page.head.line_of("skill"), "M10", message)
    for part in parts.parts(page, "line" if wanted == "spot" else "spot"):
        message = f"`::: {part.block.name}` in a drill of the skill {skill}; write `::: {wanted}`"
        yield Fault(path, part.block.line, "M10", message)
    for part in lines:
        yield from parts.spoken(part.text("says"), part.line("says"), path)
        yield from _spot_faults(part, path) if wanted == "spot" else _line_faults(part, path)


def _line_faults(part: Part, path: str) -> Iterator[Fault]:
    needed = ("speaker", "says", "point", "accept", "model", "why")
    yield from parts.labels(part, needed, path, ("also",))
    yield from parts.phrasings(part, path)
    yield from parts.feelings(part, FEWEST_FEELINGS, path)


def _spot_faults(part: Part, path: str) -> Iterator[Fault]:
    yield from parts.labels(part, ("speaker", "says", "reply", "act", "why"), path, ("not",))
    act = part.text("act")
    if act and act not in ACTS:
        message = f'act "{act}" is none of {", ".join(ACTS)}{did_you_mean(act, ACTS)}'
        yield Fault(path, part.line("act"), "M09", message)
    for line, label, text in part.said:
        if label == "not":
            yield from _not_faults(text, act, line, path)


def _not_faults(text: str, right: str, line: int, path: str) -> Iterator[Fault]:
    act, bar, why = (piece.strip() for piece in text.partition("|"))
    if not bar or not why:
        yield Fault(path, line, "M01", "a wrong choice is `not: act | why it is not that`")
    elif act not in ACTS or act == right:
        message = f'"{act}" is no wrong choice{did_you_mean(act, ACTS) if act != right else ""}'
        yield Fault(path, line, "M09", message)
