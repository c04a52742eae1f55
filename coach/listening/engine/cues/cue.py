"""Define a cue and how to find it in a reply."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coach.listening.engine.text.clauses import Clause, ParsedReply, Span

Where = Literal["clause", "sentence", "any"]

# Words that may come before the real beginning of a clause. Each group is atomic, so that a word
# that fits two alternatives is tried once. Otherwise a row of them takes exponential time.
LEAD = (
    r"(?:(?>(?:"
    r"and|but|so|then|or|also|well|ok|okay|okey|look|listen|honestly|frankly|right|yeah|yes|"
    r"yep|no|oh|ah|ahh|aw|hm+|mm+|mhm|uh|um|erm|first|firstly|just|please|pls|anyway|anyways|still|"
    r"now|next|otherwise|instead|actually|basically|obviously|clearly|sure|fine|good|great|hey|hi|"
    r"mate|man|love|sir|madam|ma|bro|dear|my friend|see|abeg|haba|na|sorry|wow|ouch|gosh|god|jeez|"
    r"damn|eish|ach|alright|all right|fair enough|i see|got it|of course|in that case|to be honest|"
    r"tbh|imo|at least|if so|until then|meanwhile|after that|before that|for now|that said|"
    r"because|cos|cause|though|although|while|since|plus|only|even|maybe|perhaps|possibly|"
    r"[a-z]{2,12}(?=,))[ ,]+))*"
)


@dataclass(frozen=True)
class Cue:
    """A sign of an act.

    ``where`` is the start of a clause or sentence (after opening words), or anywhere in a sentence.
    A ``sure`` cue decides by itself if there is no trained classifier.
    """

    name: str
    pattern: str
    where: Where = "any"
    sure: bool = True

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        lead = "" if self.where == "any" else LEAD
        return re.compile(f"{lead}(?P<cue>{self.pattern})")

    def find(self, reply: ParsedReply) -> Iterator[tuple[int, Span]]:
        """Yield the sentence's number and the span of each match."""
        parts = reply.clauses if self.where == "clause" else reply.sentences
        for part in parts:
            yield from self._within(part)

    def _within(self, part: Clause) -> Iterator[tuple[int, Span]]:
        if self.where == "any":
            matches: Iterator[re.Match[str]] = self.compiled.finditer(part.text)
        else:
            match = self.compiled.match(part.text)
            matches = iter((match,) if match else ())
        for match in matches:
            start, end = match.span("cue")
            yield part.sentence, Span(part.start + start, part.start + end)
