"""``coach writing predict`` and the weights it uses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coach.cli import main
from coach.dev.writing.train import digests
from coach.listening.engine.classifier.vectors import WIDTH
from coach.writing.engine import KINDS, weights
from coach.writing.engine.seen import WHOLE, WIDE

TEXT = (
    "Hi Ana,\r\nthe stage won’t stand by Friday 🙂 "
    "It will be there on Tuesday at noon instead, sorry."
)
LINE = {"id": "a1", "kind": "warning", "text": TEXT}


def predict(*lines: str, file: Path | None = None) -> Result:
    words = "\n".join(lines) + "\n"
    if file is None:
        return CliRunner().invoke(main, ["writing", "predict", "-"], input=words)
    file.write_text(words, encoding="utf-8")
    return CliRunner().invoke(main, ["writing", "predict", str(file)])


def test_each_line_is_answered_in_the_agreed_form(tmp_path: Path) -> None:
    result = predict(json.dumps(LINE), "", json.dumps(LINE | {"id": 7}), file=tmp_path / "in")
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.stdout.splitlines())
    assert set(first) == {"id", "kind", "english", "mode", "parts", "marks", "shared", "ms"}
    assert (first["id"], second["id"], first["mode"]) == ("a1", 7, "full")
    assert tuple(first["parts"]) == KINDS["warning"].parts
    assert tuple(first["marks"]) == KINDS["warning"].marks
    for verdict in (first["parts"] | first["marks"]).values():
        assert set(verdict) == {"found", "sure", "score", "spans"}
        assert verdict["found"] == (verdict["score"] >= 0.5) == bool(verdict["spans"])
    assert set(first["shared"]) == {
        "words", "length", "greeting", "dates", "grade", "longest", "body",
    }  # fmt: skip
    new_date = first["parts"]["new-date"]
    assert [TEXT[a:b] for a, b in new_date["spans"]] == ["on Tuesday at noon"]


def test_standard_input_is_read() -> None:
    result = predict(json.dumps(LINE))
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["id"] == "a1"


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        "[1]",
        '{"id": 1, "kind": "no"}',
        json.dumps(LINE | {"kind": "poem"}),
        json.dumps(LINE | {"kind": ["no"]}),
        json.dumps(LINE | {"text": 3}),
    ],
)
def test_a_bad_line_is_named_and_ends_with_two(bad: str) -> None:
    result = predict(json.dumps(LINE), bad)
    assert result.exit_code == 2
    assert "Line 2" in result.stderr


def test_a_lone_surrogate_is_judged_like_any_other_sign() -> None:
    result = predict(json.dumps(LINE | {"id": "\ud800", "text": "Sorry \ud800, not by Friday."}))
    assert result.exit_code == 0, result.output


def test_the_weights_fit_what_is_seen_and_the_corpus() -> None:
    found = weights.read()
    assert set(found.heads) == {"marks", *(f"parts:{name}" for name in KINDS)}
    network = found.network
    inputs = WIDE + len(KINDS) + len(network.words)
    inner = len(network.bias)
    assert network.hidden.shape == (inputs, inner)
    assert network.out.shape == (inner, len(network.labels))
    assert network.direct.shape == (inputs - 2 * WIDTH, len(network.labels))
    for name, heads in found.heads.items():
        width = 2 + (len(WHOLE) if name == "marks" else 1)
        assert {rows.shape for rows in heads.final.values()} == {(len(heads.labels), width)}
    assert found.about["sha256"] == digests()


def test_kinds_that_are_being_tried_and_the_share_of_wrong_answers_are_published() -> None:
    told = json.loads(weights.MEASURED.read_text(encoding="utf-8"))
    found = weights.read()
    assert found.tried == {kind for kind, value in told["two-way"].items() if value < 0.70}
    assert found.wrong_one_in == int(1 / told["wrong-where-sure"])
    assert set(told["writers"]) == {"heldout-keane", "heldout-wambui"}


def test_nothing_is_trained_on_held_out_writers() -> None:
    assert not [name for name in weights.read().about["sha256"] if name.startswith("heldout-")]


def test_the_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in weights.MODEL.glob("weights.*")) < 600_000
