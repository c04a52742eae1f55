"""Read the labelled messages that the writing room's judge is trained and measured on.

A file holds one writer's messages of one kind: ``corpus/<writer>/<kind>.txt``. Each message has a
head of four lines, an empty line, and its text, with each label around the words it rests on;
labels may lie inside one another::

    === 17
    quality: good
    style: mail, b2
    scene: a dentist is asked to speak at a fair

    Dear Mrs Pohl,
    [heard|you asked me to speak.] [no|I won't be there], because [reason|I stopped in May].

``[several|...]`` is written once around each of the asks or reasons. A square bracket or a bar that
belongs to the text is written with a backslash before it.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
QUALITIES = ("good", "middling", "poor")
HEAD = re.compile(
    r"=== (?P<number>\d+)\nquality: (?P<quality>\w+)\nstyle: (?P<style>[\w, -]+)\n"
    r"scene: (?P<scene>[^\n]+)\n\n"
)
TOKEN = re.compile(r"\\(?P<plain>[\[\]|\\])|\[(?P<opens>[a-z-]+)\||(?P<closes>\])|(?P<stray>[\[])")
SPACE = re.compile(r"\s*$")


class BadMessage(ValueError):
    """A message that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its parts (core parts first) and the marks that are labelled in it."""

    name: str
    core: tuple[str, ...]
    parts: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """All parts and marks, in order."""
        return (*self.parts, *self.marks)


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its labels: for each label that is there, its places in ``text``.

    A place is (start, end) in characters, the end exclusive.
    """

    writer: str
    kind: str
    number: int
    quality: str
    style: tuple[str, ...]
    scene: str
    text: str
    spans: dict[str, tuple[tuple[int, int], ...]]


def kinds() -> dict[str, Kind]:
    """Return all kinds by name."""
    table = tomllib.loads((HERE / "labels.toml").read_text(encoding="utf-8"))["kinds"]
    return {
        name: Kind(name, tuple(row["core"]), (*row["core"], *row["parts"]), tuple(row["marks"]))
        for name, row in table.items()
    }


def messages(folder: Path = CORPUS) -> list[Message]:
    """Return all messages, by writer, kind and number. Raises BadMessage."""
    known = kinds()
    found: list[Message] = []
    for path in sorted(folder.glob("*/*.txt")):
        if path.stem not in known:
            raise BadMessage(f"{path}: no kind is called “{path.stem}”")
        found += in_file(path, known[path.stem])
    return found


def in_file(path: Path, kind: Kind) -> list[Message]:
    """Return the messages of one file. Raises BadMessage."""
    blocks = re.split(r"(?m)^(?==== )", path.read_text(encoding="utf-8"))
    if blocks[0].strip():
        raise BadMessage(f"{path}: text before the first message")
    found = [_message(block, path, kind) for block in blocks[1:]]
    numbers = [message.number for message in found]
    if len(set(numbers)) != len(numbers):
        raise BadMessage(f"{path}: a number is used twice")
    return found


def _message(block: str, path: Path, kind: Kind) -> Message:
    head = HEAD.match(block)
    if head is None:
        raise BadMessage(f"{path}: the head of “{block[:20].strip()}” cannot be read")
    where = f"{path}, message {head['number']}"
    if head["quality"] not in QUALITIES:
        raise BadMessage(f"{where}: quality is good, middling or poor")
    text, spans = unmarked(SPACE.sub("", block[head.end() :]), where)
    if strange := set(spans) - set(kind.labels):
        raise BadMessage(f"{where}: {kind.name} has no label {', '.join(sorted(strange))}")
    style = tuple(word.strip() for word in head["style"].split(","))
    return Message(
        path.parent.name,
        kind.name,
        int(head["number"]),
        head["quality"],
        style,
        head["scene"],
        text,
        spans,
    )


def unmarked(marked: str, where: str) -> tuple[str, dict[str, tuple[tuple[int, int], ...]]]:
    """Return the text without its labels, and the places of each label. Raises BadMessage."""
    text, last = "", 0
    opened: list[tuple[str, int]] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    for token in TOKEN.finditer(marked):
        text += marked[last : token.start()]
        last = token.end()
        if token["plain"]:
            text += token["plain"]
        elif token["opens"]:
            opened.append((token["opens"], len(text)))
        elif token["stray"]:
            raise BadMessage(f"{where}: a “[” without its label")
        elif not opened:
            raise BadMessage(f"{where}: a “]” too many")
        else:
            label, start = opened.pop()
            if not text[start:].strip():
                raise BadMessage(f"{where}: nothing stands inside “{label}”")
            spans.setdefault(label, []).append((start, len(text)))
    if opened:
        raise BadMessage(f"{where}: “{opened[-1][0]}” is not closed")
    return text + marked[last:], {name: tuple(sorted(at)) for name, at in spans.items()}
