"""The decided cases of the labelling guideline, and drafts of each kind."""

from collections.abc import Iterator

import pytest

from coach.dev.writing import corpus
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine import KINDS, judge
from tests.writing.decided_cases import MARKS, PARTS

BEYOND = {  # what the judge does not manage when the sentence stands alone
    ("no", "heard", "Kind of you to ask me."),
    ("no", "reason", "Sundays are for my family."),
    ("no", "reason", "Our policy caps gifts at 50."),
    ("no", "reason", "I think the plan is wrong."),
    ("no", "instead", "I'll read your draft on Thursday."),
    ("no", "instead", "Petra runs one."),
    ("no", "instead", "Ask me again in May."),
    ("request", "reason", "The bank wants it."),
    ("request", "reason", "It is for a meeting."),
    ("request", "why-you", "Ana said you know the client."),
    ("request", "size", "It takes a minute."),
    ("offer", "fit", "It's the form you could not find."),
    ("offer", "pinpoint", "In short: apply before you order."),
    ("offer", "pinpoint", "I could give it an hour on Friday."),
    ("offer", "source", "It's from Ilse at the chamber."),
    ("offer", "source", "The tax office says so."),
    ("intro", "who", "I know my cousin, a welder in Gdynia."),
    ("intro", "both-sides", "She asked if I knew anybody."),
    ("back", "gap", "I still see us in 2016."),
    ("back", "memory", "I still use your rule about wet plaster."),
    ("back", "question", "Still at the mill?"),
    ("warning", "news", "Likely Monday instead."),
    ("warning", "new-date", "You have it on Tuesday at noon."),
    ("warning", "partial", "I can lend you a tank."),
    ("warning", "partial", "The opening itself is not affected."),
    ("warning", "own", "Sorry for any inconvenience."),
    ("mistake", "repair", "I'll type them in by Wednesday."),
    ("follow-up", "heard", "I liked your story of the lost suitcase."),
    ("follow-up", "bring", "My uncle says lime and oil."),
    ("follow-up", "bring", "The drawing comes on Thursday."),
    ("thanks", "effect", "The client signed."),
    ("thanks", "effect", "I could sleep."),
    ("thanks", "effect", "I felt less alone in that room."),
    ("credit", "name", "Farid relabelled 900 drawers."),
    ("credit", "act", "Farid relabelled 900 drawers."),
    ("credit", "result", "The client renewed."),
    ("credit", "quality", "She is so dedicated."),
    ("change", "specific", "After three years of night school."),
    ("change", "between", "I'll brief your successor."),
    ("new-way", "need", "Urgent ones still by phone."),
    ("mistake", "blame", "My colleague gave me the wrong file."),
    ("request", "vague-time", "Please send me the list asap."),
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
