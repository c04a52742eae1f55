"""Define the task to write a message for an invented case, read by the writing room's judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from markupsafe import Markup

from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.questions.base import SentForm
from coach.questions.free_text import FreeText
from coach.questions.rule_checks import JudgedText, task_fields
from coach.writing.engine.judge import judge
from coach.writing.engine.judgement import DraftJudgement
from coach.writing.engine.kinds import KINDS, MessageKind

ASKED = "asked"  # whether the person was asked how: nobody can read it in a text


@dataclass(frozen=True, kw_only=True)
class ComparedMessage(FreeText):
    """A message of a kind that no judge reads well enough yet, compared with a check list."""

    needs_concept = False


@dataclass(frozen=True, kw_only=True)
class WriteTask(JudgedText):
    """A message of a kind, for a case of the writing room. Its facts and models come from there."""

    message_kind: str
    case: str

    button = "Look at my message"

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Return the task as written, without what its case will add."""
        attributes = directive.attributes
        return cls(
            **task_fields(directive, renderer),  # type: ignore[arg-type]
            kind="write",
            message_kind=attributes.get("kind", ""),
            case=attributes.get("case", ""),
        )

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The core parts, the other parts of the checks, and the marks of the checks."""
        known = KINDS.get(self.message_kind)
        return looked_for(known, self.wanted) if known else ()

    def compared(self, checks: tuple[RenderedText, ...]) -> FreeText:
        """Return the task as a text that the learner compares with a check list."""
        return ComparedMessage(
            id=self.id,
            line=self.line,
            kind="text",
            concept=self.concept,
            scene=self.scene,
            ask=self.ask,
            digest=self.digest,
            model=self.model,
            checks=checks,
        )

    def with_facts(self, facts: Sequence[str]) -> Self:
        """Return the task with the facts of its case in the scene."""
        items = Markup(" ").join(Markup("<li>{}</li>").format(fact) for fact in facts)
        return replace(self, scene=self.scene + Markup('<ul class="bullets">{}</ul>').format(items))

    def found(self, text: str, form: SentForm) -> frozenset[str] | None:
        """Return the parts that are there and the marks that are not, or None if not English."""
        read = judge(text, self.message_kind, form.encoder)
        return found(read, self.looked_for) if read.english else None


def looked_for(known: MessageKind, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that the judge of a kind can read: parts in the kind's order, then marks."""
    parts = (part for part in known.parts if part in known.core or part in wanted)
    marks = (key for key in wanted if key.startswith("!") and key[1:] in known.marks)
    return (*parts, *marks)


def found(read: DraftJudgement, keys: tuple[str, ...]) -> frozenset[str]:
    """Return those of the keys that a judgement shows."""
    return frozenset(key for key in keys if _shows(read, key))


def _shows(read: DraftJudgement, key: str) -> bool:
    return not read.marks[key[1:]].found if key.startswith("!") else read.parts[key].found


def names(nouns: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """Return what each key means in words: a part's noun; without a mark."""
    absent = {f"!{mark}": f"not in it: {name.lower()}" for mark, name in marks.items()}
    return {**nouns, **absent, ASKED: "whether you have asked them how they would like it said"}
