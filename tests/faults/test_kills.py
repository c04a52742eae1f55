"""A short run of ``python -m tests.faults.kills`` on the database of this run."""

import random
from pathlib import Path

import pytest

from tests.faults import kills

pytestmark = pytest.mark.faults


def test_what_was_acknowledged_outlives_a_kill_and_is_there_once(
    tmp_path: Path, nothing_yet: str
) -> None:
    assert kills.once(tmp_path, nothing_yet, 200, random.Random(1)) == []
