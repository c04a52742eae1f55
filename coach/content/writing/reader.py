"""Read the writing room's folder: the valid files and all faults."""

from collections.abc import Mapping
from pathlib import Path

from coach.content.diagnostics import Fault
from coach.content.document import Manuscript, open_up
from coach.content.ids import Ledger
from coach.content.lesson_files import unknown_sources
from coach.content.markdown import Renderer
from coach.content.rules import text as rules_text
from coach.content.source import load
from coach.content.writing import kind_files, lines, mark_files
from coach.content.writing.tasks import Outline
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingKind, WritingRoom

MARKS = "marks.md"


class WritingFiles:
    """The opened files of the writing room. They are checked once the references are known."""

    def __init__(self, root: Path, language: str) -> None:
        folder = root / language / "writing"
        files = sorted(file for file in folder.glob("*.md") if file.name != MARKS)
        self.kinds = [
            open_up(load(file, root), kind_files.KIND, kind_files.GRAMMARS) for file in files
        ]
        shared = [folder / MARKS] if (folder / MARKS).is_file() else []
        self.marks = [
            open_up(load(file, root), mark_files.MARKS, mark_files.GRAMMARS) for file in shared
        ]
        self.faults: list[Fault] = [fault for page in self.pages for fault in page.faults]

    @property
    def pages(self) -> tuple[Manuscript, ...]:
        """All opened files."""
        return (*self.kinds, *self.marks)

    @property
    def outline(self) -> Outline:
        """What a lesson may refer to, even if it is faulty, so that each fault is reported once."""
        heads = {page.head.text("id"): page.head for page in self.kinds}
        return Outline(
            titles={name: head.text("title") for name, head in heads.items()},
            principles={name: head.texts("principles") for name, head in heads.items()},
            cases={
                case.block.id: page.head.text("id")
                for page in self.kinds
                for case in lines.blocks(page, "case")
            },
            nouns={
                page.head.text("id"): {
                    part.block.id: part.text("noun") for part in lines.blocks(page, "part")
                }
                for page in self.kinds
            },
        )

    def check(self, known: rules_text.LinkTargets, works: Mapping[str, object]) -> None:
        """Add the faults of the files' content."""
        for page in self.kinds:
            self.faults += kind_files.faults(page)
        for page in self.marks:
            self.faults += mark_files.faults(page)
        for page in self.pages:
            self.faults += [*unknown_sources(page, works), *rules_text.faults(page, known)]
        if self.kinds and not self.marks:
            self.faults.append(Fault(self.kinds[0].path, 1, "W05", f"{MARKS} is missing"))

    def enter(self, ledger: Ledger) -> None:
        """Add the ids of the cases, which stored drafts refer to."""
        for page in self.kinds:
            for case in lines.blocks(page, "case"):
                ledger.enter(case.block.id, page.path, case.block.line, "D05")

    def room(self, renderer: Renderer, broken: set[str]) -> WritingRoom:
        """Return the kinds with valid files. The room is empty if the marks are invalid."""
        marks = next((page for page in self.marks if page.path not in broken), None)
        if marks is None:
            return WritingRoom()
        read: dict[str, WritingKind] = {}
        for page in self.kinds:
            if page.path not in broken:
                kind_id = page.head.text("id")
                own = mark_files.marks(marks, kind_id, renderer)
                read[kind_id] = kind_files.kind(page, renderer, own)
        return WritingRoom({name: read[name] for name in KINDS if name in read})
