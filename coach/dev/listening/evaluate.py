"""Print how well the engine judges labelled replies: a developers' program.

    python -m coach.dev.listening.evaluate --replies PATH [--annomi PATH] [--held-out]

Without ``--held-out`` the sets that were trained on are judged, which flatters: see the scores out
of fold in model/weights.json. With it, the sets nobody trained on. Decisions are those of
``coach listening predict``; intervals are the middle 95% of 1,000 samples of messages drawn anew.
"""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from coach.dev.listening import corpus, learning
from coach.dev.listening.corpus import HELD_OUT, Example
from coach.dev.listening.learning import Floats
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Judgement

NAMES = ("other", "question", "reflection", "therapist_input")
ACTS = {
    "question": "question", "reflection": "reflection", "advice": "advice",
    "self_turn": "self_turn", "information": "information", "feeling_named": "feeling",
    "reassurance_or_praise": "reassurance",
}  # fmt: skip


def table(examples: Sequence[Example], found: Sequence[Judgement], acts: Sequence[str]) -> None:
    """Print a row for each act: F1 with its interval, recall, precision, false alarms."""
    groups = np.array([e.group for e in examples])
    for act in acts:
        true = np.array([e.labels[act] for e in examples])
        said = np.array([_said(j, act) for j in found])
        s = learning.score(true, said)
        low, high = _interval(groups, partial(_f1, true, said))
        print(
            f"{act:24} F1 {s.f1:.3f} [{low:.2f}, {high:.2f}]  recall {s.recall:.3f}  "
            f"precision {s.precision:.3f}  false alarms {s.alarms:.3f}  (of {int(true.sum())})"
        )
    _kinds(examples, found)
    said_main = [j.main for j in found]
    print(
        f"main, macro-F1           {learning.macro([e.main for e in examples], said_main, NAMES):.3f}"
    )


def _f1(true: Floats, said: Floats, rows: Floats) -> float:
    return learning.score(true[rows], said[rows]).f1


def _said(judgement: Judgement, act: str) -> bool:
    if act == "input":
        return judgement.advice.score >= 0.5 or judgement.information.score >= 0.5
    return float(getattr(judgement, ACTS[act]).score) >= 0.5


def _kinds(examples: Sequence[Example], found: Sequence[Judgement]) -> None:
    """Print open against closed: among all questions, and where a question was also found."""
    pairs = [(e.kind, j) for e, j in zip(examples, found, strict=True) if e.kind != "none"]
    both = [(k, j.question_type) for k, j in pairs if j.question_type != "none"]
    strict = learning.macro(
        [k for k, _ in pairs], [j.question_type for _, j in pairs], ("open", "closed")
    )
    kind = learning.macro([k for k, _ in both], [k for _, k in both], ("open", "closed"))
    print(
        f"open/closed, macro-F1    {kind:.3f} of {len(both)} found; {strict:.3f} of all {len(pairs)}"
    )


def covers(examples: Sequence[Example], found: Sequence[Judgement]) -> None:
    """Print how well key points are found, and parroting."""
    rows = [
        (i in e.covered, i in e.wrong, j.points[i].score)
        for e, j in zip(examples, found, strict=True)
        for i in range(len(e.heard.points))
    ]
    true, wrong = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    scores = np.array([r[2] for r in rows])
    s = learning.score(true, scores >= 0.5)
    print(
        f"coverage AUC {learning.area(true, scores):.3f}; found {learning.found_at(true, scores, 0.85):.3f} "
        f"at rejected .85; at the threshold found {s.recall:.3f}, rejected {1 - s.alarms:.3f} "
        f"(of {int(true.sum())} and {int((~true).sum())})"
    )
    if wrong.any():
        kept = true | wrong
        print(f"right against wrong facts AUC {learning.area(true[kept], scores[kept]):.3f}")
    parrots = np.array([e.labels["parrot"] for e in examples])
    if parrots.any():
        print(f"parrot AUC {learning.area(parrots, np.array([j.parrot for j in found])):.3f}")


def _interval(groups: Floats, measure: Callable[[Floats], float]) -> tuple[float, float]:
    draw = np.random.default_rng(1)
    members = [np.flatnonzero(groups == g) for g in sorted(set(groups))]
    values = [
        measure(
            np.concatenate([members[k] for k in draw.integers(len(members), size=len(members))])
        )
        for _ in range(1000)
    ]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--annomi", type=Path)
    parser.add_argument("--held-out", action="store_true")
    given = parser.parse_args()
    judge = Judge(load(), heads.read())
    if given.annomi:
        talk = corpus.annomi(given.annomi)
        print(f"\nExpert-labelled talk, {len(talk)} utterances (trained on)")
        table(talk, _judge(judge, talk), ("question", "reflection", "input"))
    held = HELD_OUT if given.held_out else ()
    work = corpus.replies(given.replies, held)
    kind = "held out" if held else "trained on"
    for name in (*sorted({e.writer for e in work}), ""):
        some = [e for e in work if not name or e.writer == name]
        print(f"\nWorkplace replies, {'set ' + name if name else 'all'} ({kind}), {len(some)}")
        found = _judge(judge, some)
        table(some, found, tuple(ACTS))
        covers(some, found)


def _judge(judge: Judge, examples: Sequence[Example]) -> list[Judgement]:
    return [judge.judge(e.heard, e.reply) for e in examples]


if __name__ == "__main__":
    main()
