"""Print how well the judge reads labelled messages: a developers' program.

    python -m coach.dev.writing.measure --vectors PATH [--writers heldout-tanaka,...] [--basic]
    python -m coach.dev.writing.measure --write FILE [--writers ...]    the set in the test's form
    python -m coach.dev.writing.measure --vectors PATH --publish        and write measured.json

Without ``--writers`` all held-out writers are judged, on whom nothing is trained.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.dev.writing import corpus
from coach.dev.writing.corpus import Message
from coach.dev.writing.embeddings import StoredEmbedder
from coach.dev.writing.examples import held_out
from coach.listening.engine.classifier.vectors import Embedder
from coach.writing.engine import KINDS, judge
from coach.writing.engine.body import WORD, ReadDraft
from coach.writing.engine.facts import greets
from coach.writing.engine.judgement import Place
from coach.writing.engine.weights import MEASURED

FLOOR = 0.70  # a kind whose two-way F1 is lower is only being tried, and gets no verdicts


@dataclass
class Tally:
    """Counts of one label: found and there, found and not, not found though there, neither."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    right: int = 0
    sure: int = 0
    sure_wrong: int = 0
    overlaps: list[float] = field(default_factory=list)

    def add(self, there: bool, found: bool) -> None:
        if there:
            self.hits, self.missed = self.hits + found, self.missed + (not found)
        else:
            self.false, self.right = self.false + found, self.right + (not found)

    def add_sure(self, wrong: bool) -> None:
        """Count an answer that cannot be read either way."""
        self.sure, self.sure_wrong = self.sure + 1, self.sure_wrong + wrong

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    @property
    def two_way(self) -> float:
        """Return the mean of the F1 of found and of not found."""
        return (self.f1 + 2 * self.right / max(1, 2 * self.right + self.false + self.missed)) / 2

    @property
    def alarms(self) -> float:
        """Return the share of messages without the label that are said to have it."""
        return self.false / max(1, self.false + self.right)


def overlap(text: str, gold: Sequence[Place], said: Sequence[Place]) -> float:
    """Return the token F1 of two sets of places."""
    words = [m.span() for m in WORD.finditer(text)]
    first, second = _inside(words, gold), _inside(words, said)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _inside(words: Sequence[Place], places: Sequence[Place]) -> set[int]:
    return {i for i, (a, b) in enumerate(words) if any(a < e and b > s for s, e in places)}


def tallies(messages: Iterable[Message], encoder: Embedder | None) -> dict[tuple[str, str], Tally]:
    """Return a tally for each part, by kind and part, and for each mark, by "mark" and mark."""
    found: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for message in messages:
        judgement = judge(message.text, message.kind, encoder)
        for name, verdict in (judgement.parts | judgement.marks).items():
            group = message.kind if name in judgement.parts else "mark"
            tally = found[group, name]
            gold = message.spans.get(name, ())
            tally.add(bool(gold), verdict.found)
            if verdict.sure != "either":
                tally.add_sure(bool(gold) != verdict.found)
            if gold and verdict.found:
                tally.overlaps.append(overlap(message.text, gold, verdict.spans))
    return found


def show(found: dict[tuple[str, str], Tally]) -> None:
    """Print a line for each label, each kind, and all."""
    for (group, name), t in sorted(found.items()):
        print(f"{group + ' / ' + name:26} there {t.hits + t.missed:4} F1 {t.f1:.3f} two-way {t.two_way:.3f} "
              f"false {t.alarms:.3f} overlap {_mean(t.overlaps):.3f}")  # fmt: skip
    for kind in KINDS:
        print(
            f"{kind:12} two-way {_mean([t.two_way for (k, _), t in found.items() if k == kind]):.3f}"
        )
    parts = {key: t for key, t in found.items() if key[0] != "mark"}
    marks = {key: t for key, t in found.items() if key[0] == "mark"}
    print(f"parts: two-way {_mean([t.two_way for t in parts.values()]):.3f} "
          f"overlap {_mean([o for t in parts.values() for o in t.overlaps]):.3f}")  # fmt: skip
    total = Tally()
    for t in marks.values():
        total.hits, total.false = total.hits + t.hits, total.false + t.false
        total.missed, total.right = total.missed + t.missed, total.right + t.right
    print(f"marks: F1 {total.f1:.3f} false {total.alarms:.3f} "
          f"overlap {_mean([o for t in marks.values() for o in t.overlaps]):.3f}")  # fmt: skip


def publish(found: dict[tuple[str, str], Tally], writers: Iterable[str]) -> None:
    """Write measured.json: the kinds that are still being tried, and how many answers about parts
    are wrong where they are sure (a share, and "about one in ...")."""
    parts = {key: t for key, t in found.items() if key[0] != "mark"}
    kinds = {
        kind: _mean([t.two_way for (k, _), t in parts.items() if k == kind])
        for kind in KINDS
        if any(k == kind for k, _ in parts)
    }
    wrong = sum(t.sure_wrong for t in parts.values()) / sum(t.sure for t in parts.values())
    told = {
        "writers": sorted(writers),
        "two-way": {kind: round(value, 3) for kind, value in kinds.items()},
        "tried": [kind for kind, value in kinds.items() if value < FLOOR],
        "wrong-where-sure": round(wrong, 3),
        "wrong-one-in": int(1 / wrong),
    }
    MEASURED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def as_test(messages: Iterable[Message]) -> dict[str, Any]:
    """Return messages in the form of the test set. Nobody has labelled greetings or what is hard:
    greetings are the engine's own, and nothing is hard."""
    rows = []
    for m in messages:
        kind = KINDS[m.kind]
        read = ReadDraft(m.text)
        row: dict[str, Any] = {
            "id": f"{m.writer}-{m.kind}-{m.number}", "kind": m.kind, "quality": m.quality,
            "style": list(m.style), "hard": False, "scene": m.scene, "text": m.text,
            "words": read.words, "greeting": greets(read.read),
        }  # fmt: skip
        row["parts"] = {name: _label(m, name) for name in kind.parts}
        row["marks"] = {name: _label(m, name) for name in kind.marks}
        rows.append(row)
    return {
        "messages": rows,
        "parts": {name: list(kind.parts) for name, kind in KINDS.items()},
        "marks": {name: list(kind.marks) for name, kind in KINDS.items()},
    }


def _label(message: Message, name: str) -> dict[str, Any]:
    spans = message.spans.get(name, ())
    return {
        "found": bool(spans),
        "spans": [{"start": a, "end": b, "text": message.text[a:b]} for a, b in spans],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--writers", default="")
    parser.add_argument("--basic", action="store_true")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    names = set(filter(None, given.writers.split(",")))
    chosen = [m for m in corpus.messages() if m.writer in names or (not names and held_out(m))]
    if given.write:
        words = json.dumps(as_test(chosen), ensure_ascii=False)
        given.write.write_text(words, encoding="utf-8")
        return
    encoder = None if given.basic else StoredEmbedder(given.vectors)
    found = tallies(chosen, encoder)
    show(found)
    if given.publish:
        publish(found, {m.writer for m in chosen})
    if encoder is not None:
        encoder.save()


if __name__ == "__main__":
    main()
