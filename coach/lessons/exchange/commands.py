"""``coach content new``, ``export`` and ``import``."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import click

from coach.lessons import catalogue
from coach.lessons.activity import Question
from coach.lessons.commands import FOLDER
from coach.lessons.exchange import anki, draft, gift
from coach.lessons.exchange.item import CannotCarry, Item, item, left_behind
from coach.principles import PRINCIPLES, Principle, by_slug

STAGES = ("understand", "practise", "keep")


@click.command()
@click.argument("lesson")
@FOLDER
def new(lesson: str, folder: Path) -> None:
    """Begin a lesson: LESSON is PRINCIPLE/NAME, such as active-listening/meetings."""
    principle, name = _named(lesson)
    lesson_id = f"{principle.slug}-{name}"
    _write(folder, principle, name, draft.examples(lesson_id))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("lesson")
@FOLDER
def bring(file: Path, lesson: str, folder: Path) -> None:
    """Begin the lesson PRINCIPLE/NAME with the questions of a GIFT file."""
    principle, name = _named(lesson)
    items, unread = gift.read(file.read_text(encoding="utf-8-sig"))
    if not items:
        _stop(f"{file} has no question that could be taken over.")
    _write(folder, principle, name, items)
    for one in unread:
        click.echo(f"Not taken over: “{one.start}”, because {one.why}.")
    for note in _to_do(items):
        click.echo(note)


@click.command()
@click.argument("form", type=click.Choice(["gift", "anki"]))
@click.argument("lessons", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File (default: screen).")
@FOLDER
def export(form: str, lessons: tuple[str, ...], output: Path | None, folder: Path) -> None:
    """Write the questions of some lessons (default: all) as GIFT or as cards for Anki."""
    course = catalogue.survey(folder).catalogue.lessons
    unknown = [name for name in lessons if name not in course]
    if unknown:
        _stop(f"There is no lesson {unknown[0]}.")
    asked = [q for name in lessons or course for q in course[name].questions]
    parts, lost = _carried(asked, gift.written if form == "gift" else _itself)
    text = "\n".join(map(str, parts)) if form == "gift" else anki.written(parts)  # type: ignore[arg-type]
    if output:
        output.write_text(text, encoding="utf-8")
        click.echo(f"{len(parts)} of {len(asked)} questions are in {output}.")
    else:
        click.echo(text, nl=False)
    for line in lost:
        click.echo(line, err=True)


def _carried(
    asked: Iterable[Question], written: Callable[[Item], str | Item]
) -> tuple[list[str | Item], list[str]]:
    """What can be carried, and in words what cannot."""
    parts, lost = [], []
    for question in asked:
        try:
            parts.append(written(item(question)))
        except CannotCarry as error:
            lost.append(f"{question.id} stays behind: {error}.")
        else:
            lost += [f"{question.id} loses {what}." for what in left_behind(question)]
    return parts, lost


def _itself(one: Item) -> Item:
    return one


def _named(lesson: str) -> tuple[Principle, str]:
    slug, _, name = lesson.partition("/")
    principle = by_slug(slug)
    if principle is None:
        known = ", ".join(each.slug for each in PRINCIPLES)
        _stop(f"{slug or 'Nothing'} is no principle. They are: {known}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        _stop("Write LESSON as PRINCIPLE/NAME in small letters: active-listening/meetings.")
    return principle, name


def _write(folder: Path, principle: Principle, name: str, items: list[Item]) -> None:
    home = folder / catalogue.LANGUAGE / "principles"
    home /= f"{principle.number:02}-{principle.slug}"
    home.mkdir(parents=True, exist_ok=True)
    there = [path for path in home.glob("[0-9]*.md") if path.stem.partition("-")[2] == name]
    if there:
        _stop(f"{there[0]} is there already; nothing was written.")
    taken = [int(path.name.partition("-")[0]) for path in home.glob("[0-9]*-*.md")]
    number = STAGES.index(name) + 1 if name in STAGES else max([*taken, len(STAGES)]) + 1
    file = home / f"{number}-{name}.md"
    title = name.replace("-", " ").capitalize()
    text = draft.lesson(f"{principle.slug}-{name}", principle.slug, title, items)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{file} is begun. `coach content check` tells what it still needs.")


def _to_do(items: Iterable[Item]) -> Iterable[str]:
    """What GIFT could not tell, and the author has to."""
    for one in items:
        if not one.concept:
            yield f"{one.id} needs a concept, or it will not be reviewed."
        if one.number:
            yield f"{one.id}: the ends of the scale are a guess."
        if one.kind == "text":
            yield f"{one.id} has no check list."
        if one.kind in ("single", "multiple", "judgement") and any(not o.why for o in one.lines):
            yield f"{one.id} has options without an explanation."


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(1)
