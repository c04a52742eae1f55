"""Define ``coach content new``, ``export`` and ``import``."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from coach.content import ids as ledger
from coach.content import loader
from coach.content.commands import FOLDER, told
from coach.content.exchange import anki, draft, gift_reader, gift_writer, imported
from coach.content.exchange.markup import item, left_behind
from coach.content.exchange.plain_question import CannotCarry, PlainQuestion
from coach.principles import PRINCIPLES, Principle, by_slug
from coach.questions.base import Question

STAGES = ("understand", "practise", "keep")


class ExportFormat(NamedTuple):
    """An export format: a function for one question, the head of the file, and a separator."""

    written: Callable[[PlainQuestion], str]
    head: str = ""
    between: str = ""


FORMS: Mapping[str, ExportFormat] = {
    "gift": ExportFormat(gift_writer.written, between="\n"),
    "anki": ExportFormat(anki.card, anki.HEAD),
}


@click.command()
@click.argument("lesson")
@FOLDER
@told()
def new(lesson: str, folder: Path) -> None:
    """Create a lesson. LESSON is PRINCIPLE/NAME, such as active-listening/meetings."""
    principle, name = _named(lesson)
    lesson_id = f"{principle.slug}-{name}"
    _write(folder, principle, name, draft.examples(lesson_id))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("lesson")
@FOLDER
@told()
def bring(file: Path, lesson: str, folder: Path) -> None:
    """Create a lesson from a GIFT file. LESSON is PRINCIPLE/NAME."""
    principle, name = _named(lesson)
    reading = gift_reader.read(_text(file))
    for note in reading.notes:
        click.echo(note)
    if not reading.found:
        _stop(f"{file} has no question that can be imported.")
    survey = loader.survey(folder)
    locked = survey.kept | ledger.locked(folder / loader.LOCK)
    lesson_id = f"{principle.slug}-{name}"
    brought = list(imported.named(reading.found, lesson_id, survey.ids, locked))
    _write(folder, principle, name, [one.item for one in brought])
    for sentence in chain.from_iterable(map(_to_do, brought)):
        click.echo(sentence)


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)))
@click.argument("lessons", nargs=-1)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="File to write (default: print on the screen).",
)
@FOLDER
@told()
def export(form: str, lessons: tuple[str, ...], output: Path | None, folder: Path) -> None:
    """Export questions as GIFT or as cards for Anki. The default is all lessons."""
    course = loader.survey(folder).catalogue.lessons
    unknown = [name for name in lessons if name not in course]
    if unknown:
        _stop(f"There is no lesson {unknown[0]}.")
    asked = [q for name in lessons or course for q in course[name].questions]
    parts, lost = _carried(asked, form)
    text = FORMS[form].head + FORMS[form].between.join(parts)
    if output:
        output.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{len(parts)} of {len(asked)} questions are in {output}.")
    else:
        click.echo(text, nl=False)
    for line in lost:
        click.echo(line, err=True)


def _carried(asked: Iterable[Question], form: str) -> tuple[list[str], list[str]]:
    """Return the exported questions, and sentences about what cannot be exported."""
    parts, lost = [], []
    for question in asked:
        try:
            parts.append(FORMS[form].written(item(question)))
        except CannotCarry as error:
            lost.append(f"{question.id} is not exported: {error}.")
        else:
            lost += [f"{question.id} loses {what}." for what in left_behind(question, form)]
    return parts, lost


def _text(file: Path) -> str:
    """Return the text of an imported file. End the command with one sentence if it is not UTF-8."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _stop(f"{file} is not UTF-8 (line {line}). Save it as UTF-8 and import it again.")


def _named(lesson: str) -> tuple[Principle, str]:
    slug, _, name = lesson.partition("/")
    principle = by_slug(slug)
    if principle is None:
        known = ", ".join(each.slug for each in PRINCIPLES)
        _stop(f"{slug or 'Nothing'} is not a principle. The principles are: {known}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        _stop("Write LESSON as PRINCIPLE/NAME in small letters: active-listening/meetings.")
    return principle, name


def _write(folder: Path, principle: Principle, name: str, items: list[PlainQuestion]) -> None:
    home = folder / loader.LANGUAGE / "principles"
    home /= f"{principle.number:02}-{principle.slug}"
    there = [path for path in home.glob("[0-9]*.md") if path.stem.partition("-")[2] == name]
    if there:
        _stop(f"{there[0]} already exists; nothing was written.")
    taken = [
        int(n)
        for path in home.glob("[0-9]*-*.md")
        if (n := path.name.partition("-")[0]).isdecimal()
    ]
    number = STAGES.index(name) + 1 if name in STAGES else max([*taken, len(STAGES)]) + 1
    file = home / f"{number}-{name}.md"
    title = name.replace("-", " ").capitalize()
    text = draft.lesson(f"{principle.slug}-{name}", principle.slug, title, items)
    home.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{file} was created. `coach content check` says what it still needs.")


def _to_do(one: imported.Named) -> Iterator[str]:
    """Yield sentences about what GIFT lacks, and the author must add."""
    name, question = one.item.id, one.item
    if one.wanted and one.wanted != name:
        yield f"Line {one.line}: the id {one.wanted} is taken; the question is {name}."
    if not question.concept:
        yield f"{name} needs a concept, or it will not be reviewed."
    if question.number:
        yield f"{name}: the ends of the scale are a guess."
    if question.kind == "text":
        yield f"{name} has no check list."
    if question.kind in ("single", "multiple", "judgement"):
        if len(question.lines) < 3:
            yield f"{name} has {len(question.lines)} options; it needs three."
        if any(not option.why for option in question.lines):
            yield f"{name} has options without an explanation."
        if question.kind == "multiple" and all(option.points >= 0 for option in question.lines):
            yield f"{name}: wrong options cost nothing, so marking all of them gets full marks."


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(1)
