"""List all cues of all acts by name, and find them in a reply."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from coach.listening.engine.cues import listening_acts, other_acts
from coach.listening.engine.cues.cue import Cue
from coach.listening.engine.text.clauses import ParsedReply, Span

GROUPS: Mapping[str, tuple[Cue, ...]] = {
    "advice": other_acts.ADVICE,
    "no-advice": other_acts.NO_ADVICE,
    "open": listening_acts.OPEN,
    "closed": listening_acts.CLOSED,
    "no-question": listening_acts.NO_QUESTION,
    "reflection": listening_acts.REFLECTION,
    "no-reflection": listening_acts.NO_REFLECTION,
    "self": other_acts.SELF,
    "no-self": other_acts.NO_SELF,
    "reassurance": other_acts.REASSURANCE,
    "sympathy": other_acts.SYMPATHY,
    "information": other_acts.INFORMATION,
}
NAMES = tuple(f"{group}:{cue.name}" for group, cues in GROUPS.items() for cue in cues)


@dataclass(frozen=True)
class CueMatch:
    """One cue at one place. ``sentence`` counts from 0."""

    group: str
    name: str
    sure: bool
    sentence: int
    span: Span


@dataclass(frozen=True)
class Findings:
    """All cues found in a reply, in the order of NAMES."""

    all: tuple[CueMatch, ...]

    def of(self, *groups: str, sure: bool | None = None) -> tuple[CueMatch, ...]:
        """Return the matches of some groups: all of them, or only those with this ``sure``."""
        return tuple(f for f in self.all if f.group in groups and (sure is None or f.sure is sure))

    def without(self, sentences: Set[int]) -> "Findings":
        """Return the matches outside these sentences."""
        return Findings(tuple(f for f in self.all if f.sentence not in sentences))

    @cached_property
    def by_sentence(self) -> Mapping[int, frozenset[str]]:
        """The full names of the cues in each sentence that has any."""
        found: dict[int, set[str]] = {}
        for f in self.all:
            found.setdefault(f.sentence, set()).add(f"{f.group}:{f.name}")
        return {sentence: frozenset(names) for sentence, names in found.items()}


def find(reply: ParsedReply) -> Findings:
    """Return all cues of a reply."""
    return Findings(
        tuple(
            CueMatch(group, cue.name, cue.sure, sentence, span)
            for group, cues in GROUPS.items()
            for cue in cues
            for sentence, span in cue.find(reply)
        )
    )
