"""Read the writing room's folder: the valid files and all faults.

The authors' messages are checked with the judge (W03).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from coach.content.document import Manuscript, open_up
from coach.content.ids import Ledger
from coach.content.lesson_files import unknown_sources
from coach.content.markdown import Renderer
from coach.content.model import Lesson
from coach.content.rules import text as rules_text
from coach.content.source import Fault, load
from coach.content.writing import kinds
from coach.content.writing.tasks import Outline
from coach.questions.base import Question
from coach.questions.message import MessageQuestion
from coach.questions.write import WriteTask, found
from coach.writing.engine.judgement import DraftJudgement
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingCase, WritingKind, WritingRoom

MARKS = "marks.md"


class WritingFiles:
    """The opened files of the writing room. They are checked once the references are known."""

    def __init__(self, root: Path, language: str) -> None:
        folder = root / language / "writing"
        files = sorted(file for file in folder.glob("*.md") if file.name != MARKS)
        self.kinds = [open_up(load(file, root), kinds.KIND, kinds.KIND_GRAMMARS) for file in files]
        shared = [folder / MARKS] if (folder / MARKS).is_file() else []
        self.marks = [
            open_up(load(file, root), kinds.MARKS, kinds.MARK_GRAMMARS) for file in shared
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
                for case in kinds.blocks(page, "case")
            },
            texts={
                each.block.id: kinds.case(each, page, page.head.text("id"))
                for page in self.kinds
                for each in kinds.blocks(page, "case")
            },
            marks=self._marks(),
            nouns={
                page.head.text("id"): {
                    part.block.id: part.text("noun") for part in kinds.blocks(page, "part")
                }
                for page in self.kinds
            },
        )

    def _marks(self) -> dict[str, str]:
        found = (mark for page in self.marks for mark in kinds.blocks(page, "mark"))
        return {mark.block.id: mark.text("name") for mark in found}

    def check(self, known: rules_text.LinkTargets, works: Mapping[str, object]) -> None:
        """Add the faults of the files' content."""
        for page in self.kinds:
            self.faults += kinds.faults(page)
        for page in self.marks:
            self.faults += kinds.mark_faults(page)
        for page in self.pages:
            self.faults += [*unknown_sources(page, works), *rules_text.faults(page, known)]
        if self.kinds and not self.marks:
            self.faults.append(Fault(self.kinds[0].path, 1, "W05", f"{MARKS} is missing"))

    def enter(self, ledger: Ledger) -> None:
        """Add the ids of the cases, which stored drafts refer to."""
        for page in self.kinds:
            for case in kinds.blocks(page, "case"):
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
                own = kinds.marks(marks, kind_id, renderer)
                read[kind_id] = kinds.kind(page, renderer, own)
        return WritingRoom({name: read[name] for name in KINDS if name in read})


Judge = Callable[[str, str], DraftJudgement]  # a text and the id of its kind


def judge_faults(room: WritingRoom, judge: Judge) -> Iterator[Fault]:
    """Yield W03 if the judge's reading of a model or weak version differs from its author's.

    Judgements of the mode "basic" are skipped, because rules alone miss too much.
    """
    for kind in room.kinds.values():
        for case in kind.cases:
            yield from _model(kind, case, judge(case.model, kind.id))
            if case.longer:
                yield from _model(kind, case, judge(case.longer, kind.id))
            yield from _weak(kind, case, judge(case.weak, kind.id))


def question_faults(lessons: Iterable[Lesson], judge: Judge) -> Iterator[Fault]:
    """Yield W03 if the judge does not find in a model what a lesson looks for."""
    for lesson in lessons:
        for question in lesson.questions:
            lost = _lost(question, judge)
            if lost:
                told = f"the judge does not find {', '.join(lost)} in its model"
                yield Fault(lesson.path, question.line, "W03", f"“{question.id}”: {told}")


def _lost(question: Question, judge: Judge) -> Sequence[str]:
    """Return what the judge looks for in a message and does not find in its model."""
    if not isinstance(question, MessageQuestion | WriteTask) or question.model is None:
        return ()
    read = judge(question.model.source, question.message_kind)
    keys = question.looked_for if isinstance(question, WriteTask) else question.core
    shown = found(read, keys)
    return [key for key in keys if key not in shown] if read.mode == "full" else ()


def _model(kind: WritingKind, case: WritingCase, read: DraftJudgement) -> Iterator[Fault]:
    if read.mode != "full":
        return
    lost = [part.id for part in kind.parts if part.core and not read.parts[part.id].found]
    if lost:
        yield _fault(case, f"the judge does not find {', '.join(lost)} in its model")
    marks = [mark.id for mark in kind.marks if read.marks[mark.id].found]
    if marks:
        yield _fault(case, f"the judge finds {', '.join(marks)} in its model")
    if read.shared.length != "usual":
        told = f"its model has {read.shared.words} words; {kind.shortest} to {kind.longest} are"
        yield _fault(case, f"{told} usual")


def _weak(kind: WritingKind, case: WritingCase, read: DraftJudgement) -> Iterator[Fault]:
    whole = all(read.parts[part.id].found for part in kind.parts if part.core)
    if read.mode == "full" and whole and not any(mark.found for mark in read.marks.values()):
        yield _fault(case, "the judge finds nothing to improve in its weak version")


def _fault(case: WritingCase, message: str) -> Fault:
    return Fault(case.path, case.line, "W03", f"“{case.id}”: {message}")
