"""Define ``coach content check``, ``lock``, ``rules``, ``messages`` and ``preview``."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from socket import create_server, socket
from tempfile import TemporaryDirectory
from zlib import crc32

import click
from flask import Flask, Response, current_app, render_template, request

from coach import create_app, paths
from coach.assessment import item_bank, item_bank_rules
from coach.config import Settings
from coach.content import ids, loader, minutes, rule_table
from coach.content import loader as catalogue
from coach.content.listening import overview
from coach.content.model import Catalogue
from coach.content.rule_table import RuleOutline
from coach.content.rules import tells
from coach.content.source import Fault
from coach.content.writing import reader
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.judge import Judge
from coach.maintenance import upgrade
from coach.principles import PRINCIPLES
from coach.questions import listen
from coach.questions.listen import ListenTask
from coach.writing.engine import judge
from coach.writing.engine.judgement import DraftJudgement

BANK, AUTHORS = "assessment.toml", "AUTHORS.md"
FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=paths.CONTENT,
    help="The content folder (default: the one that is installed with the program).",
)


@contextmanager
def told() -> Iterator[None]:
    """End a command with one sentence if a file cannot be read or written."""
    try:
        yield
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror or error}.", err=True)
        raise SystemExit(1) from None


@click.group()
def content() -> None:
    """Write, check and exchange the course's files."""


@content.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list for programs.")
@told()
def check(folder: Path, as_json: bool) -> None:
    """Print every fault in the course's files. The exit code is 1 if one of them is an error."""
    faults = all_faults(folder)
    errors = sum(fault.level == "error" for fault in faults)
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], indent=2))
    else:
        for fault in faults:
            click.echo(f"{os.path.relpath(folder)}/{fault}")
        for line in table(loader.survey(folder).catalogue):
            click.echo(line)
        click.echo(f"{errors} errors, {len(faults) - errors} warnings")
    if errors:
        raise SystemExit(1)


def table(course: Catalogue) -> Iterator[str]:
    """Yield the minutes of each principle's lessons, and what tells its best options (Q15)."""
    for principle in PRINCIPLES:
        lessons = course.of_principle(principle.slug)
        review = course.reviews.get(principle.slug)
        pages = (*lessons, *([review] if review else []))
        found = tells.tells(question for page in pages for question in page.questions)
        if not lessons:
            continue
        times = " ".join(f"{minutes.minutes(lesson.steps):.2f}" for lesson in lessons)
        shares = ", ".join(f"{sign} {b:.0f}/{o:.0f}" for sign, (b, o) in found.shares.items())
        yield (
            f"{principle.number} {principle.title}: {times} minutes; {found.best} best options,"
            f" {found.others} others: {shares}; {found.short_openings:.0f}% short openings"
        )


@content.command()
@FOLDER
@told()
def lock(folder: Path) -> None:
    """Record the ids and the look-back's statements. They must not change from now on."""
    faults = [fault for fault in all_faults(folder) if fault.level == "error"]
    if faults:
        click.echo(f"There are {len(faults)} errors. `coach content check` lists them.", err=True)
        raise SystemExit(1)
    kept = loader.survey(folder).kept
    (folder / loader.LOCK).write_text(ids.written(kept), encoding="utf-8")
    bank = folder / loader.LANGUAGE / BANK
    item_bank.lock_path(bank).write_text(item_bank.read(bank).lock(), encoding="utf-8")
    if _stale(folder):
        _write_table(folder)
    click.echo(f"{len(kept)} ids and the look-back's statements are recorded.")


@content.command()
@FOLDER
@click.option("--write", is_flag=True, help="Write the table into AUTHORS.md as well.")
@told()
def rules(folder: Path, write: bool) -> None:
    """Print what practises each rule: questions, tasks, statements of the look-back, habits."""
    found = practised(folder)
    click.echo(rule_table.table(found))
    click.echo(f"\n{len(found.rules)} rules, {rule_table.holes(found)} holes.")
    if write:
        _write_table(folder)
        click.echo(f"The table is in {AUTHORS}.")


@content.command()
@FOLDER
@told()
def messages(folder: Path) -> None:
    """Print a table of the listening messages: genre, what is asked, heart, pauses, recognition."""
    room = loader.survey(folder).catalogue.listening
    click.echo(overview.table(room, overview.heard_differently(folder)))


def _authors(folder: Path) -> Path:
    return folder / loader.LANGUAGE / AUTHORS


def _write_table(folder: Path) -> None:
    page = _authors(folder)
    text = rule_table.inserted(page.read_text(encoding="utf-8"), practised(folder))
    page.write_text(text, encoding="utf-8")


def _stale(folder: Path) -> bool:
    """Whether AUTHORS.md has the place for the table of rules, and not the table as it is now."""
    page = _authors(folder)
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return rule_table.BEGIN in text and rule_table.inserted(text, practised(folder)) != text


def practised(folder: Path) -> RuleOutline:
    """Return what practises each rule, with the statements of the look-back."""
    bank = folder / loader.LANGUAGE / BANK
    found = loader.survey(folder).rules
    if any(fault.level == "error" for fault in item_bank_rules.check(bank)):
        return found
    return rule_table.with_items(found, item_bank.read(bank), f"{loader.LANGUAGE}/{BANK}")


def all_faults(folder: Path) -> list[Fault]:
    """Return all faults, sorted by file and line.

    They are those of the lessons, of the writing room's messages (as the judge reads them), of the
    assessment's item bank, and of the table of rules.
    """
    bank = item_bank_rules.check(folder / loader.LANGUAGE / BANK)
    survey = loader.survey(folder)
    table = list(rule_table.faults(practised(folder)))
    if _stale(folder):
        message = "the table of rules is not up to date: run `coach content rules --write`"
        table.append(Fault(f"{loader.LANGUAGE}/{AUTHORS}", 1, "R03", message, "warning"))
    return sorted([*survey.faults, *bank, *table, *_judged(survey.catalogue)])


def _judged(course: Catalogue) -> Iterator[Fault]:
    """Yield W03 faults. They need the sentence encoder, so the app does not check them at start."""
    encoder = load()

    def read(text: str, kind: str) -> DraftJudgement:
        return judge(text, kind, encoder)

    yield from reader.judge_faults(course.writing, read)
    yield from reader.question_faults([*course.lessons.values(), *course.reviews.values()], read)
    yield from _replies(course, Judge(encoder, heads.read()))


def _replies(course: Catalogue, judge: Judge) -> Iterator[Fault]:
    """Yield W03 if the model reply to a message does not show what its lesson looks for."""
    asked = ((lesson, task) for lesson in course.lessons.values() for task in lesson.questions)
    for lesson, task in asked if judge.embedder else ():
        if not isinstance(task, ListenTask) or task.message is None or task.model is None:
            continue
        read = judge.judge(task.message.heard, task.model.plain)
        lost = set(task.looked_for) - listen.found(task.message, read, task.looked_for)
        if lost:
            told = f"the judge does not find {', '.join(sorted(lost))} in its model"
            yield Fault(lesson.path, task.line, "W03", f"“{task.id}”: {told}")


HOST = "127.0.0.1"
MOST = 40  # maximum number of faults on a page


@click.command()
@FOLDER
@click.option("--port", default=8001, show_default=True, help="Port to listen on.")
@told()
def preview(folder: Path, port: int) -> None:
    """Show the course while you write it. Saved files are shown at once."""
    import waitress

    with TemporaryDirectory(prefix="coach-preview-") as instance:
        settings = Settings(instance=Path(instance), port=port)
        upgrade.to_newest(settings)
        app = create_app(settings)
        follow(app, folder)
        with _listening(port) as listening:
            click.echo(f"The preview of {folder} is at {address(port)} (Ctrl-C stops it)")
            waitress.create_server(app, sockets=[listening], threads=8, ident="").run()


def address(port: int) -> str:
    """Return the address of the preview's first page."""
    return f"http://{HOST}:{port}/learn"


def _listening(port: int) -> socket:
    """Return a socket on this port. End the command with one sentence if the port is not free."""
    try:
        return create_server((HOST, port))
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or error
        click.echo(f"Cannot listen on {HOST}:{port}: {said}.", err=True)
        raise SystemExit(1) from None


def follow(app: Flask, folder: Path) -> None:
    """Make the app show this folder in its present state, with its faults."""

    @app.before_request
    def read_anew() -> None:
        if request.endpoint != "static":
            current_app.extensions["catalogue"] = catalogue.survey(folder).catalogue

    @app.get("/preview/stamp")
    def stamp() -> str:
        """Return a text that changes when a content file changes."""
        return state(folder)

    @app.after_request
    def with_faults(answer: Response) -> Response:
        if answer.mimetype == "text/html" and not answer.direct_passthrough:
            faults = all_faults(folder)
            context = {"faults": faults[:MOST], "more": len(faults) - MOST, "stamp": state(folder)}
            part = render_template("lessons/preview.html", **context)
            answer.set_data(answer.get_data(as_text=True).replace("</body>", part + "</body>"))
        return answer


def state(folder: Path) -> str:
    """Return a short text that changes when a content file changes."""
    return f"{crc32(repr(catalogue.stamp(folder)).encode()):08x}"
