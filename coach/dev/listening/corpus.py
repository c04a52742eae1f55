"""Labelled replies: expert-labelled talk and our own workplace sets, as examples to learn from."""

import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.listening.exercise import Heard, KeyPoint

HELD_OUT = ("x", "y")  # sets nobody trains on
ACTS = (
    "question", "reflection", "feeling_named", "advice", "information", "reassurance_or_praise",
    "self_turn", "parrot",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A labelled reply. ``group`` is what folds must not cut through: the video or the message;
    ``writer`` is the set; ``labels`` are the acts that were labelled."""

    id: str
    group: str
    writer: str
    heard: Heard
    reply: str
    labels: Mapping[str, bool]
    kind: str
    main: str
    covered: frozenset[int] = frozenset()
    wrong: frozenset[int] = frozenset()


def annomi(path: Path) -> list[Example]:
    """Return AnnoMI's utterances of the listener (Wu et al. 2023, doi 10.3390/fi15030110).

    Experts' rows of one utterance are brought together by majority, the first of equals; the
    message is what the client said just before.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        said[int(row["transcript_id"]), int(row["utterance_id"])].append(row)
    found, before = [], defaultdict(str)
    for (talk, number), coded in sorted(said.items()):
        first = coded[0]
        if first["interlocutor"] == "client":
            before[talk] = first["utterance_text"]
        elif main := _majority(coded, "main_therapist_behaviour"):
            found.append(_utterance(f"{talk}-{number}", coded, before[talk], main))
    return found


def _utterance(name: str, coded: Sequence[dict[str, str]], before: str, main: str) -> Example:
    columns = {"question": "question", "reflection": "reflection", "input": "therapist_input"}
    labels = {k: _majority(coded, f"{v}_exists") == "True" for k, v in columns.items()}
    kind = _majority(coded, "question_subtype") or "none"
    heard = Heard(before)
    first = coded[0]
    return Example(
        name, first["video_url"], "annomi", heard, first["utterance_text"], labels, kind, main
    )


def _majority(coded: Iterable[dict[str, str]], column: str) -> str:
    votes = Counter(row[column] for row in coded if row[column] != "n/a")
    return votes.most_common(1)[0][0] if votes else ""


def replies(folder: Path, names: Sequence[str] = ()) -> list[Example]:
    """Return the workplace replies of some sets, or of all sets that are not held out."""
    found = []
    for path in sorted(folder.glob("*-replies.jsonl")):
        name = path.name.removesuffix("-replies.jsonl")
        if name in names or (not names and name not in HELD_OUT):
            found += _set(folder, name)
    return found


def _set(folder: Path, name: str) -> list[Example]:
    messages = {}
    for m in json.loads((folder / f"{name}-messages.json").read_text(encoding="utf-8")):
        points = (
            KeyPoint(str(i), p["text"], tuple(p.get("also", ())))
            for i, p in enumerate(m["key_points"])
        )
        messages[m["id"]] = Heard(m["message"], tuple(points))
    lines = (folder / f"{name}-replies.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for row in map(json.loads, filter(None, lines)):
        labels = {act: bool(row[act]) for act in ACTS}
        told = frozenset(row["covered"]), frozenset(row["wrong"])
        heard = messages[row["message"]]
        found.append(
            Example(row["id"], row["message"], name, heard, row["reply"], labels,
                    row["question_type"], row["main"], *told)
        )  # fmt: skip
    return found


def digest(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(paths)}
