"""The course as documents to be searched: one for each page a reader can be sent to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coach.lessons.activity import (
    Choice,
    Example,
    FreeText,
    HabitOffer,
    Match,
    Order,
    Question,
    Reading,
    Text,
)
from coach.lessons.course import Catalogue, Lesson
from coach.listening.room import Room
from coach.principles import by_slug

Kind = Literal["principle", "reading", "question", "habit", "term", "listening"]


@dataclass(frozen=True)
class Document:
    """A page: what it is, its title, where it stands in the course, its address, its words.

    ``question_id`` is set for a question. Its words hold explanations, which are shown to those
    alone who have answered it. ``principle`` is a number from 1 to 8, 0 for none.
    """

    kind: Kind
    title: str
    place: str
    url: str
    body: str
    principle: int = 0
    question_id: str = ""


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Every page of the course: principles, the lessons' steps, glossary terms, what to hear."""
    for chapter in catalogue.chapters.values():
        principle = chapter.principle
        body = f"{chapter.line} {chapter.introduction.striptags()}"
        url = f"/learn/{principle.slug}"
        yield Document("principle", principle.full, "Principle", url, body, principle.number)
    for lesson in catalogue.lessons.values():
        yield from _steps(lesson)
    for term in catalogue.terms.values():
        url = f"/glossary#{term.id}"
        yield Document("term", term.term, "Glossary", url, term.definition.striptags())
    yield from _heard(catalogue.listening)


def _heard(room: Room) -> Iterator[Document]:
    """Who talks and where; not the words, which are to be heard first."""
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


def _steps(lesson: Lesson) -> Iterator[Document]:
    principle = by_slug(lesson.principle)
    number = principle.number if principle else 0
    for place, step in enumerate(lesson.steps, start=1):
        url = f"/lessons/{lesson.id}/{place}"
        match step:
            case Reading():
                title, words = step.heading.plain, " ".join(_read(step))
                yield Document("reading", title, lesson.title, url, words, number)
            case Question():
                title, words = step.ask.plain, " ".join(_explained(step))
                yield Document("question", title, lesson.title, url, words, number, step.id)
            case HabitOffer(cue=Text() as cue, act=Text() as act):
                words = f"If {cue.plain}, then {act.plain}."
                yield Document("habit", "A habit to take along", lesson.title, url, words, number)


def _read(step: Reading) -> Iterator[str]:
    for part in step.parts:
        if isinstance(part, Example):
            yield from (turn.text.plain for turn in part.turns)
        else:
            yield part.striptags()


def _explained(question: Question) -> Iterator[str]:
    """What a question tells, its explanations among it."""
    yield question.scene.striptags()
    said: list[Text | None] = []
    match question:
        case Choice(options=options) | Order(options=options):
            said = [text for option in options for text in (option.text, option.why)]
        case Match(pairs=pairs):
            said = [text for pair in pairs for text in (pair.left, pair.right, pair.why)]
        case FreeText(model=model):
            said = [model]
    yield from (text.plain for text in (*said, question.why) if text)
