"""Define ``coach writing predict``."""

import json
import time
from collections.abc import Mapping
from typing import Any, NoReturn, TextIO

import click
from flask.cli import AppGroup

from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine import KINDS, judge
from coach.writing.engine.judgement import DraftJudgement, Verdict

writing = AppGroup("writing", help="Run the program that judges drafts, for developers.")


class UnreadableLine(click.ClickException):
    """A line that cannot be read. The message has its number; the exit code is 2."""

    exit_code = 2


@writing.command(with_appcontext=False)
@click.argument("file", type=click.File(encoding="utf-8"))
def predict(file: TextIO) -> None:
    """Judge the drafts in FILE. Input and output are JSON lines.

    A line holds {"id", "kind", "text"}. FILE may be "-" for standard input.
    """
    encoder = load()
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            click.echo(json.dumps(_predicted(_row(number, line), encoder)))


def _lines(file: TextIO) -> list[str]:
    try:
        return list(file)
    except UnicodeDecodeError as error:
        _refuse(1, f"the file is not UTF-8 ({error.reason}).")


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        _refuse(number, f"not JSON ({error}).")
    if not isinstance(row, dict):
        _refuse(number, "not an object.")
    for key in ("id", "kind", "text"):
        if key not in row:
            _refuse(number, f"“{key}” is missing.")
        if key != "id" and not isinstance(row[key], str):
            _refuse(number, f"“{key}” is not text.")
    if row["kind"] not in KINDS:
        _refuse(number, f"there is no kind “{row['kind']}”; there are {', '.join(KINDS)}.")
    return row


def _refuse(number: int, trouble: str) -> NoReturn:
    raise UnreadableLine(f"Line {number}: {trouble}")


def _predicted(row: Mapping[str, Any], encoder: Embedder | None) -> dict[str, Any]:
    began = time.process_time()
    found = judge(row["text"], row["kind"], encoder)
    spent = (time.process_time() - began) * 1000
    return {"id": row["id"], "kind": row["kind"], **as_json(found), "ms": round(spent, 1)}


def as_json(found: DraftJudgement) -> dict[str, Any]:
    """Return a judgement as JSON for other programs."""
    facts = found.shared
    return {
        "english": found.english,
        "mode": found.mode,
        "parts": {name: _verdict(verdict) for name, verdict in found.parts.items()},
        "marks": {name: _verdict(verdict) for name, verdict in found.marks.items()},
        "shared": {
            "words": facts.words,
            "length": facts.length,
            "greeting": facts.greeting,
            "dates": facts.dates,
            "grade": facts.grade,
            "longest": facts.longest,
            "body": facts.body,
        },
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "found": verdict.found,
        "sure": verdict.sure,
        "score": round(verdict.score, 4),
        "spans": verdict.spans,
    }
