"""Define ``coach listening predict``."""

import json
from typing import Any, TextIO, TypeVar

import click
from flask.cli import AppGroup

from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Act, Judgement
from coach.listening.exercise import ASKS, GENRES, POINT_KINDS, Detail, Heard, KeyPoint

ANSWERS = ("commits", "apologises", "celebrates", "rebuts", "reads_back")
W = TypeVar("W", bound=str)

listening = AppGroup("listening", help="Run the program that judges replies, for developers.")


class BadLine(click.ClickException):
    """A line that cannot be read. The message has its number; the exit code is 2."""

    exit_code = 2

    def __init__(self, number: int, trouble: str) -> None:
        super().__init__(f"Line {number}: {trouble}")


@listening.command(with_appcontext=False)
@click.argument("file", type=click.File(encoding="utf-8"))
def predict(file: TextIO) -> None:
    """Judge the replies in FILE. Input and output are JSON lines.

    A line holds {"id", "message", "reply", "key_points": [{"text", "also": [...], "kind"}],
    "genre", "asks", "details": [{"text", "values": [...], "safety"}], "feelings": [...]}; all but
    the first three may be left out. FILE may be "-" for standard input.
    """
    judge = Judge(load(), heads.read())
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            name, heard, reply = _read(number, line)
            click.echo(json.dumps(_told(name, judge.judge(heard, reply)), ensure_ascii=False))


def _lines(file: TextIO) -> list[str]:
    try:
        return list(file)
    except UnicodeDecodeError as error:
        raise BadLine(1, f"the file is not UTF-8 ({error.reason}).") from error


def _read(number: int, line: str) -> tuple[Any, Heard, str]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(number, f"not JSON ({error}).") from error
    if not isinstance(row, dict):
        raise BadLine(number, "not an object.")
    for key in ("id", "message", "reply"):
        if key not in row:
            raise BadLine(number, f"“{key}” is missing.")
        if key != "id" and not isinstance(row[key], str):
            raise BadLine(number, f"“{key}” is not text.")
    heard = Heard(
        row["message"],
        _points(number, row.get("key_points")),
        _texts(number, "feelings", row.get("feelings")),
        _one_of(number, "genre", row.get("genre"), GENRES),
        _one_of(number, "asks", row.get("asks"), ASKS),
        _details(number, row.get("details")),
    )
    return row["id"], heard, row["reply"]


def _one_of(number: int, key: str, value: Any, known: tuple[W, ...]) -> W:
    """Return the word, or the first known one if there is none."""
    found = next((word for word in known if word == value), None)
    if found is None and value is not None:
        raise BadLine(number, f"“{key}” is none of {', '.join(known)}.")
    return found or known[0]


def _texts(number: int, key: str, value: Any) -> tuple[str, ...]:
    texts = value if value is not None else []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadLine(number, f"“{key}” is not a list of texts.")
    return tuple(texts)


def _details(number: int, value: Any) -> tuple[Detail, ...]:
    """Return the details. Their ids are their numbers, counted from 0."""
    rows = value if value is not None else []
    if not isinstance(rows, list):
        raise BadLine(number, "“details” is not a list.")
    found = []
    for i, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise BadLine(number, f"detail {i} needs a “text”.")
        ways = _texts(number, "values", row.get("values"))
        found.append(
            Detail(str(i), row["text"], tuple(map(str.lower, ways)), row.get("safety") is True)
        )
    return tuple(found)


def _points(number: int, given: Any) -> tuple[KeyPoint, ...]:
    points = given if given is not None else []
    if not isinstance(points, list):
        raise BadLine(number, "“key_points” is not a list.")
    found = []
    for i, point in enumerate(points):
        also = point.get("also") or [] if isinstance(point, dict) else None
        whole = isinstance(also, list) and all(isinstance(a, str) for a in also)
        if not whole or not isinstance(point.get("text"), str):
            raise BadLine(number, f"key point {i} needs a “text” and, if any, a list “also”.")
        kind = _one_of(number, "kind", point.get("kind"), POINT_KINDS)
        found.append(KeyPoint(str(i), point["text"], tuple(also or ()), "", kind))
    return tuple(found)


def _told(name: Any, found: Judgement) -> dict[str, Any]:
    return {
        "id": name,
        "question": _yes(found.question),
        "question_type": found.question_type if _yes(found.question) else "none",
        "reflection": _yes(found.reflection),
        "advice": _yes(found.advice),
        "information": _yes(found.information),
        "self_turn": _yes(found.self_turn),
        "parrot": round(found.parrot, 4),
        "feeling_named": _yes(found.feeling),
        "main": found.main,
        "covered": {str(p.index): round(p.score, 4) for p in found.points},
        "covered_yes": [p.index for p in found.points if p.score >= 0.5],
        "reassurance_or_praise": _yes(found.reassurance),
        **{act: _yes(getattr(found, act)) for act in ANSWERS},
        "read_back": [i for i, d in enumerate(found.details) if d.state == "read"],
        "misread": [i for i, d in enumerate(found.details) if d.state == "misread"],
    }


def _yes(act: Act) -> bool:
    """Return whether yes is the likelier answer, even if the act is uncertain."""
    return act.score >= 0.5
