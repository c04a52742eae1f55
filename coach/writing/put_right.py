"""What the author of a draft says about its notes: “that is there”, “that is not what I meant”."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from coach.writing.engine.judgement import DraftJudgement, Verdict
from coach.writing.room import WritingKind

THERE = "there."  # before the id of a part: it is there, though it was not found
NOT = "not."  # before the id of a part: it was not meant by these words
MARK = "mark."  # before the id of a mark: it was not meant by these words
FOUND = Verdict(True, "yes", 1.0)
GONE = Verdict()


def sayings(kind: WritingKind) -> frozenset[str]:
    """Return everything that can be said about the notes of a kind."""
    parts = {said + part.id for part in kind.parts for said in (THERE, NOT)}
    return frozenset(parts | {MARK + mark.id for mark in kind.marks})


def of(kind: WritingKind, said: Iterable[str]) -> tuple[str, ...]:
    """Return what of this can be said about a kind, each once, in a fixed order."""
    return tuple(sorted(sayings(kind) & set(said)))


def turned(said: Collection[str], saying: str) -> tuple[str, ...]:
    """Return what is said with one saying more, or without it where it was there."""
    return tuple(sorted(set(said) ^ {saying}))


def judgement(found: DraftJudgement, said: Collection[str]) -> DraftJudgement:
    """Return the judgement as the author of the draft has it."""
    return replace(
        found,
        parts={name: _part(name, verdict, said) for name, verdict in found.parts.items()},
        marks={
            name: GONE if MARK + name in said else verdict for name, verdict in found.marks.items()
        },
    )


def _part(name: str, verdict: Verdict, said: Collection[str]) -> Verdict:
    if not verdict.found:
        return FOUND if THERE + name in said else verdict
    return GONE if NOT + name in said else verdict
