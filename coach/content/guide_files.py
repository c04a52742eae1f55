"""Read a principle's field guide: its schema, its page, and its faults (G01-G04).

The five rules on the page are those of the principle's own file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from coach.content.document import HEADING, Manuscript
from coach.content.lesson_files import unknown_sources
from coach.content.markdown import RenderedText, Renderer
from coach.content.model import Guide, Phrase, PrincipleRule, Trap
from coach.content.readability import words
from coach.content.reference_files import named
from coach.content.rules.lesson import hardness
from coach.content.source import Fault, SourceLine, did_you_mean
from coach.content.toml_schema import Field, Schema
from coach.principles import by_slug

GUIDE: Schema = {
    "id": Field("text"),
    "principle": Field("text"),
    "sources": Field("texts", required=False),
}
PHRASES, TRAPS, LIMITS = "Phrases that work", "Traps", "When not to"
SECTIONS = (PHRASES, TRAPS, LIMITS)
COUNTS: Mapping[str, tuple[int, int]] = {PHRASES: (6, 10), TRAPS: (4, 6)}
FEWEST_WORDS, MOST_WORDS = 300, 420  # what one A4 page holds in a readable size

_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    PHRASES: (re.compile(r"-\s+([^:“]+):\s+(“.+)$"), "- the moment: “the words”"),
    TRAPS: (re.compile(r"-\s+(.+?)\s+->\s+(.+)$"), "- the trap -> what to do instead"),
}
Section = Sequence[SourceLine]


def guide(page: Manuscript, renderer: Renderer) -> Guide:
    """Return the field guide as written, without missing or malformed parts."""
    found = sections(page)
    return Guide(
        id=page.head.text("id"),
        principle=page.head.text("principle"),
        sources=page.head.texts("sources"),
        phrases=tuple(Phrase(*pair) for pair in _items(found, PHRASES, renderer)),
        traps=tuple(Trap(*pair) for pair in _items(found, TRAPS, renderer)),
        limits=renderer.block(found.get(LIMITS, ())),
    )


def sections(page: Manuscript) -> dict[str, list[SourceLine]]:
    """Return the lines below each heading."""
    found: dict[str, list[SourceLine]] = {}
    for line in page.body:
        heading = HEADING.match(line.text)
        if heading:
            found.setdefault(heading[2], [])
        elif found:
            found[list(found)[-1]].append(line)
    return found


def _items(
    found: Mapping[str, Section], name: str, renderer: Renderer
) -> Iterator[tuple[RenderedText, ...]]:
    form, _ = _FORMS[name]
    for line in _written(found.get(name, ())):
        if item := form.match(line.text):
            yield tuple(renderer.inline(part, line.number) for part in item.groups())


def _written(lines: Section) -> list[SourceLine]:
    return [line for line in lines if line.text.strip()]


def faults(
    page: Manuscript, references: Mapping[str, object], rules: Sequence[PrincipleRule]
) -> Iterator[Fault]:
    """Yield F05 and F08 of the head, L08, and G01-G04 of the three sections.

    ``rules`` are printed on the same page, so G04 counts their words too.
    """
    yield from named(page.head, "principle", page.path)
    yield from _misplaced(page)
    yield from unknown_sources(page, references)
    yield from hardness(page)
    yield from _order(page)
    found = sections(page)
    for name, (fewest, most) in COUNTS.items():
        yield from _counted(page, found, name, fewest, most)
    printed = [f"{rule.line} {rule.how.plain if rule.how else ''}" for rule in rules]
    count = len(words("\n".join([*printed, *(line.text for line in page.body)])))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        message = f"{count} words; one page holds {FEWEST_WORDS} to {MOST_WORDS}"
        yield Fault(page.path, 1, "G04", message, "warning")


def _misplaced(page: Manuscript) -> Iterator[Fault]:
    principle = by_slug(page.head.text("principle"))
    folder = page.path.split("/")[-2]
    if principle is not None and folder != f"{principle.number:02}-{principle.slug}":
        message = f'the guide of "{principle.slug}" stands in {folder}'
        yield Fault(page.path, page.head.line_of("principle"), "F05", message)


def _order(page: Manuscript) -> Iterator[Fault]:
    seen: list[str] = []
    for line in page.body:
        if not (heading := HEADING.match(line.text)):
            if line.text.strip() and not seen:
                yield Fault(page.path, line.number, "G01", f'begin with "## {PHRASES}"')
                return
            continue
        expected = SECTIONS[len(seen)] if len(seen) < len(SECTIONS) else "nothing more"
        if heading[2] != expected:
            hint = did_you_mean(heading[2], SECTIONS) if heading[2] not in SECTIONS else ""
            message = f'section "{heading[2]}" where "{expected}" belongs{hint}'
            yield Fault(page.path, line.number, "G01", message)
            return
        seen.append(heading[2])
    for name in SECTIONS[len(seen) :]:
        yield Fault(page.path, 1, "G01", f'section "{name}" is missing')


def _counted(
    page: Manuscript, found: Mapping[str, Section], name: str, fewest: int, most: int
) -> Iterator[Fault]:
    form, shape = _FORMS[name]
    lines = _written(found.get(name, ()))
    for line in lines:
        if not form.match(line.text):
            yield Fault(page.path, line.number, "G03", f"each line is `{shape}`")
    if name in found and not fewest <= len(lines) <= most:
        heading = next(line for line in page.body if line.text.startswith(f"## {name}"))
        message = f"{len(lines)} lines under {name}; {fewest} to {most} are wanted"
        yield Fault(page.path, heading.number, "G02", message)
