"""Read the messages that a lesson shows to read. They have no recording and no page of their own.

They have the form of a recorded message, with one model: ``reply``.
"""

from collections.abc import Iterator

from coach.content.document import Manuscript
from coach.content.listening import messages, parts
from coach.content.source import Fault
from coach.content.toml_schema import Field, Schema
from coach.listening.exercise import Message

WRITTEN: Schema = {
    "id": Field("text"),
    "speaker": Field("text"),
    "pronoun": Field("text"),
    "role": Field("text"),
    "title": Field("text"),
    "scene": Field("text"),
}
REPLY = ("reply",)


def faults(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M01, M03 and M05 of a message to read: its words, its points, its reply."""
    yield from parts.one_of(page, "pronoun", messages.PRONOUNS)
    yield from parts.unique_ids(page)
    if not found.paragraphs:
        yield Fault(page.path, 1, "M01", "the message is missing: prose below the head")
    yield from messages.point_faults(page, found)
    model = parts.first(page, "model")
    if model is None:
        yield Fault(page.path, 1, "M01", "`::: model` is missing")
    else:
        yield from parts.labels(model, REPLY, page.path, ())
