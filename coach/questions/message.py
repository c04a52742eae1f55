"""Define messages to write: the writing room's judge looks for the core parts of their kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from coach.content.exchange.plain_question import PlainQuestion
from coach.content.markdown import Renderer
from coach.content.scanner import Directive
from coach.content.source import Fault, did_you_mean
from coach.questions.base import Response, SentForm
from coach.questions.feedback import every
from coach.questions.free_text import LONGEST, FreeText, written_fields
from coach.text import listed
from coach.writing.engine.judge import judge
from coach.writing.engine.kinds import KINDS

YES, NO = "yes", "no"


@dataclass(frozen=True, kw_only=True)
class MessageQuestion(FreeText):
    """A message of a kind of the writing room, then a model.

    A response is the text, then ``part:yes`` or ``part:no`` for each core part, as the judge read
    it when it was sent. ``nouns`` are the parts' names inside a sentence, by id.
    """

    message_kind: str
    nouns: Mapping[str, str]

    attributes = ("kind",)
    small_print = "It is read on this server alone, for what a message like this needs."
    button = "Look at my message"
    is_card = True

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the prompt, then the model at ``model:``. ``kind`` is the kind of message."""
        kind = directive.attributes.get("kind", "")
        return cls(**written_fields(directive, renderer), message_kind=kind, nouns={})

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield W01 for an unknown kind, and W02 without a model."""
        if self.message_kind not in KINDS:
            hint = did_you_mean(self.message_kind, KINDS)
            message = f'no kind of message "{self.message_kind}"{hint}'
            yield Fault(path, self.line, "W01", message)
        if self.model is None:
            yield Fault(path, self.line, "W02", f"“{self.id}” has no model")

    @property
    def core(self) -> tuple[str, ...]:
        """The ids of the parts that are looked for."""
        return KINDS[self.message_kind].core

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question as a free text."""
        why = self.model.plain if self.model else ""
        return PlainQuestion(self.id, "text", self.concept, told, why=why)

    def lost_in(self, form: str) -> Sequence[str]:
        """Return the reading of the answer, which other programs do not have."""
        return ["what is found in the answer"]

    def read(self, form: SentForm) -> Response:
        """Return the text and what the judge found in it; the text alone if it is not English."""
        written = form.given("answer").strip()[:LONGEST]
        found = judge(written, self.message_kind, form.encoder)
        if not found.english:
            return (written,)
        ticks = (f"{part}:{YES if found.parts[part].found else NO}" for part in self.core)
        return (written, *ticks)

    def refusal(self, form: SentForm) -> str:
        """Return the error message if there is no text, or none that can be read."""
        if form.given("answer").strip():
            return "This was not read as English. Write whole sentences in English"
        return "Write your message first"

    def complete(self, response: Response) -> bool:
        """Return whether there is a text with a reading of each core part."""
        known = [tick.rpartition(":") for tick in response[1:]]
        parts, values = [part for part, _, _ in known], {value for _, _, value in known}
        return bool(response and response[0]) and parts == [*self.core] and values <= {YES, NO}

    def continues(self, before: Response, response: Response) -> bool:
        """Return False: each text is an answer of its own."""
        return False

    def score(self, response: Response) -> float | None:
        """Return the share of core parts found, 0 to 1."""
        return len(self.detail(response)) / len(self.core)

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return which core parts were found, what is there first."""
        found = self.detail(response)
        there = [self.nouns.get(part, part) for part in self.core if part in found]
        open_parts = [self.nouns.get(part, part) for part in self.core if part not in found]
        if not open_parts:
            return f"{every(len(there))} core parts are in your message."
        if not there:
            return f"Not found in your message yet: {listed(open_parts)}."
        return f"Found: {listed(there)}. Not found yet: {listed(open_parts)}."

    def to_compare(self, response: Response) -> bool:
        """Return False: the judge has read the text."""
        return False
