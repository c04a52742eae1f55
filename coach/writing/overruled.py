"""Apply a user's corrections of notes: “that is there”, “that is not what I meant”."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from coach.writing.engine.judgement import DraftJudgement, Verdict
from coach.writing.room import WritingKind

THERE = "there."  # prefix of a part's id: it is there, though it was not found
NOT = "not."  # prefix of a part's id: these words do not mean it
MARK = "mark."  # prefix of a mark's id: these words do not mean it
FOUND = Verdict(True, "yes", 1.0)
GONE = Verdict()


def sayings(kind: WritingKind) -> frozenset[str]:
    """Return all possible corrections for a kind."""
    parts = {said + part.id for part in kind.parts for said in (THERE, NOT)}
    return frozenset(parts | {MARK + mark.id for mark in kind.marks})


def of(kind: WritingKind, said: Iterable[str]) -> tuple[str, ...]:
    """Return the corrections that are possible for a kind, without duplicates, sorted."""
    return tuple(sorted(sayings(kind) & set(said)))


def turned(said: Collection[str], saying: str) -> tuple[str, ...]:
    """Return the corrections with one added, or removed if it was there."""
    return tuple(sorted(set(said) ^ {saying}))


def judgement(found: DraftJudgement, said: Collection[str]) -> DraftJudgement:
    """Return the judgement with the user's corrections."""
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
