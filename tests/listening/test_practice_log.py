"""Talks in the field, what is counted by month, the recordings, and who may see what."""

from datetime import timedelta

import pytest
from flask import Flask

from coach.listening import statistics
from coach.listening.statistics_queries import MonthCounts
from tests.conftest import Moment, Visitor, person
from tests.lessons.test_player import statements
from tests.listening.acts import GOOD, LINE, MESSAGE, SPOT, TALK, count, rows, shown
from tests.pages import checked

FIELD, PROGRESS, SOUND = (
    "/listening/field",
    "/listening/progress",
    "/listening/audio/maren-steering.mp3",
)
TALKED = {
    "mattered": "The date, and being asked.",
    "asked": "What made Monday hard?",
    "noticed": "",
}


# ------------------------------------------------------------------ in the field


def test_a_talk_is_logged_and_says_who_may_read_it(owner: Visitor) -> None:
    page = owner.page(FIELD)
    assert (
        "Only you can read it here. The person who runs this server could also read it"
        in page.words
    )
    assert "Do not write what you were told in confidence." in page.words
    owner.send(FIELD, TALKED)
    words = owner.page(FIELD).words
    assert "The date, and being asked." in words
    assert "What I noticed in myself" in words


def test_one_line_is_enough_and_none_is_refused(app: Flask, owner: Visitor) -> None:
    answer = owner.send(FIELD, {"mattered": "", "asked": " ", "noticed": ""})
    assert answer.status_code == 422
    assert "one is enough" in checked(answer.text).words
    answer = owner.send(FIELD, {"noticed": "x" * 2_001})
    assert answer.status_code == 422
    assert count(app, "listening_field") == 0
    assert owner.send(FIELD, {"noticed": "I looked at the clock."}).status_code == 303


def test_a_logged_talk_is_changed_sent_twice_and_deleted(app: Flask, owner: Visitor) -> None:
    for _ in range(2):
        owner.send(FIELD, {**TALKED, "token": "once"})
    assert count(app, "listening_field") == 1
    url = f"{FIELD}/{rows(app, 'listening_field')[0]['id']}"
    assert owner.page(url).heading == "Edit this talk"
    owner.send(url, {**TALKED, "asked": "What else?"})
    assert "What else?" in owner.page(FIELD).words
    assert owner.send(url, dict.fromkeys(TALKED, "")).status_code == 422
    owner.send(f"{url}/delete")
    assert count(app, "listening_field") == 0


def test_many_talks_come_page_by_page(owner: Visitor) -> None:
    for number in range(32):
        owner.send(FIELD, {"asked": f"Question {number}?"})
    page = owner.page(FIELD)
    assert "Question 31?" in page.words
    assert "Question 1?" not in page.words
    earlier = next(link for link in page.links() if "before=" in link)
    assert "Question 1?" in owner.page(earlier).words


# ------------------------------------------------------------------ counted by month


def test_the_progress_page_counts_by_month_with_the_replies_behind_it(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    assert "No replies yet." in owner.page(PROGRESS).words
    for number in range(14):
        day = moment.now - timedelta(days=number)
        shown(app, owner, day, token=str(number), advised=number < 7, asked_open=number < 10)
    page = owner.page(PROGRESS)
    assert "In November you gave advice nobody asked for in 7 of 14 replies" in page.words
    assert "asked an open question in 10 of 14" in page.words
    assert "50% 28 of 56" in page.words
    assert "14 replies" in page.words
    assert "A dozen replies can show a large change, and no small one" in page.words
    assert "We never mix the two." in page.words


def test_few_replies_are_said_to_be_few() -> None:
    few = statistics.monthly([MonthCounts(2026, 11, 3, 1, 2, 1, 4, 2)])
    assert few.finding == "3 replies in November: too few to say more than what they did."
    assert few.change == "One month alone shows no direction."
    steady = statistics.monthly(
        [MonthCounts(2026, 10, 20, 8, 20, 9, 8, 4), MonthCounts(2026, 11, 20, 7, 20, 9, 8, 4)]
    )
    assert "nothing changed by more than chance can explain" in steady.change
    rarer = statistics.monthly(
        [MonthCounts(2026, 10, 40, 30, 20, 9, 8, 4), MonthCounts(2026, 11, 40, 4, 20, 9, 8, 4)]
    )
    assert "Advice became rarer" in rarer.change


def test_spotting_is_not_counted_among_replies(owner: Visitor) -> None:
    owner.send(SPOT, {"act": "advice"})
    assert "No replies yet." in owner.page(PROGRESS).words


# ------------------------------------------------------------------ the recordings


def test_a_recording_comes_whole_and_in_ranges(client: Visitor) -> None:
    whole = client.get(SOUND)
    assert whole.status_code == 200
    assert whole.mimetype == "audio/mpeg"
    assert whole.headers["Accept-Ranges"] == "bytes"
    some = client.get(SOUND, headers={"Range": "bytes=100-199"})
    assert some.status_code == 206
    assert some.data == whole.data[100:200]
    assert some.headers["Content-Range"] == f"bytes 100-199/{len(whole.data)}"
    again = client.get(SOUND, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    beyond = client.get(SOUND, headers={"Range": f"bytes={len(whole.data) + 9}-"})
    assert beyond.status_code == 416


# ------------------------------------------------------------------ who may see what


def test_nobody_sees_or_touches_what_is_anothers(
    app: Flask, owner: Visitor, newcomer: Visitor, stranger: Visitor, moment: Moment
) -> None:
    reply = shown(app, owner, moment.now)
    owner.send(FIELD, TALKED)
    note = f"{FIELD}/{rows(app, 'listening_field')[0]['id']}"
    owner.send(TALK, {"reply": GOOD, "token": "a" * 24, "turn": "first"})
    for visitor in (newcomer, stranger, app.test_client()):
        for url in (reply, note):
            assert visitor.get(url).status_code == 404, url
        for url in (f"{reply}/aside", f"{reply}/delete", note, f"{note}/delete"):
            form = {"note": "advice-1", "csrf_token": visitor.token()}
            assert visitor.post(url, data=form).status_code == 404, url
        for url in (FIELD, TALK, "/listening", PROGRESS, MESSAGE):
            words = visitor.page(url).words
            assert GOOD not in words
            assert "The date, and being asked." not in words
    assert count(app, "listening_reply") == 2
    assert count(app, "listening_field") == 1


def test_a_reply_with_anothers_token_is_ones_own(app: Flask) -> None:
    nora, ivo = person(app, "Nora B"), person(app, "Ivo B")
    for visitor in (nora, ivo):
        visitor.send(MESSAGE, {"reply": GOOD, "token": "same"})
    assert count(app, "listening_reply") == 2


# ------------------------------------------------------------------ cost


@pytest.mark.parametrize("url", ["/listening", MESSAGE, LINE, SPOT, TALK, FIELD, PROGRESS, "reply"])
def test_a_page_asks_the_database_little_whatever_the_history(
    app: Flask, owner: Visitor, moment: Moment, url: str
) -> None:
    counts = []
    for number in (1, 40):
        for each in range(number):
            day = moment.now - timedelta(days=each)
            reply = shown(app, owner, day, token=f"{number}-{each}")
        with statements(app) as sent:
            owner.page(reply if url == "reply" else url)
        counts.append(len(sent))
        assert not [one for one in sent if not one.lstrip().upper().startswith("SELECT")]
    assert counts[0] == counts[1] <= 7, counts
