"""Wait for it: the rule, its words, its pages, and what is kept of it."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coach.listening import queries
from coach.listening import turn_taking_phrases as words
from coach.listening.turn_taking import (
    COUNTED,
    GRACE,
    SpeechTiming,
    Utterance,
    next_message,
    speech_timing,
    take_turn,
    timings,
    total,
    until_told,
)
from tests.conftest import Visitor
from tests.listening.acts import count, rows

WAIT = "/listening/wait"
MAREN = f"{WAIT}/maren-steering"
RUN = "0" * 24


def spoken(*spans: tuple[float, float], **told: float) -> SpeechTiming:
    """Return a timing with these pieces, named “One.”, “Two.” and so on."""
    names = ("One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine.")
    pieces = (Utterance(a, b, name) for (a, b), name in zip(spans, names, strict=False))
    return SpeechTiming(tuple(pieces), told)


# pauses of 1, 2 and 1 seconds
FOUR = spoken((0, 5), (6, 10), (12, 15), (16, 20), early=5.0, late=20.0, middle=10.0)


@pytest.mark.parametrize(
    ("at", "waited", "in_pause", "after", "passed", "told"),
    [
        (None, True, False, 4, 3, 3),
        (20.0, True, False, 4, 3, 3),
        (75.0, True, False, 4, 3, 3),
        (19.9, False, False, 3, 3, 2),
        (11.0, False, True, 2, 1, 2),
        (12.0 + GRACE, False, True, 2, 1, 2),
        (12.0 + GRACE + 0.1, False, False, 2, 2, 2),
        (5.0, False, True, 1, 0, 1),
        (4.9, False, False, 0, 0, 0),
        (0.0, False, False, 0, 0, 0),
    ],
)
def test_a_press_is_in_the_pause_up_to_a_little_after_it_and_waiting_after_the_last_word(
    at: float | None, waited: bool, in_pause: bool, after: int, passed: int, told: int
) -> None:
    turn = take_turn(FOUR, at)
    assert (turn.waited, turn.in_pause, turn.after) == (waited, in_pause, after)
    assert (turn.passed, turn.pauses, turn.told) == (passed, 3, told)


def test_only_the_longest_pauses_count() -> None:
    spans = [(float(n), n + 0.3 + 0.05 * n) for n in range(9)]  # ever shorter pauses
    timing = spoken(*spans)
    assert len(timing.pauses) == 8
    assert [pause.after for pause in timing.counted] == [1, 2, 3, 4, 5, 6]
    assert timing.steps == (1, 2, 3, 4, 5, 6, 9)


@given(
    lengths=st.lists(st.tuples(st.floats(0.2, 5), st.floats(0.3, 2)), min_size=2, max_size=9),
    presses=st.lists(st.floats(0, 70), min_size=2, max_size=2),
)
def test_whoever_waits_longer_lets_no_fewer_pauses_pass_and_hears_no_less(
    lengths: list[tuple[float, float]], presses: list[float]
) -> None:
    spans, at = [], 0.0
    for said, silent in lengths:
        spans.append((at, at + said))
        at += said + silent
    timing = spoken(*spans, first=spans[0][1], last=spans[-1][1])
    sooner, later = (take_turn(timing, press) for press in sorted(presses))
    assert (sooner.passed, sooner.told, sooner.after) <= (later.passed, later.told, later.after)
    assert later.passed <= later.pauses == min(COUNTED, len(spans) - 1)
    assert later.waited or not sooner.waited
    assert 0 <= sooner.into <= max(pause.seconds for pause in timing.pauses)


def test_the_time_until_a_point_counts_from_the_pause() -> None:
    assert until_told(FOUR, 2, "late") == 10.0
    assert until_told(FOUR, 2, "middle") is None
    assert until_told(FOUR, 2, "unknown") is None
    assert until_told(FOUR, 0, "early") == 5.0


def test_a_run_has_three_messages_those_done_least_first_and_written_pauses_before_others() -> None:
    plain = dict.fromkeys("abcd", FOUR)
    mixed = plain | {"d": SpeechTiming(FOUR.pieces, {}, written=True)}
    assert next_message(mixed, {}, (), "somebody") == "d"
    assert next_message(mixed, {"d": 1}, (), "somebody") != "d"
    assert next_message(plain, dict.fromkeys("abc", 1), (), "somebody") == "d"
    assert next_message(plain, {}, ("a", "b", "c"), "somebody") is None
    assert next_message({}, {}, (), "somebody") is None
    firsts = {next_message(plain, {}, (), str(seed)) for seed in range(40)}
    assert firsts == set("abcd")


def test_the_words_tell_half_and_whole_seconds_only(maren: Any) -> None:
    told = [words.about(words.halves(seconds)) for seconds in (0.1, 0.6, 0.9, 1.4, 2.1)]
    assert told == [
        "about half a second",
        "about half a second",
        "about a second",
        "about one and a half seconds",
        "about two seconds",
    ]
    assert words.verdict("Ana", FOUR, False, 2, True, 1) == (
        "You came in about half a second into a pause, after ‘Two.’"
    )
    assert (
        words.verdict("Ana", FOUR, False, 2, True, 0) == "You came in during a pause, after ‘Two.’"
    )
    assert words.verdict("Ana", FOUR, False, 2, False, 0) == (
        "You came in while Ana was speaking, after ‘Two.’"
    )
    assert words.verdict("Ana", FOUR, False, 0, False, 0) == (
        "You came in during Ana’s first sentence."
    )
    assert words.verdict("Ana", FOUR, True, 4, False, 0) == "You let Ana finish."
    assert words.passed(FOUR) == "Three pauses went by, the longest about two seconds."
    assert words.of_run(total([(True, 6, 6), (True, 6, 6), (False, 5, 6)])) == (
        "17 of 18 pauses let pass"
    )


def test_a_quotation_is_the_last_sentence_or_its_last_eight_words() -> None:
    assert words.last_words("It went. So I asked my mother.") == "So I asked my mother."
    assert words.last_words("a b c d e f g h i j, and") == "… d e f g h i j, and"


# ------------------------------------------------------------------ the recording's timing


def test_a_timing_that_does_not_fit_the_transcript_or_has_few_pauses_is_none(app: Flask) -> None:
    room = app.extensions["catalogue"].listening
    text, timing = (
        " ".join(room.messages["maren-steering"].paragraphs),
        room.sounds["maren-steering"].timing,
    )
    assert list(timings(room)) == ["maren-steering"]
    assert speech_timing(timing, text) == timings(room)["maren-steering"]
    assert speech_timing(timing, text).written
    pieces = timing.pieces
    joined = (pieces[0]._replace(last=pieces[2].last), *pieces[3:])
    for wrong in (pieces[:-1], pieces[::-1], joined, ()):
        assert speech_timing(replace(timing, pieces=wrong), text) is None


# ------------------------------------------------------------------ its pages


def press(visitor: Visitor, at: str, **more: str) -> Any:
    form = {"at": at, "way": "sound", "run": RUN, "token": "one"}
    return visitor.send(MAREN, form | more)


def test_a_visitor_does_a_run_by_reading_without_script(app: Flask, client: Visitor) -> None:
    page = client.page(WAIT)
    assert "Let them finish" in page.words
    page = client.page(f"{WAIT}/next?run={RUN}&way=read")
    assert "We’ve moved the launch twice now" in page.words
    assert "a month ago" not in page.words
    address, form = f"{MAREN}/read?step=", {"way": "read", "run": RUN, "token": "t"}
    for step in range(1, 5):
        answer = client.send(f"{address}{step}", form)
        assert answer.status_code == 303
        assert f"step={step + 1}" in answer.location
    assert "I don’t know what to tell them" in client.page(answer.location).words
    last = client.send(f"{address}5", form | {"speak": "1"})  # after the last word: waited
    page = client.page(last.location)
    assert page.heading == "You let Maren finish."
    assert "Four pauses went by, the longest about one and a half seconds." in page.words
    found = client.page(f"{WAIT}/next?run={RUN}&way=read")  # there is no other message here
    assert found.heading == "4 of 4 pauses let pass"
    assert count(app, "listening_turn_taking") == 1


def test_whoever_comes_in_reads_where_it_was_and_it_is_kept_once(
    app: Flask, newcomer: Visitor
) -> None:
    answer = press(newcomer, "2.2")
    assert press(newcomer, "2.2").location == answer.location
    page = newcomer.page(answer.location)
    quote = "‘… at lunch they go quiet, just a bit,’"
    assert page.heading == f"You came in about half a second into a pause, after {quote}"
    assert "Two of the four points had been made by then; the next one came 2 seconds" in page.words
    assert "Go on listening from there" in page.words
    audio = page.one("audio").get("src", "")
    assert re.search(r"maren-steering\.mp3#t=2\.7$", audio)
    row = rows(app, "listening_turn_taking")[0]
    assert (row["waited"], row["after"], row["in_pause"]) == (False, 2, True)
    assert (row["pauses_passed"], row["pauses"]) == (1, 4)
    assert (row["points_told"], row["points"]) == (2, 4)
    assert set(row) == {
        "id", "user_id", "token", "message_id", "run", "way", "waited", "after", "in_pause",
        "pauses_passed", "pauses", "points_told", "points", "practice_day", "answered_at",
    }  # fmt: skip  # no second, so nobody can tell how fast it was
    sooner = newcomer.page(press(newcomer, "0.5", token="two", run="1" * 24).location)
    assert (
        "One of the four points had been made by then; the main one came 1 second" in sooner.words
    )
    assert "1 of 4 pauses let pass" in newcomer.page(f"{WAIT}/run?run={RUN}").words
    assert "let 1 of 8 pauses pass" in newcomer.page("/listening/progress").words


@pytest.mark.parametrize(
    "change",
    [{"at": "soon"}, {"at": "nan"}, {"at": "-1"}, {"at": "1e9"}, {"run": "x"}, {"way": "song"}],
)
def test_a_moment_or_run_that_cannot_be_is_refused_with_a_sentence(
    app: Flask, client: Visitor, change: dict[str, str]
) -> None:
    answer = press(client, **({"at": "1"} | change))
    assert answer.status_code == 422
    assert "Begin again" in answer.text or "Write a number" in answer.text
    assert count(app, "listening_turn_taking") == 0


def test_turns_and_runs_of_others_and_steps_that_are_not_there_do_not_exist(
    app: Flask, newcomer: Visitor, stranger: Visitor, client: Visitor
) -> None:
    address = press(newcomer, "").location
    for visitor in (stranger, client):
        assert visitor.get(address).status_code == 404
        assert visitor.get(f"{WAIT}/run?run={RUN}").status_code == 404
    for wrong in (
        "amara-drawings",
        "nobody",
        "maren-steering/read?step=0",
        "maren-steering/read?step=6",
    ):
        assert newcomer.get(f"{WAIT}/{wrong}").status_code == 404
    assert newcomer.get(f"{WAIT}/next?run=x&way=sound").location.endswith(WAIT)


def test_a_message_that_changed_since_then_is_still_a_page(app: Flask, newcomer: Visitor) -> None:
    address = press(newcomer, "").location
    course = app.extensions["catalogue"]
    silent = replace(course.listening, sounds={})
    app.extensions["catalogue"] = replace(course, listening=silent)
    page = newcomer.page(address)
    assert page.heading == "You waited for the last word."
    assert "no message with known pauses" in newcomer.page(WAIT).words


def test_in_todays_set_it_leads_on_to_the_next_exercise_and_counts_as_done(
    app: Flask, owner: Visitor
) -> None:
    begins = owner.get(f"{MAREN}/begin?set=1").location
    assert begins.startswith(MAREN)
    action = owner.page(begins).one("form", method="post").get("action")
    assert "set=1" in action
    told = owner.send(action, {"at": "", "token": "a" * 24, "run": RUN, "way": "sound"}).location
    assert "set=1" in told
    page = owner.page(told)
    assert "/listening/today" in page.links()
    assert "Next message" not in page.words
    assert owner.page("/listening/progress").words.count("You waited for the last word in 1") == 1
    with app.test_request_context():
        keys = queries.history(owner.user_id, date(2026, 11, 27)).today
    assert ("wait", "maren-steering", "") in keys


def test_the_version_to_read_stays_in_todays_set(owner: Visitor) -> None:
    press(owner, "", way="read")
    begins = owner.get(f"{MAREN}/begin?set=1").location
    assert "/read" in begins
    action = owner.page(begins).one("form", method="post").get("action")
    onward = owner.send(action, {"token": "b" * 24, "run": RUN, "way": "read"}).location
    assert "set=1" in onward
