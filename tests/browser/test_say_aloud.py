"""Say it aloud, with the microphone that Chromium makes up: a tone from a file of the test."""

import math
import re
import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, LAPTOP, PHONE, Opener, Site, Tab, chromium

DRILL = "/listening/drills/drill-name-the-feeling"
TALK = "/listening/conversations/talk-missed-handover"
MESSAGE = "/listening/messages/amara-change-log/reply"
ELSEWHERE = "coach.test"  # a name that is not localhost, as on a home network
RATE = 16_000  # samples a second


def tone(path: Path, loudness: float) -> Path:
    """Write two seconds of a tone as a WAV file."""
    samples = (loudness * math.sin(2 * math.pi * 440 * n / RATE) for n in range(2 * RATE))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", int(32_000 * sample)) for sample in samples))
    return path


@pytest.fixture(scope="module")
def microphone(engine: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium with a microphone, which a page gets if the test allows it."""
    file = tone(tmp_path_factory.mktemp("sound") / "tone.wav", 0.5)
    flags = [
        *FLAGS,
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={file}",
        f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1",
    ]
    browser = engine.browser_type.launch(executable_path=chromium(), args=flags)
    yield browser
    browser.close()


@pytest.fixture
def speaker(microphone: Browser, site: Site) -> Iterator[Opener]:
    """A way to open tabs of the Chromium with a microphone."""
    opener = Opener(microphone, site)
    yield opener
    opener.close()


def allowed(tab: Tab) -> Tab:
    tab.page.context.grant_permissions(["microphone"])
    return tab


def status(page: Page) -> str:
    return page.locator("[data-say-aloud] [role=status]").inner_text()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-say-aloud] [role=status]")).to_have_text(words)


def test_a_reply_is_recorded_heard_and_deleted_by_keyboard_and_sent_nowhere(
    speaker: Opener,
) -> None:
    tab = allowed(speaker(PHONE)).go(MESSAGE)
    page, sent = tab.page, []
    page.on("request", lambda request: sent.append(request.url))
    main = page.get_by_role("button", name="Say it aloud")
    main.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    told(page, "Recording. It stops by itself after 90 seconds.")
    level = page.locator(".level .played")
    expect(level).not_to_have_attribute("width", "0")
    assert page.locator("[data-part-of=time]").inner_text().endswith("of 1:30")
    tab.check()
    page.keyboard.press("Space")
    told(page, re.compile(r"Recorded: \d seconds?\."))
    tab.check()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop playing")).to_be_focused()
    expect(page.get_by_role("button", name="Hear yourself")).to_be_focused()  # it is over
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(page, "Deleted.")
    expect(page.get_by_role("button", name="Say it aloud")).to_be_focused()
    assert not page.get_by_role("button", name="Hear yourself").is_visible()
    assert all("/static/" in url for url in sent)  # the icon, for instance


def test_a_recording_stops_by_itself_and_the_speaker_stops_for_it(speaker: Opener) -> None:
    tab = allowed(speaker(LAPTOP)).go(MESSAGE)
    page = tab.page
    page.get_by_role("button", name="Play Amara’s message").click()
    expect(page.get_by_role("button", name="Pause Amara’s message")).to_be_visible()
    page.eval_on_selector("[data-say-aloud]", "each => each.dataset.seconds = 1")
    page.get_by_role("button", name="Say it aloud").click()
    expect(page.get_by_role("button", name="Play Amara’s message")).to_be_visible()
    told(page, "That was 1 second.")
    tab.page.reload()
    assert status(page).startswith("Hear how it sounds. The recording stays in this browser")
    assert not page.get_by_role("button", name="Hear yourself").is_visible()


def test_a_recording_without_sound_is_told(speaker: Opener) -> None:
    tab = allowed(speaker(LAPTOP))
    tab.page.add_init_script(
        "AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0)"
    )
    tab.go(MESSAGE).page.get_by_role("button", name="Say it aloud").click()
    tab.page.get_by_role("button", name="Stop").click()
    told(tab.page, "No sound was found in this recording. Is it the right microphone?")


def test_a_microphone_that_is_refused_missing_or_taken_is_told_each_in_its_words(
    speaker: Opener, open_tab: Opener
) -> None:
    refused = speaker(PHONE).go(MESSAGE)
    refused.page.get_by_role("button", name="Say it aloud").click()
    told(
        refused.page,
        "The browser gave no microphone to this page. Allow it for this site, in the settings "
        "that open beside the address, and press again.",
    )
    refused.check()
    for error, words in (
        ("NotFoundError", "No microphone was found."),
        ("NotReadableError", "Another program is using the microphone."),
    ):
        tab = open_tab(PHONE)
        tab.page.add_init_script(
            "navigator.mediaDevices.getUserMedia = () => "
            f"Promise.reject(new DOMException('', '{error}'))"
        )
        tab.go(MESSAGE).page.get_by_role("button", name="Say it aloud").click()
        told(tab.page, words)


def test_the_button_is_where_a_browser_can_record_and_nowhere_else(speaker: Opener) -> None:
    tab, silent = speaker(LAPTOP), speaker(LAPTOP, script=False)
    for path in (MESSAGE, TALK):
        expect(tab.go(path).page.get_by_role("button", name="Say it aloud")).to_be_visible()
        tab.check()
        expect(silent.go(path).page.locator("[data-say-aloud]")).to_be_hidden()
    port = urlsplit(speaker.site.url).port
    tab.page.goto(f"http://{ELSEWHERE}:{port}{MESSAGE}")
    assert tab.page.evaluate("isSecureContext") is False
    expect(tab.page.locator("[data-say-aloud]")).to_be_hidden()
