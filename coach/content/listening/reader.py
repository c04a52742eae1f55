"""Read the listening room's folder: the valid files and all faults."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.content.document import Manuscript, open_up
from coach.content.ids import Ledger
from coach.content.listening import (
    conversations,
    drills,
    genres,
    messages,
    parts,
    recordings,
    written,
)
from coach.content.markdown import Renderer
from coach.content.rules import text
from coach.content.scanner import Grammar
from coach.content.source import Fault, load
from coach.content.toml_schema import Schema
from coach.listening.exercise import SKILLS, Message
from coach.listening.room import Room


class RoomFiles:
    """The opened files of the room. They are checked once the glossary is known."""

    def __init__(self, root: Path, language: str) -> None:
        self.root = root
        self.folder = root / language / "listening"
        self.faults: list[Fault] = []
        self.messages = self._open("messages", messages.MESSAGE, messages.GRAMMARS)
        self.written = self._open("written", written.WRITTEN, messages.GRAMMARS)
        self.drills = self._open("drills", drills.DRILL, drills.GRAMMARS)
        self.conversations = self._open(
            "conversations", conversations.CONVERSATION, conversations.GRAMMARS
        )

    def _open(self, name: str, schema: Schema, grammars: Mapping[str, Grammar]) -> list[Manuscript]:
        files = sorted((self.folder / name).glob("*.md"))
        pages = [open_up(load(file, self.root), schema, grammars) for file in files]
        self.faults += [fault for page in pages for fault in page.faults]
        return pages

    @property
    def to_read(self) -> dict[str, Message]:
        """The messages that lessons show, even if they are faulty."""
        return {page.head.text("id"): messages.message(page) for page in self.written}

    def check(self, known: text.LinkTargets) -> None:
        """Add the faults of the files' content."""
        self.faults += self._rules(known)

    def _rules(self, known: text.LinkTargets) -> Iterator[Fault]:
        for page in self.messages:
            yield from messages.faults(page, self.folder / "audio")
        for page in self.written:
            yield from written.faults(page, self.to_read[page.head.text("id")])
        said = [messages.message(page) for page in self.messages]
        yield from genres.ending_faults(self.messages, said)
        for page in self.drills:
            yield from drills.faults(page)
            yield from text.faults(page, known)
        for page in self.conversations:
            yield from conversations.faults(page)

    def enter(self, ledger: Ledger) -> None:
        """Add the ids that users' replies refer to."""
        for page in (*self.messages, *self.drills, *self.conversations):
            ledger.enter(page.head.text("id"), page.path, page.head.line_of("id"), "F04")
        for page in self.drills:
            for part in parts.parts(page, "line", "spot"):
                ledger.enter(part.block.id, page.path, part.block.line, "D05")

    def room(self, renderer: Renderer, broken: set[str]) -> Room:
        """Return the exercises, the easier first, without the files in ``broken``."""
        said = [messages.message(page) for page in self.messages if page.path not in broken]
        practised = [drills.drill(p, renderer) for p in self.drills if p.path not in broken]
        talks = [conversations.conversation(p) for p in self.conversations if p.path not in broken]
        recorded = {each.id: recordings.sound(each, self.folder / "audio") for each in said}
        practised.sort(key=lambda each: (SKILLS.index(each.skill), each.level, each.id))
        return Room(
            messages={each.id: each for each in sorted(said, key=lambda e: (e.level, e.id))},
            drills={each.id: each for each in practised},
            conversations={e.id: e for e in sorted(talks, key=lambda e: (e.level, e.id))},
            sounds={name: sound for name, sound in recorded.items() if sound},
        )
