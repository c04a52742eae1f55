"""Commands called on the installation of the test."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from coach.cli import main
from coach.db import db
from tests.maintenance.kept import Run


@pytest.fixture
def run(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call a command on the test's instance."""
    monkeypatch.setenv("COACH_INSTANCE", str(tmp_path))

    def call(*words: str, **more: Any) -> Result:
        with app.app_context():
            db.engine.dispose()  # as if the server had stopped
        return app.test_cli_runner().invoke(main, list(words), **more)

    return call
