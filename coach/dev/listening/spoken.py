"""Measure what the judge loses when replies are spoken: a developers' program.

    python -m coach.dev.listening.spoken plan --replies PATH PLAN.jsonl
    (speak the plan: content/en/listening/audio/rendering/replies.py)
    python -m coach.dev.listening.spoken recognise --model FOLDER [--python PROGRAM] WAVS TOLD.json
    python -m coach.dev.listening.spoken score --replies PATH TOLD.json

``recognise`` mixes each reply with noise, encodes it as a browser does (WebM, Opus, 32 kbit/s;
needs ffmpeg) and sends it to ``POST /listening/speech`` of an app of its own. ``TOLD.json`` has the
words by level and reply. No sound belongs into the repository.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coach.app import create_app
from coach.config import load
from coach.dev.listening import corpus, learning, spoken_plan
from coach.dev.listening.corpus import HELD_OUT, Example
from coach.dev.listening.spoken_noise import LEVELS, Noises, mixed, read_wav
from coach.dev.listening.word_errors import errors
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load as load_encoder
from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.speech.recogniser import RecogniserProcess
from coach.listening.speech.waiting_line import WaitingLine

SEED = 18
ACTS = ("question", "reflection", "advice", "commits", "self_turn")
Told = Mapping[str, Mapping[str, str]]


def plan(replies: Path, target: Path) -> None:
    """Write all held-out replies in a random order; the voices speak the first 120 they can."""
    rows = spoken_plan.plan(corpus.replies(replies, HELD_OUT), SEED)
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def recognise(wavs: Path, model: Path, python: str, target: Path) -> None:
    """Send every reply at every level to the product's own route, and keep the words."""
    names = [json.loads(line)["id"] for line in (wavs / "spoken.jsonl").read_text().splitlines()]
    noises = Noises([read_wav(wavs / f"{name}.wav") for name in names])
    told: dict[str, dict[str, str]] = {level: {} for level in LEVELS}
    with tempfile.TemporaryDirectory() as folder:
        post = _route(Path(folder), model, python)
        for number, name in enumerate(names):
            clean = read_wav(wavs / f"{name}.wav")
            for level in LEVELS:
                told[level][name] = post(_webm(mixed(clean, level, number, noises)))
            target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def _route(folder: Path, model: Path, python: str) -> Any:
    """Return a function that sends a recording to an app of its own and returns the words."""
    environ = {"COACH_INSTANCE": str(folder), "COACH_LIMIT_SPEECH": "1000000/minute"}
    app = create_app(load(environ))
    app.config |= {"WTF_CSRF_ENABLED": False, "TESTING": True}
    app.extensions["speech"] = WaitingLine(lambda seat: RecogniserProcess(model, seat, python))
    client = app.test_client()

    def post(sound: bytes) -> str:
        answer = client.post("/listening/speech", data=sound, content_type="audio/webm")
        found: dict[str, str] = answer.get_json() or {}
        if answer.status_code not in (200, 422):  # 422: no speech was found
            raise SystemExit(f"status {answer.status_code}")
        return found.get("text", "")

    return post


def _webm(sound: bytes) -> bytes:
    raw = ["-f", "s16le", "-ar", "24000", "-ac", "1", "-i", "-"]
    coded = ["-c:a", "libopus", "-b:a", "32k", "-f", "webm", "-"]
    command = ["ffmpeg", "-v", "error", *raw, *coded]
    return subprocess.run(command, input=sound, capture_output=True, check=True).stdout  # noqa: S603


def score(replies: Path, told: Told) -> None:
    """Print what the judge finds in the typed replies and in what was recognised."""
    judge = Judge(load_encoder(), heads.read())
    by_id = {e.id: e for e in corpus.replies(replies, HELD_OUT)}
    examples = [by_id[name] for name in told[LEVELS[-1]]]
    typed = [judge.judge(e.heard, e.reply) for e in examples]
    print(f"{len(examples)} replies")
    _row("typed", examples, typed)
    heard: list[Judgement] = []
    wrong: list[tuple[int, int]] = []
    for level in LEVELS:
        found = [judge.judge(e.heard, told[level][e.id]) for e in examples]
        count = [errors(e.reply, told[level][e.id]) for e in examples]
        _row(level, examples, found, count)
        heard += found
        wrong += count
    _row("spoken", examples * len(LEVELS), heard, wrong)


def _row(
    name: str,
    examples: Sequence[Example],
    found: Sequence[Judgement],
    wrong: Sequence[tuple[int, int]] = (),
) -> None:
    """Print the F1 of each act, the AUC of coverage, and the share of words that are wrong."""
    cells = []
    for act in ACTS:
        if act in examples[0].labels and hasattr(found[0], act):
            true = np.array([e.labels[act] for e in examples])
            said = np.array([getattr(j, act).score >= 0.5 for j in found])
            cells.append(f"{act} {learning.score(true, said).f1:.3f}")
    pairs = [
        (n in e.covered, j.points[n].score)
        for e, j in zip(examples, found, strict=True)
        for n in range(len(e.heard.points))
    ]
    area = learning.area(np.array([t for t, _ in pairs]), np.array([s for _, s in pairs]))
    cells.append(f"coverage AUC {area:.3f}")
    if wrong:
        cells.append(f"words wrong {sum(w for w, _ in wrong) / sum(n for _, n in wrong):.1%}")
    print(f"{name:8}", "  ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    steps = parser.add_subparsers(dest="step", required=True)
    for step in ("plan", "recognise", "score"):
        steps.add_parser(step)
    for step in ("plan", "score"):
        steps.choices[step].add_argument("--replies", type=Path, required=True)
    steps.choices["recognise"].add_argument("--model", type=Path, required=True)
    steps.choices["recognise"].add_argument("--python", default=sys.executable)
    steps.choices["recognise"].add_argument("wavs", type=Path)
    for each in steps.choices.values():
        each.add_argument("file", type=Path)
    given = parser.parse_args()
    if given.step == "plan":
        plan(given.replies, given.file)
    elif given.step == "recognise":
        recognise(given.wavs, given.model, given.python, given.file)
    else:
        score(given.replies, json.loads(given.file.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
