"""Define tasks in own words that a judge reads, and which rule each thing it looks for shows.

An author writes ``checks="real-reason=reason honest-no=no,!maybe"``: rule=key,key.
"""

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import digest, prompt
from coach.content.scanner import Directive
from coach.content.source import Fault, SourceLine
from coach.questions.base import Response, SentForm
from coach.questions.feedback import every, number
from coach.questions.free_text import LONGEST, FreeText

YES, NO = "yes", "no"
_MOST = re.compile(r"most:\s*(\d{1,3})$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class RuleCheck:
    """What shows that a text follows a rule: the keys of its parts, or of marks it does not have.

    A key that begins with ``!`` is a mark that is not there.
    """

    rule: str
    keys: tuple[str, ...]


def rule_checks(written: str) -> tuple[RuleCheck, ...]:
    """Return the checks of a ``checks`` attribute. Invalid ones have no keys."""
    pairs = (each.partition("=") for each in written.split())
    return tuple(RuleCheck(rule, tuple(filter(None, keys.split(",")))) for rule, _, keys in pairs)


@dataclass(frozen=True, kw_only=True)
class JudgedText(FreeText):
    """A text in own words.

    A response is the text, then ``key:yes`` or ``key:no`` for each key that the judge looks for, as
    it read the text when it was sent. ``said`` has what each key means, in words. ``most`` is the
    number of words that is asked for, or 0.
    """

    rule_checks: tuple[RuleCheck, ...]
    said: Mapping[str, str]
    most: int
    longer: RenderedText | None = None

    needs_concept = False
    small_print = "It is read on this server alone. The result shows what was found in it."
    button = "Look at my text"

    @property
    def wanted(self) -> tuple[str, ...]:
        """The keys of all checks, in order."""
        keys = (key for check in self.rule_checks for key in check.keys)
        return tuple(dict.fromkeys(keys))

    @property
    @abstractmethod
    def looked_for(self) -> tuple[str, ...]:
        """The keys that the judge reads, in the order in which they are shown."""

    @property
    def left_to_look(self) -> tuple[str, ...]:
        """What a learner is asked to look for, because no judge reads it, in words."""
        return tuple(self.said.get(key, key) for key in self.wanted if key not in self.looked_for)

    @abstractmethod
    def found(self, text: str, form: SentForm) -> frozenset[str] | None:
        """Return the keys that the judge finds in a text, or None if it cannot read it."""

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield W08 if the checks are missing, or one of them has no key."""
        if not self.rule_checks or not all(check.keys for check in self.rule_checks):
            message = f'“{self.id}” needs checks="rule=part rule=part,part"'
            yield Fault(path, self.line, "W08", message)

    def read(self, form: SentForm) -> Response:
        """Return the text and what was found in it; the text alone if it cannot be read."""
        text = form.given("answer").strip()[:LONGEST]
        found = self.found(text, form)
        if found is None:
            return (text,)
        return (text, *(f"{key}:{YES if key in found else NO}" for key in self.looked_for))

    def refusal(self, form: SentForm) -> str:
        """Return the error message if there is no text, or none that can be read."""
        if form.given("answer").strip():
            return "This was not read as English. Write whole sentences in English"
        return "Write your text first"

    def complete(self, response: Response) -> bool:
        """Return whether there is a text with a reading of each key."""
        ticks = [tick.rpartition(":") for tick in response[1:]]
        keys, values = tuple(key for key, _, _ in ticks), {value for _, _, value in ticks}
        return bool(response and response[0]) and keys == self.looked_for and values <= {YES, NO}

    def continues(self, before: Response, response: Response) -> bool:
        """Return False: each text is an answer of its own."""
        return False

    def score(self, response: Response) -> float | None:
        """Return the share of keys found, 0 to 1."""
        return len(self.detail(response)) / len(self.looked_for) if self.looked_for else 1.0

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how much of what is looked for was found."""
        found, whole = len(self.detail(response)), len(self.looked_for)
        if not whole:
            return "Your text is kept."
        if found == whole:
            return "It was found in your text." if whole == 1 else f"{every(whole)} were found."
        if not found:
            return "Not found in your text yet."
        return f"{number(found).capitalize()} of {number(whole)} were found in your text."

    def to_compare(self, response: Response) -> bool:
        """Return False: the judge has read the text."""
        return False


def task_fields(directive: Directive, renderer: Renderer) -> dict[str, object]:
    """Return the values of the fields that all tasks in own words have.

    The last sentence of the body is what is asked; the rest is the scene. ``most:`` is a number of
    words.
    """
    most = [found[1] for line in directive.body if (found := _MOST.match(line.text.strip()))]
    body = [line for line in directive.body if not _MOST.match(line.text.strip())]
    told, asked = prompt(_last_sentence_apart(body), directive, renderer)
    checks = rule_checks(directive.attributes.get("checks", ""))
    return {
        "id": directive.id,
        "line": directive.line,
        "concept": checks[0].rule if checks else "",
        "scene": told or Markup(),
        "ask": asked,
        "digest": digest(directive),
        "model": None,
        "checks": (),
        "rule_checks": checks,
        "said": {},
        "most": int(most[0]) if most else 0,
    }


def _last_sentence_apart(lines: Sequence[SourceLine]) -> list[SourceLine]:
    written = [line for line in lines if line.text.strip()]
    if not written:
        return []
    *before, last = written
    sentences = _SENTENCE_END.split(last.text.strip())
    rest = " ".join(sentences[:-1])
    told = [*before, *([SourceLine(last.number, rest)] if rest else [])]
    return [*told, SourceLine(last.number, ""), SourceLine(last.number, sentences[-1])]
