"""Define ``coach content check`` and ``coach content lock``."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from coach import paths
from coach.assessment import item_bank, item_bank_rules
from coach.content import ids, loader
from coach.content.diagnostics import Fault
from coach.content.model import Catalogue
from coach.content.writing import rules_judge
from coach.listening.engine.classifier.embedder import load
from coach.writing.engine import judge
from coach.writing.engine.judgement import DraftJudgement

BANK = "assessment.toml"
FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=paths.CONTENT,
    help="The content folder (default: the one that came along).",
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
    """Check the course's files."""


@content.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="One JSON list for programs.")
@told()
def check(folder: Path, as_json: bool) -> None:
    """Print every fault of every file; exit 1 when one is an error."""
    faults = all_faults(folder)
    errors = sum(fault.level == "error" for fault in faults)
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], indent=2))
    else:
        for fault in faults:
            click.echo(f"{os.path.relpath(folder)}/{fault}")
        click.echo(f"{errors} errors, {len(faults) - errors} warnings")
    if errors:
        raise SystemExit(1)


@content.command()
@FOLDER
@told()
def lock(folder: Path) -> None:
    """Write the lock files: from now on these ids stay, and so do the look-back's words."""
    faults = [fault for fault in all_faults(folder) if fault.level == "error"]
    if faults:
        click.echo(f"{len(faults)} errors; `coach content check` names them", err=True)
        raise SystemExit(1)
    kept = loader.survey(folder).kept
    (folder / loader.LOCK).write_text(ids.written(kept), encoding="utf-8")
    bank = folder / loader.LANGUAGE / BANK
    item_bank.lock_path(bank).write_text(item_bank.read(bank).lock(), encoding="utf-8")
    click.echo(f"{len(kept)} ids and the look-back's items are kept")


def all_faults(folder: Path) -> list[Fault]:
    """Return all faults, sorted by file and line.

    They are those of the lessons, of the writing room's messages (as the judge reads them), and of
    the assessment's item bank.
    """
    bank = item_bank_rules.check(folder / loader.LANGUAGE / BANK)
    survey = loader.survey(folder)
    return sorted([*survey.faults, *bank, *_judged(survey.catalogue)])


def _judged(course: Catalogue) -> Iterator[Fault]:
    """Yield W03 faults. They need the sentence encoder, so the app does not check them at start."""
    encoder = load()

    def read(text: str, kind: str) -> DraftJudgement:
        return judge(text, kind, encoder)

    yield from rules_judge.faults(course.writing, read)
    yield from rules_judge.question_faults(course.lessons.values(), read)
