"""Messages as examples: what the engine sees of each unit, and which labels it carries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.dev.writing import decided as decided_cases
from coach.dev.writing import twists
from coach.dev.writing.corpus import Message, kinds
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine.body import WORD, ReadDraft
from coach.writing.engine.judgement import Place
from coach.writing.engine.seen import SeenDraft, see

HELD_OUT = "heldout-"
NEUTRAL = "neutral"  # the writer of sentences that have no part and no mark
GUIDELINE = "guideline"  # the writer of its decided cases
NEUTRAL_TEXTS = Path(__file__).parent / "neutral.txt"
ALSO: tuple[Callable[[Message], Message], ...] = (
    twists.unpointed,
    lambda message: twists.unpointed(twists.lower(message)),
    twists.slipped,
)
Marked = NDArray[np.int8]
Spans = dict[str, tuple[Place, ...]]


@dataclass(frozen=True)
class Example:
    """A message, what is seen of it, and for each label of its kind whether each unit carries it:
    1 yes, 0 no, -1 in part. ``plain`` is False for a message typed otherwise than it was."""

    message: Message
    seen: SeenDraft
    marked: Mapping[str, Marked]
    plain: bool = True

    def has(self, label: str) -> bool:
        """Return whether the message has a label."""
        return label in self.message.spans


def held_out(message: Message) -> bool:
    """Return whether nothing may be trained on a message."""
    return message.writer.startswith(HELD_OUT)


def examples(
    messages: Iterable[Message], encoder: Embedder | None, typed_otherwise: bool = False
) -> list[Example]:
    """Return an example for each message and, where asked for, others of the same words: one with
    sentences joined, and by turns one without stops, without stops and capitals, or with slips."""
    found = []
    for number, message in enumerate(messages):
        found.append(_example(message, encoder, True))
        if typed_otherwise:
            others = [ALSO[number % len(ALSO)](message), twists.joined(message)]
            found += [_example(m, encoder, False) for m in others if m.text != message.text]
    return [e for e in found if e.seen.units]


def neutral(encoder: Embedder | None) -> list[Example]:
    """Return the paragraphs of neutral.txt, each as a message of two kinds without any label."""
    names, found = list(kinds()), []
    paragraphs = NEUTRAL_TEXTS.read_text(encoding="utf-8").split("\n\n")
    for number, text in enumerate(paragraphs):
        for kind in (names[number % len(names)], names[(number + 5) % len(names)]):
            message = Message(NEUTRAL, kind, number, "poor", (), "a report", text.strip(), {})
            found.append(_example(message, encoder, False))
    return found


def decided(encoder: Embedder | None) -> list[Example]:
    """Return the guideline's decided cases, each as a message of one sentence. Only the label that
    was decided is learnt from it."""
    found = []
    for (kind, label), cases in (*decided_cases.PARTS.items(), *decided_cases.MARKS.items()):
        for there, sentences in zip((1, 0), cases, strict=True):
            for number, text in enumerate(sentences):
                places: Spans = {label: ((0, len(text)),)} if there else {}
                message = Message(GUIDELINE, kind, number, "poor", (), "a case", text, places)
                example = _example(message, encoder, False)
                marked = {label: np.full(len(example.seen.units), there, np.int8)}
                found.append(replace(example, marked=marked))
    return found


def _example(message: Message, encoder: Embedder | None, plain: bool) -> Example:
    seen = see(ReadDraft(message.text), encoder)
    words = [m.span() for m in WORD.finditer(message.text)]
    inside = [_within(words, [unit.place]) for unit in seen.units]
    marked = {
        label: _marked(seen, inside, [_within(words, [p]) for p in message.spans.get(label, ())])
        for label in kinds()[message.kind].labels
    }
    return Example(message, seen, marked, plain)


def _within(words: Sequence[Place], places: Sequence[Place]) -> frozenset[int]:
    return frozenset(
        i for i, (a, b) in enumerate(words) if any(a < end and b > start for start, end in places)
    )


def _marked(
    seen: SeenDraft, inside: Sequence[frozenset[int]], labelled: Sequence[frozenset[int]]
) -> Marked:
    """A unit carries a label when most of its words do, or when all of the label's words stand in
    it (for a sentence: half of them)."""
    found = np.zeros(len(seen.units), np.int8)
    for label in labelled:
        for i, unit in enumerate(inside):
            both = len(label & unit)
            needed = 0.5 if i < seen.sentences else 0.99
            if both and (both >= 0.5 * len(unit) or both >= needed * len(label)):
                found[i] = 1
            elif both and not found[i]:
                found[i] = -1
    return found
