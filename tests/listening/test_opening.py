"""The welcome page plays the first seconds of a voice, and loads nothing before the press."""

import importlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.listening.room import Room
from coach.paths import CONTENT
from tests.conftest import Visitor
from tests.listening.course import FOLDER, copy
from tests.pages import text

pytestmark = pytest.mark.any_database

SHIPPED = loader.read(CONTENT).listening


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the shipped room."""
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=SHIPPED)
    return app


def test_amara_opens_with_about_ten_seconds_that_end_with_a_sentence() -> None:
    assert SHIPPED.first_voice is not None
    assert SHIPPED.first_voice.speaker == "Amara"
    opening = SHIPPED.sounds[SHIPPED.first_voice.id].opening
    assert opening is not None
    assert 8 <= opening.seconds <= 12
    assert opening.words.endswith("changed on us three times. Three.")
    assert len(opening.envelope) == 64
    assert opening.file.stat().st_size < 45_000


def test_the_welcome_page_has_a_player_and_the_words_beside_it(client: Visitor) -> None:
    page = client.page("/")
    assert "Hear a colleague out" in page.words
    audio = page.one("audio")
    assert (audio.get("preload"), audio.get("controls")) == ("none", "")
    assert "Good, you’re here, two minutes." in text(page.one("p", class_="speech measure"))
    assert "/listening/messages/amara-change-log" in page.links()
    answer = client.get(audio.get("src"), headers={"Range": "bytes=0-99"})
    assert (answer.status_code, answer.mimetype, len(answer.data)) == (206, "audio/mpeg", 100)


def test_without_an_opening_the_welcome_page_goes_without(app: Flask, client: Visitor) -> None:
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=Room())
    page = client.page("/")
    assert not page.all("audio")
    assert client.get("/listening/audio/amara-change-log/opening.mp3").status_code == 404


def test_a_message_without_an_opening_has_no_address_for_one(client: Visitor) -> None:
    assert client.get("/listening/audio/dana-rotation/opening.mp3").status_code == 404


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"sound_sha256": "of another recording"},
        {"words": 0},
        {"words": "many"},
        {"seconds": None},
    ],
)
def test_an_opening_that_does_not_fit_is_left_out(tmp_path: Path, facts: dict[str, object]) -> None:
    root = copy(tmp_path)
    whole = json.loads((root / FOLDER / "audio/maren-steering.json").read_text())
    folder = root / FOLDER / "audio/openings"
    folder.mkdir()
    (folder / "maren-steering.mp3").write_bytes(b"sound")
    good = {"seconds": 2, "words": 3, "sound_sha256": whole["sound_sha256"], "envelope": ""}
    (folder / "maren-steering.json").write_text(json.dumps(good))
    found = loader.read(root).listening.sounds["maren-steering"].opening
    assert found is not None
    assert found.words == "We’ve moved the"
    (folder / "maren-steering.json").write_text(json.dumps({**good, **facts} if facts else {}))
    assert loader.read(root).listening.sounds["maren-steering"].opening is None


def test_the_opening_is_the_beginning_of_the_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    audio = CONTENT / "en/listening/audio"
    monkeypatch.syspath_prepend(str(audio / "rendering"))
    cut = importlib.import_module("opening")
    whole = (audio / "amara-change-log.mp3").read_bytes()
    sound, seconds = cut.opening(whole, 8.8)
    assert sound == (audio / "openings/amara-change-log.mp3").read_bytes()
    assert seconds == pytest.approx(8.78)
