"""The demo account's replies: invented, and judged like anybody's."""

from typing import Any

import pytest
from flask import Flask

from coach import demo
from coach.demo import listening
from tests.listening.acts import rows

pytestmark = pytest.mark.any_database


def modes(app: Flask) -> set[Any]:
    """Return how the demo's replies were judged."""
    demo.fill(app, days=60)
    kept = [row for row in rows(app, "listening_reply") if row["kind"] != "spot"]
    assert len(kept) > 10
    return {row["feedback"]["mode"] for row in kept}


def test_the_demos_replies_are_judged_in_full(app: Flask) -> None:
    assert modes(app) == {"full"}


def test_without_the_encoder_the_demos_replies_are_judged_by_signs(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "load", lambda: None)
    assert modes(app) == {"basic"}
