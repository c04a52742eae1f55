"""``coach content check`` and ``coach content lock``."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from coach import paths
from coach.assessment import bank_check
from coach.lessons import catalogue
from coach.lessons.authoring import ledger
from coach.lessons.fault import Fault

FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=paths.CONTENT,
    help="The content folder (default: the one that came along).",
)


@click.group()
def content() -> None:
    """Check the course's files."""


@content.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="One JSON list for programs.")
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
def lock(folder: Path) -> None:
    """Write ids.lock: from now on these ids may not go away."""
    survey = catalogue.survey(folder)
    (folder / catalogue.LOCK).write_text(ledger.written(survey.kept), encoding="utf-8")
    gone = sum(fault.code == "L10" for fault in survey.faults)
    click.echo(f"{len(survey.kept)} ids kept in {catalogue.LOCK}, {gone} let go")


def all_faults(folder: Path) -> list[Fault]:
    """The faults of the lessons and of the assessment's bank, sorted by file and line."""
    bank = bank_check.check(folder / catalogue.LANGUAGE / "assessment.toml")
    return sorted([*catalogue.survey(folder).faults, *bank])
