"""The form that takes a recording, and the pages with and without the extra."""

import io
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

from coach.accounts.models import User
from coach.cli import _in_memory
from coach.db import db
from coach.listening import views_speech
from coach.listening.speech.recogniser import (
    FORMATS,
    NoSpeech,
    NotEnglish,
    TooLong,
    UnreadableSound,
)
from coach.questions.listen import ListenTask
from coach.web.request_validation import RECORDINGS
from tests.conftest import Moment, Visitor
from tests.listening.speech.conftest import StandIn
from tests.listening.test_pages import exported
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


SPOKEN = {"spoken_after": "1.4", "spoken_seconds": "24.2"}


def test_how_long_a_reply_was_spoken_is_kept_shown_and_goes_along_in_an_export(
    recogniser: StandIn, owner: Visitor, newcomer: Visitor
) -> None:
    with_sound = owner.get("/listening/messages/maren-steering/reply").text
    assert with_sound.count('name="spoken_') == 2
    answer = owner.send(WITH_A_REPLY[0], {"reply": "So the launch moved twice.", **SPOKEN})
    words = owner.page(answer.location).words
    assert "You spoke for 24 seconds" in words
    assert "Your first word came after 1 second." in words
    row = exported(owner)["listening_reply"][0]
    assert (row["spoken_after"], row["spoken_seconds"]) == (1.4, 24.2)
    content = owner.get("/settings/export").data
    newcomer.send("/settings/import", {"file": (io.BytesIO(content), "export.zip")})
    newcomer.send("/settings/import/preview", {"choice": "bring"})
    brought = exported(newcomer)["listening_reply"][0]
    assert (brought["spoken_after"], brought["spoken_seconds"]) == (1.4, 24.2)


@pytest.mark.parametrize("seconds", ["", "0", "-1", "nan", "inf", "1e9", "soon"])
def test_a_length_that_cannot_be_is_left_out_and_the_reply_is_taken(
    owner: Visitor, seconds: str
) -> None:
    sent = {"reply": "So it moved twice.", "spoken_after": "1", "spoken_seconds": seconds}
    answer = owner.send(WITH_A_REPLY[0], sent)
    assert answer.status_code == 303
    assert "You spoke for" not in owner.page(answer.location).words
    assert exported(owner)["listening_reply"][0]["spoken_seconds"] is None


def test_who_needs_more_time_has_three_minutes(recogniser: StandIn, owner: Visitor) -> None:
    assert 'data-seconds="90"' in owner.get(WITH_A_REPLY[0]).text
    record(owner)
    assert recogniser.longest == 90
    form = owner.page("/settings")
    days = {"zone": "UTC", "theme": "", "rollover": 4, "week_start": 1, "look_back_day": 5}
    assert form.one("input", name="more_time").get("checked") is None
    owner.send("/settings", {**days, "more_time": "y"})
    assert owner.page("/settings").one("input", name="more_time").get("checked") is not None
    assert 'data-seconds="180"' in owner.get(WITH_A_REPLY[0]).text
    record(owner)
    assert recogniser.longest == 180
    recogniser.answer = TooLong(180)
    assert "longer than 180 seconds" in record(owner).json["problem"]


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("http://192.168.1.7:8000", False),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://coach.localhost", True),
        ("https://coach.example.org", True),
    ],
)
def test_browsers_give_a_microphone_over_https_and_on_this_very_computer(
    app: Flask, address: str, possible: bool
) -> None:
    with app.test_request_context(base_url=address):
        assert views_speech.microphone_possible() is possible


def test_a_host_on_http_reads_why_the_button_does_not_show(
    recogniser: StandIn, app: Flask, owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> bool:
        return "Browsers allow a microphone over https" in owner.get("/settings").text

    monkeypatch.setattr(views_speech, "HERE", ())
    assert not told()
    with app.app_context():
        db.session.get_one(User, owner.user_id).host = True
        db.session.commit()
    assert told()
    monkeypatch.undo()
    assert not told()


def test_a_reply_in_a_lesson_can_be_said_where_that_is_written_down(
    recogniser: StandIn, app: Flask, owner: Visitor
) -> None:
    url = step_with_a_reply(app)
    for there in (True, False):
        app.extensions["speech"] = app.extensions["speech"] if there else None
        answer = owner.get(url)
        assert answer.status_code == 200
        assert ('data-field="answer"' in answer.text) is there
        assert ('name="spoken_' in answer.text) is False
        assert ("microphone=(self)" in answer.headers["Permissions-Policy"]) is there


def step_with_a_reply(app: Flask) -> str:
    """Return the address of the first message to answer in a lesson."""
    return next(
        f"/lessons/{lesson.id}/{number}"
        for lesson in app.extensions["catalogue"].lessons.values()
        for number, step in enumerate(lesson.steps, start=1)
        if isinstance(step, ListenTask)
    )


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
