"""List what everybody can search: one document per page of the course and the app."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.content.model import Catalogue, Chapter, Guide, Lesson
from coach.content.steps import Example, HabitChoice, HabitOffer, ReadingStep, StudyNote
from coach.journal.worksheet_template import Rows, Tool
from coach.listening.room import Room
from coach.principles import by_slug
from coach.questions.base import Question
from coach.search.pages import PERSONAL, PLACES
from coach.writing.room import WritingRoom

Kind = Literal[
    "principle", "lesson", "reading", "question", "answer", "habit", "term", "listening",
    "guide", "tool", "place", "writing", "case",
]  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A page: its kind, its title, what it belongs to, its URL and its text.

    ``words`` are searched like the title and never shown. ``principle`` is 1 to 8, or 0 for none. A
    question has ``question_id`` and two documents: the "question" is what can be read before it is
    answered, the "answer" its explanation. ``lesson`` is the lesson's id for a page of a lesson. A
    ``personal`` page is not available to visitors. ``parts`` are the parts of the text, if each has
    a meaning of its own.
    """

    kind: Kind
    title: str
    place: str
    url: str
    body: str
    principle: int = 0
    question_id: str = ""
    words: str = ""
    lesson: str = ""
    personal: bool = False
    parts: tuple[str, ...] = ()


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Yield every page that is the same for all users: the course, the tools and the app's
    pages."""
    for chapter in catalogue.chapters.values():
        principle = chapter.principle
        rules = " ".join(rule.line for rule in chapter.rules)
        body = f"{chapter.line} {rules} {chapter.introduction.striptags()}"
        url, words = f"/learn/{principle.slug}", principle.title
        yield Document("principle", principle.full, "Principle", url, body, principle.number,
                       words=words)  # fmt: skip
    for lesson in catalogue.lessons.values():
        yield _lesson(lesson, catalogue.chapters.get(lesson.principle))
        yield from _steps(lesson)
    for slug, guide in catalogue.guides.items():
        yield _guide(guide, catalogue.chapters.get(slug))
    yield from map(_tool, catalogue.tools.values())
    for term in catalogue.terms.values():
        url = f"/glossary#{term.id}"
        yield Document("term", term.term, "Glossary", url, term.definition.striptags())
    yield from _listening_pages(catalogue.listening)
    yield from _writing_pages(catalogue.writing)
    for place in PLACES:
        yield Document("place", place.title, place.within, place.url, place.line,
                       words=place.words, personal=place.url in PERSONAL)  # fmt: skip


def _number(slug: str) -> int:
    principle = by_slug(slug)
    return principle.number if principle else 0


def _name(slug: str) -> str:
    principle = by_slug(slug)
    return principle.title if principle else ""


def _lesson(lesson: Lesson, chapter: Chapter | None) -> Document:
    rules = [rule.line for rule in chapter.rules if rule.id in lesson.rules] if chapter else []
    body = " ".join(["You learn to " + "; ".join(lesson.objectives) + ".", *rules])
    parts = (*(f"You learn to {objective}" for objective in lesson.objectives), *rules)
    place = f"Lesson, {_name(lesson.principle)}"
    return Document("lesson", lesson.title, place, f"/lessons/{lesson.id}", body,
                    _number(lesson.principle), lesson=lesson.id, parts=parts)  # fmt: skip


def _guide(guide: Guide, chapter: Chapter | None) -> Document:
    rules = [rule.line for rule in chapter.rules] if chapter else []
    phrases = [text for phrase in guide.phrases for text in (phrase.moment, phrase.words)]
    traps = [text for trap in guide.traps for text in (trap.trap, trap.instead)]
    body = " ".join([*rules, *(text.plain for text in (*phrases, *traps))])
    name, url = _name(guide.principle), f"/learn/{guide.principle}/guide"
    words = f"{name} field guide phrases sentences to say rules"
    title = f"Field guide: {name}"
    return Document("guide", title, "Field guide", url, body, _number(guide.principle), words=words)


def _tool(tool: Tool) -> Document:
    texts = [tool.line, tool.introduction.striptags()]
    for part in tool.parts:
        columns = part.columns if isinstance(part, Rows) else ()
        texts += [part.label, *(column.label for column in columns)]
    url, words = f"/journal/tools/{tool.id}", "tool sheet to fill in"
    return Document("tool", tool.title, "Tool to fill in", url, " ".join(texts),
                    _number(tool.principle), words=words)  # fmt: skip


def _listening_pages(room: Room) -> Iterator[Document]:
    """Yield the exercises of the listening room: who talks and where.

    Their words are left out, because they are to be heard first.
    """
    place, where = "Listening room", "/listening"
    for message in room.messages.values():
        url, body = f"{where}/messages/{message.id}", f"{message.scene} {message.role}"
        yield Document("listening", message.title, place, url, body, 2)
    for drill in room.drills.values():
        url, body = f"{where}/drills/{drill.id}", f"{drill.line} {drill.introduction.striptags()}"
        yield Document("listening", drill.title, place, url, body, 2)
    for talk in room.conversations.values():
        url, body = f"{where}/conversations/{talk.id}", f"{talk.scene} {talk.role}"
        yield Document("listening", talk.title, place, url, body, 2)


def _writing_pages(room: WritingRoom) -> Iterator[Document]:
    """Yield the kinds of message and their cases, without the models, which are shown
    afterwards."""
    for kind in room.kinds.values():
        url, number = f"/write/{kind.id}", _number(kind.principles[0])
        parts = " ".join(f"{part.name}. {part.what.plain}" for part in kind.parts)
        yield Document("writing", kind.title, "Write it", url, f"{kind.line} {parts}", number,
                       words="write message e-mail letter draft note")  # fmt: skip
        for case in kind.cases:
            place, body = f"Write it, {kind.title}", case.scene
            yield Document("case", case.title, place, f"{url}/{case.id}", body, number)


def _steps(lesson: Lesson) -> Iterator[Document]:
    number = _number(lesson.principle)
    for step_number, step in enumerate(lesson.steps, start=1):
        url = f"/lessons/{lesson.id}/{step_number}"
        place = f"{lesson.title}, step {step_number}"
        match step:
            case ReadingStep():
                title, body = step.heading.plain, " ".join(_reading_texts(step))
                yield Document("reading", title, place, url, body, number, lesson=lesson.id)
            case Question():
                title = step.ask.plain
                before, after = " ".join(_question_texts(step)), " ".join(_answer_texts(step))
                yield Document("question", title, place, url, before, number, step.id,
                               lesson=lesson.id)  # fmt: skip
                yield Document("answer", title, place, url, after, number, step.id,
                               lesson=lesson.id)  # fmt: skip
            case HabitOffer():
                yield _habits((step,), place, url, number, lesson.id)
            case HabitChoice(offers=offers):
                yield _habits(offers, place, url, number, lesson.id)


def _habits(
    offers: Sequence[HabitOffer], place: str, url: str, number: int, lesson_id: str
) -> Document:
    plans = (f"When {o.cue.plain}, I {o.act.plain}." for o in offers if o.cue and o.act)
    title, body = "A habit to take along", " ".join(plans)
    return Document("habit", title, place, url, body, number, lesson=lesson_id)


def _reading_texts(step: ReadingStep) -> Iterator[str]:
    for part in step.parts:
        if isinstance(part, Example):
            yield from (turn.text.plain for turn in part.turns)
        elif isinstance(part, StudyNote):
            yield part.text.striptags()
        else:
            yield part.striptags()


def _question_texts(question: Question) -> Iterator[str]:
    """Yield the texts that can be read before the question is answered."""
    yield question.scene.striptags()
    yield from question.words_asked()


def _answer_texts(question: Question) -> Iterator[str]:
    """Yield the texts that explain the question once it is answered."""
    yield from (text.plain for text in (*question.texts(), question.why) if text)
