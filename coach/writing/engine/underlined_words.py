"""Find the place of a part or mark: its clauses, narrowed to the words that show it."""

from collections.abc import Sequence
from math import inf

from coach.listening.engine.classifier.vectors import Vectors
from coach.writing.engine.judgement import Place
from coach.writing.engine.narrowing import NARROWINGS, Narrowing
from coach.writing.engine.seen import SeenDraft
from coach.writing.engine.sentences import Unit

NEAR = 2.5  # a clause is shown too if its score is this close to the best one
SHARED = 0.3  # the share of a sentence's score that counts for its clauses
FAR = 3.0  # the best clause with suitable words may score this much less than the best one
MOST = 4  # maximum number of places of one part


def places(seen: SeenDraft, label: str, scores: Vectors) -> tuple[Place, ...]:
    """Return the places of a found label, in order. There is at least one.

    ``scores`` has one number per unit. A share of its sentence's score is added to a clause's.
    """
    first = seen.sentences
    clauses = seen.units[first:]
    both = [
        float(own) + SHARED * float(scores[clause.sentence])
        for clause, own in zip(clauses, scores[first:], strict=True)
    ]
    narrowing = NARROWINGS.get(label)
    if narrowing is not None:
        near = [i for i, clause in enumerate(clauses) if narrowing(clause)]
        best = max((both[i] for i in near), default=-inf)
        if best >= max(both) - FAR:
            chosen = [i for i in near if both[i] >= best - NEAR]
            return _narrowed([clauses[i] for i in chosen[:MOST]], narrowing)
    best = max(both)
    chosen = [i for i, score in enumerate(both) if score == best or score >= max(best - NEAR, -1)]
    return tuple(_runs([clauses[i] for i in chosen], chosen))[:MOST]


def _narrowed(clauses: Sequence[Unit], narrowing: Narrowing) -> tuple[Place, ...]:
    return tuple(
        (clause.start + start, clause.start + end)
        for clause in clauses
        for start, end in narrowing(clause)
    )


def _runs(clauses: Sequence[Unit], numbers: Sequence[int]) -> list[Place]:
    """Return the places of clauses. Neighbouring clauses of one sentence are merged."""
    found: list[Place] = []
    for i, clause in enumerate(clauses):
        before = clauses[i - 1] if i else None
        if before and numbers[i] == numbers[i - 1] + 1 and before.sentence == clause.sentence:
            found[-1] = (found[-1][0], clause.end)
        else:
            found.append(clause.place)
    return found
