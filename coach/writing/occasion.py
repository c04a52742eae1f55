"""Define an occasion: a kind of message with a case, or with the user's own situation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.content.steps import OWN_CASE
from coach.principles import PRINCIPLES, Principle, by_slug
from coach.writing.room import WritingCase, WritingKind, WritingRoom


@dataclass(frozen=True)
class Occasion:
    """A kind of message and one of its cases. Without a case it is the user's own situation."""

    kind: WritingKind
    case: WritingCase | None = None

    @property
    def case_id(self) -> str:
        """The id of the case, or ``own``."""
        return self.case.id if self.case else OWN_CASE

    @property
    def title(self) -> str:
        """The title of the draft's page."""
        return self.case.title if self.case else self.kind.title

    @property
    def subject(self) -> str:
        """The subject of an e-mail, or an empty string for the user's own message."""
        return self.case.title if self.case else ""

    @property
    def channel(self) -> str:
        """The channel of a case's message, or an empty string for the user's own."""
        return self.case.channel if self.case else ""


def find(room: WritingRoom, kind_id: str, case_id: str) -> Occasion | None:
    """Return the occasion with these ids, or None."""
    kind = room.kinds.get(kind_id)
    if kind is None or case_id == OWN_CASE:
        return Occasion(kind) if kind else None
    case = next((case for case in kind.cases if case.id == case_id), None)
    return Occasion(kind, case) if case else None


def still(room: WritingRoom, kind_id: str, case_id: str) -> Occasion | None:
    """Return the occasion of a stored message, without the case if that is gone, or None."""
    kind = room.kinds.get(kind_id)
    return find(room, kind_id, case_id) or (Occasion(kind) if kind else None)


def number(kind: WritingKind) -> int:
    """Return the number (1 to 8) of the first principle that a kind practises."""
    principle = by_slug(kind.principles[0])
    return principle.number if principle else 0


def shelves(kinds: Iterable[WritingKind]) -> Iterator[tuple[Principle, list[WritingKind]]]:
    """Yield each principle with the kinds that practise it first, without empty ones."""
    found = list(kinds)
    for principle in PRINCIPLES:
        here = [kind for kind in found if kind.principles[0] == principle.slug]
        if here:
            yield principle, here
