"""``coach listening predict`` and the weights it uses."""

import hashlib
import json
from pathlib import Path

import numpy as np
from click.testing import CliRunner, Result

from coach.cli import main
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.features import POINTS, SENTENCE, WHOLE
from coach.listening.engine.classifier.key_point_matching import FEATURES
from tests.listening.conftest import MAREN

KEYS = {
    "id", "question", "question_type", "reflection", "advice", "information", "self_turn",
    "parrot", "feeling_named", "main", "covered", "covered_yes", "reassurance_or_praise", "commits",
    "apologises", "celebrates", "rebuts", "reads_back", "read_back", "misread",
}  # fmt: skip
REPLIES = Path(__file__).parent.parent / "replies"


def predict(tmp_path: Path, *lines: str) -> Result:
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["listening", "predict", str(file)])


def line(**changes: object) -> str:
    points = [{"text": "The launch has moved twice.", "also": ["The date slipped."]}]
    row = {"id": "a1", "message": MAREN, "reply": "The launch moved twice.", "key_points": points}
    return json.dumps(row | changes)


def test_each_line_is_answered_in_the_agreed_shape(tmp_path: Path) -> None:
    result = predict(tmp_path, line(), "", line(id=7, reply="Did they say why?", key_points=None))
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.stdout.splitlines())
    assert set(first) == set(second) == KEYS
    assert (first["id"], second["id"]) == ("a1", 7)
    assert first["covered_yes"] == [0]
    assert set(first["covered"]) == {"0"}
    assert (second["question"], second["question_type"]) == (True, "closed")
    assert second["covered"] == {}


def test_a_reply_to_a_brief_is_answered_with_its_details(tmp_path: Path) -> None:
    row = {
        "id": "b",
        "message": "Friday the nineteenth, sixty-four guests, and no nuts on table six.",
        "reply": "Friday the ninth, sixty-four people. I'll keep table six without nuts.",
        "genre": "brief",
        "asks": "read_back",
        "feelings": ["worried"],
        "key_points": [{"text": "No nuts on table six.", "kind": "heart"}],
        "details": [
            {"text": "Friday the nineteenth", "values": ["the nineteenth", "19th"]},
            {"text": "sixty-four guests", "values": ["sixty-four", "64"]},
            {"text": "no nuts on table six", "values": ["table six"], "safety": True},
        ],
    }
    told = json.loads(predict(tmp_path, json.dumps(row)).stdout)
    assert told["read_back"] == [1, 2]
    assert told["misread"] == [0]
    assert told["reads_back"] is told["commits"] is True


def test_a_bad_line_is_named_and_ends_with_two(tmp_path: Path) -> None:
    for bad in ("not json", "[1]", '{"id": 1}', line(reply=3), line(key_points=[{"also": []}]),
                line(genre="x"), line(details=[{}]), line(feelings=[1])):  # fmt: skip
        result = predict(tmp_path, line(), bad)
        assert result.exit_code == 2
        assert "Line 2" in result.stderr


def test_the_weights_fit_the_features_and_the_data() -> None:
    found = heads.read()
    assert found is not None
    features = found.about["features"]
    assert features["sentence"] == list(SENTENCE)
    assert features["whole"] == list(WHOLE)
    assert features["points"] == list(POINTS)
    assert features["coverage"] == list(FEATURES)
    with np.load(heads.MODEL / "weights.npz") as arrays:
        names = {name.removesuffix(":rows") for name in arrays.files if name.endswith(":rows")}
    assert names == set(found.about["heads"])
    for name, digest in found.about["sha256"].items():
        path = REPLIES / name
        if name != "annomi_dev.csv":
            assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, name


def test_the_weights_are_small() -> None:
    assert (heads.MODEL / "weights.npz").stat().st_size < 200_000
