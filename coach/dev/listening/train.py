"""Train the heads and write the weights: a developers' program.

    python -m coach.dev.listening.train --annomi PATH --replies PATH [--sets a b c] [--to FOLDER]

PATH of the replies is a folder with the sets (see tests/listening/replies); those held out are
left alone. Scores are printed and kept in heads.json: folds never cut through a video or a
message; for workplace replies also folds that leave out one writer. Thresholds are chosen on
scores out of fold; the printed decisions use thresholds chosen on the other folds.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.dev.listening import corpus, learning
from coach.dev.listening.corpus import Example
from coach.dev.listening.learning import Floats, Folds
from coach.dev.listening.places import places
from coach.listening.engine.classifier import heads, key_point_matching
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.evidence import (
    Evidence,
    classifier_inputs,
    cover_input,
    gate_input,
    question_at,
    type_input,
)
from coach.listening.engine.classifier.features import POINTS, SENTENCE, WHOLE
from coach.listening.engine.classifier.heads import Head, Weights
from coach.listening.engine.classifier.key_point_matching import FEATURES
from coach.listening.engine.classifier.vectors import CachingEmbedder
from coach.listening.engine.cues import findings
from coach.listening.engine.text.clauses import ParsedReply

TALK_STRENGTH, WORK_STRENGTH, TYPE_STRENGTH, COVER_STRENGTH = 0.03, 0.4, 0.1, 1.0
COVER_REJECTED = (0.83, 0.87, 0.93)  # shares of points that are not said, at the three thresholds
ALARMS = {"reflection": 0.08, "advice": 0.05, "self_turn": 0.04}


@dataclass(frozen=True)
class Seen:
    """Examples and what is seen of them."""

    examples: list[Example]
    evidence: list[Evidence]
    asked: list[int | None]

    def labels(self, act: str) -> Floats:
        return np.array([e.labels[act] for e in self.examples])


@dataclass
class Book:
    """What has been trained so far."""

    heads: dict[str, Head]
    thresholds: dict[str, tuple[float, float, float]]
    scores: dict[str, Any]
    unseen: dict[str, Floats]  # logits out of fold, by act

    def note(self, name: str, true: Floats, logits: Floats, folds: Folds) -> None:
        """Choose thresholds, print and keep the scores."""
        alarms = ALARMS.get(name.removeprefix("work-"), 1.0)
        middle = learning.threshold(true, logits, alarms)
        low, high = learning.zone(true, logits, middle)
        self.thresholds[name] = (round(low, 4), round(middle, 4), round(high, 4))
        self.keep(name, true, learning.nested(true, logits, folds, alarms))

    def keep(self, name: str, true: Floats, said: Floats) -> None:
        s = learning.score(true, said)
        kept = {"f1": s.f1, "recall": s.recall, "precision": s.precision, "false_alarms": s.alarms}
        self.scores[name] = {k: round(v, 3) for k, v in kept.items()}
        print(f"{name:28}", "  ".join(f"{k} {v:.3f}" for k, v in kept.items()), flush=True)

    def number(self, name: str, value: float) -> None:
        self.scores[name] = round(value, 3)
        print(f"{name:28} {value:.3f}", flush=True)


def see(examples: list[Example], embedder: CachingEmbedder) -> Seen:
    evidence, asked = [], []
    for example in examples:
        reply = ParsedReply(example.reply)
        found = findings.find(reply)
        evidence.append(classifier_inputs(example.heard, reply, found, embedder))
        asked.append(question_at(evidence[-1].seen, found))
    return Seen(examples, evidence, asked)


def train_talk(talk: Seen, book: Book) -> None:
    """Train the heads on expert-labelled talk."""
    inputs = np.stack([heads.talk_input(e.seen) for e in talk.evidence])
    folds = learning.by_group([e.group for e in talk.examples], 5)
    mains = [e.main for e in talk.examples]
    names = heads.TALK_MAIN
    logits = learning.out_of_fold(inputs, mains, names, TALK_STRENGTH, folds)
    said = [names[i] for i in logits.argmax(axis=1)]
    book.number("talk-main macro-F1", learning.macro(mains, said, names))
    book.heads["talk-main"] = learning.fit(inputs, mains, names, TALK_STRENGTH)
    for act in ("question", "reflection", "input"):
        true = talk.labels(act)
        logits = learning.out_of_fold(inputs, true, (act,), TALK_STRENGTH, folds)[:, 0]
        book.note(f"talk-{act}", true, logits, folds)
        book.heads[f"talk-{act}"] = learning.fit(inputs, true, (act,), TALK_STRENGTH)
    train_type("talk-type", talk, book, 5)


def train_work(work: Seen, book: Book) -> None:
    """Train the heads on workplace replies, those of talk being features."""
    inputs = work_inputs(work, book.heads)
    messages = learning.by_group([e.group for e in work.examples], 10)
    writers = learning.by_writer([e.writer for e in work.examples]) or messages
    for act in heads.WORK_ACTS:
        true = work.labels(act)
        logits = learning.out_of_fold(inputs, true, (act,), WORK_STRENGTH, messages)[:, 0]
        book.note(f"work-{act} by message", true, logits, messages)
        book.unseen[act] = logits
        logits = learning.out_of_fold(inputs, true, (act,), WORK_STRENGTH, writers)[:, 0]
        book.note(f"work-{act}", true, logits, writers)
        book.heads[f"work-{act}"] = learning.fit(inputs, true, (act,), WORK_STRENGTH)
    mains = [e.main for e in work.examples]
    logits = learning.out_of_fold(inputs, mains, heads.TALK_MAIN, WORK_STRENGTH, writers)
    said = [heads.TALK_MAIN[i] for i in logits.argmax(axis=1)]
    book.number("work-main macro-F1", learning.macro(mains, said, heads.TALK_MAIN))
    book.heads["work-main"] = learning.fit(inputs, mains, heads.TALK_MAIN, WORK_STRENGTH)
    train_type("work-type", work, book, 10)
    for act in heads.PLACES:
        book.heads[f"place-{act}"] = places(work.evidence, work.labels(act), act)


def work_inputs(work: Seen, trained: Mapping[str, Head]) -> Floats:
    rows = []
    for e in work.evidence:
        talk = heads.talk_scores(trained, heads.talk_input(e.seen))
        rows.append(heads.work_input(e.seen, talk))
    return np.stack(rows)


def train_type(name: str, seen: Seen, book: Book, count: int) -> None:
    """Train the head that tells open from closed questions."""
    kept = [
        (e, type_input(v.seen, at))
        for e, v, at in zip(seen.examples, seen.evidence, seen.asked, strict=True)
        if e.kind != "none" and at is not None
    ]
    inputs = np.stack([row for _, row in kept])
    true = np.array([e.kind == "open" for e, _ in kept])
    folds = learning.by_group([e.group for e, _ in kept], count)
    logits = learning.out_of_fold(inputs, true, ("open",), TYPE_STRENGTH, folds)[:, 0]
    said = logits >= 0
    both = [learning.score(true, said).f1, learning.score(~true, ~said).f1]
    book.number(f"{name} macro-F1", sum(both) / 2)
    book.thresholds[name] = (0.0, 0.0, 0.0)
    book.heads[name] = learning.fit(inputs, true, ("open",), TYPE_STRENGTH)


def train_cover(work: Seen, book: Book) -> None:
    """Train the head that finds key points."""
    rows, true, groups = [], [], []
    acts = np.stack([book.unseen[act] for act in key_point_matching.ACTS], axis=1)
    for e, v, logits in zip(work.examples, work.evidence, acts, strict=True):
        rows.append(cover_input(v, list(logits)))
        true += [i in e.covered for i in range(len(e.heard.points))]
        groups += [e.group] * len(e.heard.points)
    inputs, labels = np.vstack(rows), np.array(true)
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    scaled = (inputs - middle) / spread
    folds = learning.by_group(groups, 10)
    logits = learning.out_of_fold(scaled, labels, ("covered",), COVER_STRENGTH, folds)[:, 0]
    book.number("coverage AUC", learning.area(labels, logits))
    book.number("coverage found at .85", learning.found_at(labels, logits, 0.85))
    book.keep("cover", labels, learning.nested(labels, logits, folds))
    spread_ = [float(np.quantile(logits[~labels], q)) for q in COVER_REJECTED]
    book.thresholds["cover"] = (spread_[0], spread_[1], spread_[2])
    head = learning.fit(scaled, labels, ("covered",), COVER_STRENGTH)
    rows_ = head.rows / spread
    bias = head.bias - rows_ @ middle
    book.heads["cover"] = Head(head.names, rows_.astype(np.float32), bias.astype(np.float32))


def train_gate(talk: Seen, work: Seen, book: Book) -> None:
    """Train the head that tells workplace replies from talk, for replies without key points."""
    rows = [gate_input(e) for e in (*work.evidence, *talk.evidence)]
    labels = [True] * len(work.evidence) + [False] * len(talk.evidence)
    groups = [e.group for e in (*work.examples, *talk.examples)]
    inputs, true = np.stack(rows), np.array(labels)
    folds = learning.by_group(groups, 5)
    logits = learning.out_of_fold(inputs, true, ("work",), TALK_STRENGTH, folds)[:, 0]
    book.keep("gate", true, logits >= 0)
    book.thresholds["gate"] = (0.0, 0.0, 0.0)
    book.heads["gate"] = learning.fit(inputs, true, ("work",), TALK_STRENGTH)


def train(
    talk: list[Example], work: list[Example], embedder: CachingEmbedder, files: dict[str, str]
) -> Weights:
    """Return weights for examples. The same examples give the same weights."""
    book = Book({}, {}, {}, {})
    seen_talk, seen_work = see(talk, embedder), see(work, embedder)
    train_talk(seen_talk, book)
    train_work(seen_work, book)
    train_cover(seen_work, book)
    train_gate(seen_talk, seen_work, book)
    about = {
        "heads": {name: list(head.names) for name, head in book.heads.items()},
        "features": {"sentence": SENTENCE, "whole": WHOLE, "points": POINTS, "coverage": FEATURES},
        "thresholds": book.thresholds,
        "scores": book.scores,
        "counts": {"talk": len(talk), "work": len(work), "videos": len({e.group for e in talk}),
                   "messages": len({e.group for e in work})},
        "sha256": files,
    }  # fmt: skip
    return Weights(book.heads, about)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, required=True)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=())
    parser.add_argument("--to", type=Path, default=heads.MODEL)
    given = parser.parse_args()
    encoder = load()
    if encoder is None:
        parser.error("the sentence encoder is not installed")
    work = corpus.replies(given.replies, given.sets)
    names = {e.writer for e in work}
    files = [given.annomi, *(p for n in names for p in given.replies.glob(f"{n}-*.json*"))]
    talk = corpus.annomi(given.annomi)
    heads.write(train(talk, work, CachingEmbedder(encoder, 10**6), corpus.digest(files)), given.to)


if __name__ == "__main__":
    main()
