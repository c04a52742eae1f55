"""Check the authors' messages with the judge (W03)."""

from collections.abc import Callable, Iterable, Iterator

from coach.content.diagnostics import Fault
from coach.content.model import Lesson
from coach.questions.message import MessageQuestion
from coach.writing.engine.judgement import DraftJudgement
from coach.writing.room import WritingCase, WritingKind, WritingRoom

Judge = Callable[[str, str], DraftJudgement]  # a text and the id of its kind


def faults(room: WritingRoom, judge: Judge) -> Iterator[Fault]:
    """Yield W03 if the judge's reading of a model or weak version differs from its author's.

    Judgements of the mode "basic" are skipped, because rules alone miss too much.
    """
    for kind in room.kinds.values():
        for case in kind.cases:
            yield from _model(kind, case, judge(case.model, kind.id))
            yield from _weak(kind, case, judge(case.weak, kind.id))


def question_faults(lessons: Iterable[Lesson], judge: Judge) -> Iterator[Fault]:
    """Yield W03 if the judge does not find the core parts in the model of a message to write."""
    for lesson in lessons:
        for question in lesson.questions:
            if isinstance(question, MessageQuestion) and question.model is not None:
                read = judge(question.model.plain, question.message_kind)
                lost = [part for part in question.core if not read.parts[part].found]
                if read.mode == "full" and lost:
                    told = f"the judge does not find {', '.join(lost)} in its model"
                    yield Fault(lesson.path, question.line, "W03", f"“{question.id}”: {told}")


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
