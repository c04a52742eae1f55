"""The form that takes a recording, and the pages with and without the extra."""

import subprocess
import sys
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from waitress.buffers import TempfileBasedBuffer

from coach.cli import _in_memory
from coach.listening import views_speech
from coach.listening.speech.recogniser import FORMATS, NoSpeech, NotEnglish, UnreadableSound
from coach.web.request_validation import RECORDINGS
from tests.conftest import Moment, Visitor
from tests.listening.speech.conftest import StandIn
from tests.listening.test_recall import A_DAY, BACK, answered
from tests.loopback import on_loopback

URL = "/listening/speech"
WITH_A_REPLY = (
    "/listening/messages/maren-steering/reply",
    "/listening/drills/drill-one-breath/tl-oven",
    "/listening/conversations/talk-tom-rota",
)
WEBM = "audio/webm;codecs=opus"
BIG = 2 * 1024 * 1024  # bytes


def record(visitor: Visitor, sound: bytes = b"sound", kind: str = WEBM, **more: Any) -> Any:
    headers = {"X-CSRFToken": visitor.token()}
    return visitor.post(URL, data=sound, content_type=kind, headers=headers, **more)


def test_a_recording_becomes_words_for_anybody(
    recogniser: StandIn, client: Visitor, owner: Visitor
) -> None:
    for visitor in (client, owner):
        answer = record(visitor)
        assert answer.status_code == 200
        assert answer.json == {
            "text": "So the third one hurt.", "said": "You spoke for 3 seconds.", "after": 0.4,
            "seconds": 2.6,
        }  # fmt: skip
    for kind, container in FORMATS.items():
        record(owner, kind=kind)
        assert recogniser.heard[-1] == (5, container)
    assert set(FORMATS) == RECORDINGS


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (NoSpeech(), "No speech was found in this recording. Is it the right microphone?"),
        (
            UnreadableSound(),
            "This recording could not be read. It was not kept. Try again, or type.",
        ),
        (
            NotEnglish("pl"),
            "That sounded like Polish. The feedback reads English only. "
            "Say it in English, or type.",
        ),
    ],
)
def test_a_refusal_is_a_sentence(
    recogniser: StandIn, owner: Visitor, refusal: Exception, words: str
) -> None:
    recogniser.answer = refusal
    answer = record(owner)
    assert (answer.status_code, answer.json) == (422, {"problem": words, "wait": False})


def test_what_is_no_recording_is_refused(recogniser: StandIn, owner: Visitor) -> None:
    assert owner.post(URL, data=b"sound", content_type=WEBM).status_code == 400  # no token
    for kind in ("audio/wav", "text/plain", "application/json"):
        assert record(owner, kind=kind).status_code == 415, kind
    assert owner.send(URL, {"text": "a form"}).status_code == 415
    headers = {"X-CSRFToken": owner.token()}
    elsewhere = owner.post("/journal", data=b"x", content_type=WEBM, headers=headers)
    assert elsewhere.status_code == 415
    assert record(owner, b"x" * BIG).status_code == 200
    assert record(owner, b"x" * (views_speech.LARGEST + 1)).status_code == 413
    assert recogniser.heard == [(BIG, "matroska")]


def test_too_many_recordings_in_a_short_time_are_refused(
    recogniser: StandIn, owner: Visitor, limited: None, figures: Any
) -> None:
    figures(limit_speech="2/10minutes")
    headers = {"X-CSRFToken": owner.token()}
    codes = [
        owner.post(URL, data=b"x", content_type=WEBM, headers=headers).status_code for _ in range(3)
    ]
    assert codes == [200, 200, 429]


def test_a_recording_is_never_in_a_file(
    recogniser: StandIn, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[object] = []
    monkeypatch.setattr(TempfileBasedBuffer, "newfile", lambda self: files.append(self))
    settings = app.extensions["settings"]
    options = _in_memory(replace(settings, speech_model="/srv/model"))
    assert options["inbuf_overflow"] > views_speech.LARGEST
    assert _in_memory(settings) == {}
    app.config["WTF_CSRF_ENABLED"] = False
    with on_loopback(app, 2, **options) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("POST", URL, b"x" * BIG, {"Content-Type": WEBM})
        assert connection.getresponse().status == 200
        connection.close()
    assert recogniser.heard == [(BIG, "matroska")]
    assert files == []


def test_a_person_can_do_other_things_while_words_are_written_down(
    recogniser: StandIn, app: Flask, owner: Visitor
) -> None:
    recogniser.go_on.clear()
    headers = {"X-CSRFToken": owner.token()}
    waiting = Thread(target=lambda: owner.post(URL, data=b"x", content_type=WEBM, headers=headers))
    waiting.start()
    assert recogniser.begun.wait(10)
    same: Visitor = app.test_client()  # type: ignore[assignment]
    same._cookies = owner._cookies
    written = same.send("/journal", {"text": "Meanwhile"})
    assert written.status_code == 303
    recogniser.go_on.set()
    waiting.join(10)


def test_with_the_extra_each_reply_can_be_said_and_with_no_model_nothing_shows(
    recogniser: StandIn, app: Flask, owner: Visitor
) -> None:
    texts = {url: owner.get(url, follow_redirects=True).text for url in WITH_A_REPLY}
    for url in WITH_A_REPLY:
        assert f'data-speech="{URL}"' in texts[url], url
        assert "Say it instead" in texts[url], url
        assert "write_down" in texts[url], url
    app.extensions["speech"] = None
    for url in (*WITH_A_REPLY, "/listening", "/today", "/settings", "/privacy"):
        text = owner.get(url, follow_redirects=True).text
        for sign in ("Say it instead", "write_down", "data-speech", "speech model"):
            assert sign not in text, (url, sign)
    assert record(owner).status_code == 404


def test_what_is_remembered_can_be_spoken_where_it_is_written_down_and_nowhere_else(
    recogniser: StandIn, app: Flask, owner: Visitor, moment: Moment
) -> None:
    answered(owner)
    moment.now += A_DAY
    for there in (True, False):
        app.extensions["speech"] = app.extensions["speech"] if there else None
        answer = owner.get(BACK)
        assert ("data-say-aloud" in answer.text) is there
        assert ("microphone=(self)" in answer.headers["Permissions-Policy"]) is there


def test_without_a_model_no_package_of_the_extra_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys, coach.app, coach.listening.views_speech\n"
        "print({'av', 'faster_whisper', 'ctranslate2', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path,
        env={"PYTHONPATH": str(Path(views_speech.__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
