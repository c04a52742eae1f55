"""One encoder for the whole session, since loading it takes a second."""

import pytest

from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.vectors import Embedder


@pytest.fixture(scope="session")
def encoder() -> Embedder:
    embed = load()
    assert embed is not None
    return embed
