"""Compare two drafts of one message: what was gained, lost and cleared."""

from dataclasses import dataclass

from coach.writing.engine.judgement import DraftJudgement
from coach.writing.room import WritingKind
from coach.writing.underlines import places_in

LONGEST = 60  # maximum number of characters of a quotation of removed words
MOST_OPEN = 3


@dataclass(frozen=True)
class DraftComparison:
    """The differences between the first and the new draft.

    They are nouns of parts, and words that got in the way and are gone. ``is_same`` is True if both
    drafts have the same words.
    """

    is_same: bool
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    cleared: tuple[str, ...]
    still_open: tuple[str, ...]


def compare(
    kind: WritingKind, first: str, before: DraftJudgement, text: str, after: DraftJudgement
) -> DraftComparison:
    """Return the changes from the first draft to this one.

    Both judgements have the user's corrections.
    """
    gained = (p for p in kind.parts if after.parts[p.id].found and not before.parts[p.id].found)
    lost = [p for p in kind.parts if before.parts[p.id].found and not after.parts[p.id].found]
    cleared = (
        _words(first, before, mark.id) or mark.name
        for mark in kind.marks
        if before.marks[mark.id].found and not after.marks[mark.id].found
    )
    away = [p.noun for p in kind.parts if not after.parts[p.id].found and p not in lost]
    return DraftComparison(
        is_same=first.split() == text.split(),
        gained=tuple(part.noun for part in gained),
        lost=tuple(part.noun for part in lost),
        cleared=tuple(cleared),
        still_open=tuple(away[:MOST_OPEN]),
    )


def _words(first: str, before: DraftJudgement, mark: str) -> str:
    places = places_in(first, before.marks[mark].spans)
    words = " ".join(first[slice(*places[0])].split()) if places else ""
    return f"“{words}”" if 0 < len(words) <= LONGEST else ""
