"""Define the task to answer a message of the listening room, read by its judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from coach.content.markdown import Renderer
from coach.content.scanner import Directive
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.exercise import Message
from coach.questions.base import SentForm
from coach.questions.rule_checks import JudgedText, task_fields

ACTS = ("question", "open", "reflection", "!advice")  # what the judge reads, besides key points
POINT = "point:"
WORDS: Mapping[str, str] = {
    "question": "a question",
    "open": "an open question",
    "reflection": "what you heard, said back",
    "!advice": "no advice before they ask for it",
    "celebrates": "that you are glad with them",
    "commits": "what you will do, and by when",
    "!rebuts": "no “but” before they have been heard",
    "apologises": "an apology",
}


@dataclass(frozen=True, kw_only=True)
class ListenTask(JudgedText):
    """A message to read, and to answer."""

    message_id: str
    message: Message | None = None

    button = "Look at my reply"

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Return the task as written, without its message."""
        return cls(
            **task_fields(directive, renderer),  # type: ignore[arg-type]
            kind="listen",
            message_id=directive.attributes.get("message", ""),
        )

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The keys of the checks that the judge can read."""
        points = {f"{POINT}{point.id}" for point in self.message.points} if self.message else set()
        return tuple(key for key in self.wanted if key in ACTS or key in points)

    def found(self, text: str, form: SentForm) -> frozenset[str] | None:
        """Return the keys that the judge finds, or None if the text is not English."""
        if self.message is None or not text:
            return None
        read = (form.judge or Judge(None, None)).judge(self.message.heard, text)
        return found(self.message, read, self.looked_for) if read.english else None


def found(message: Message, read: Judgement, keys: tuple[str, ...]) -> frozenset[str]:
    """Return those of the keys that a judgement shows. What is uncertain counts as found."""
    covered = {message.points[point.index].id for point in read.points if point.sure != "no"}
    asks = read.question.sure != "no"
    acts: Mapping[str, bool] = {
        "question": asks,
        "open": asks and read.question_type == "open",
        "reflection": read.reflection.sure != "no",
        "!advice": read.advice.sure != "yes",
    }
    return frozenset(
        key for key in keys if acts.get(key, False) or key.removeprefix(POINT) in covered
    )


def told(message: Message) -> Markup:
    """Return the message as it is shown: where it is, who speaks, and what they say."""
    lines = Markup("\n").join(Markup("<p>{}</p>").format(each) for each in message.paragraphs)
    return Markup(
        '\n<p>{}</p>\n<blockquote class="said"><p class="meta">{}, {}</p>\n{}</blockquote>\n'
    ).format(message.scene, message.speaker, message.role, lines)


def names(message: Message) -> dict[str, str]:
    """Return what each key means in words."""
    return {**WORDS, **{f"{POINT}{point.id}": point.text for point in message.points}}
