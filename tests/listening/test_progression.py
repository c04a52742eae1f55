"""The path: kinds open as easier ones go well; five minutes a day that stay the same all day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content import loader
from coach.listening import phrases, progression
from coach.listening.exercise import KINDS, Drill
from coach.listening.progression import WAIT_EVERY, Answered
from tests.listening.course import GOOD

ROOM = loader.read(GOOD).listening
DAY = date(2026, 11, 27)
WELL, NOT = Answered(1, True), Answered(1, False)
ANSWERS = st.lists(st.builds(Answered, st.integers(1, 3), st.booleans()), max_size=4)
HISTORIES = st.dictionaries(st.sampled_from(KINDS), ANSWERS)
DAYS = st.dates(date(2020, 1, 1), date(2199, 1, 1))


def test_at_first_spotting_alone_is_open() -> None:
    assert progression.open_kinds({}) == ("spot",)


@pytest.mark.parametrize(
    ("answers", "opens"),
    [
        ([WELL, WELL], False),
        ([WELL, WELL, WELL], True),
        ([NOT, WELL, WELL, WELL], True),
        ([WELL, WELL, NOT, NOT], False),
        ([WELL, WELL, WELL, NOT, WELL], True),
        ([WELL, WELL, WELL, NOT, NOT], False),
    ],
)
def test_three_of_the_last_four_open_the_next_kind(answers: list[Answered], opens: bool) -> None:
    assert ("catch" in progression.open_kinds({"spot": answers})) is opens


def test_a_kind_tried_by_hand_is_open() -> None:
    assert progression.open_kinds({"ask": [NOT]}) == ("spot", "ask")


@given(HISTORIES, st.sampled_from(KINDS))
def test_an_answer_that_went_well_never_closes_a_kind(
    history: progression.History, kind: str
) -> None:
    more = {**history, kind: [*history.get(kind, []), WELL][-4:]}
    before = [s for s in progression.standings(history) if s.open]
    after = {s.kind for s in progression.standings(more) if s.open}
    worse = {s.kind for s in before} - after
    assert not worse


@given(ANSWERS)
def test_a_level_moves_by_one_at_most_and_stays_between_one_and_three(
    answers: list[Answered],
) -> None:
    found = progression.level(answers)
    assert 1 <= found <= 3
    assert not answers or abs(found - answers[-1].level) <= 1


def test_levels_rise_after_three_of_four_and_fall_after_one() -> None:
    assert progression.level([WELL, NOT, WELL, WELL]) == 2
    assert progression.level([replace(WELL, level=2), *[replace(NOT, level=2)] * 3]) == 1
    assert progression.level([replace(NOT, level=2)] * 2) == 2
    assert progression.level([replace(WELL, level=3)] * 4) == 3


@pytest.mark.parametrize(("well", "is_settled"), [(0, False), (2, False), (3, True), (4, True)])
def test_three_of_the_last_four_settle_a_kind(well: int, is_settled: bool) -> None:
    answers = [WELL] * well + [NOT] * (4 - well)
    (spot, *_) = progression.standings({"spot": answers})
    assert (spot.settled, spot.well, spot.of) == (is_settled, well, 4)
    assert progression.settled(answers) is is_settled


@pytest.mark.parametrize(
    ("well", "of", "level"),
    [(0, 1, 2), (0, 3, 2), (0, 4, 1), (1, 4, 1), (2, 4, 2), (3, 3, 3), (3, 4, 3), (2, 2, 2)],
)
def test_a_level_falls_after_four_answers_and_rises_after_three(
    well: int, of: int, level: int
) -> None:
    answers = [Answered(2, n < well) for n in range(of)]
    assert progression.level(answers) == level


@pytest.mark.parametrize(
    ("history", "minutes"),
    [
        ({}, [("catch", 3.0), ("spot", 0.75)]),
        ({"spot": [WELL]}, [("catch", 3.0), ("spot", 0.75), ("spot", 0.75)]),
        ({"say-back": [NOT]}, [("say-back", 3.0), ("say-back", 1.0), ("say-back", 1.0)]),
    ],
)
def test_a_message_takes_three_minutes_a_line_one_and_a_spot_less(
    history: progression.History, minutes: list[tuple[str, float]]
) -> None:
    name = "drill-one-breath" if "say-back" in history else "drill-name-the-act"
    room = replace(ROOM, drills={name: ROOM.drills[name]})
    found = progression.five_minutes(room, history, "7", DAY)
    assert [(item.kind, item.minutes) for item in found] == minutes


def test_a_drill_above_the_level_is_practised_only_if_there_is_no_other() -> None:
    low = ROOM.drills["drill-one-breath"]
    high = replace(low, id="drill-high", level=3)
    history = {"say-back": [NOT]}

    def drills(**drills: Drill) -> set[str]:
        room = replace(ROOM, drills=drills)
        found = progression.five_minutes(room, history, "7", DAY)
        return {item.exercise_id for item in found if item.part}

    assert drills(high=high) == {"drill-high"}
    assert drills(low=low) == {"drill-one-breath"}
    assert drills(high=high, low=low) == {"drill-one-breath"}


@given(HISTORIES, st.text(max_size=8), DAYS)
def test_a_set_is_five_minutes_of_open_kinds_without_anything_twice(
    history: progression.History, seed: str, day: date
) -> None:
    found = progression.five_minutes(ROOM, history, seed, day)
    assert found == progression.five_minutes(ROOM, dict(history), seed, day)
    assert found
    assert sum(item.minutes for item in found) <= progression.MINUTES
    assert len({item.key for item in found}) == len(found)
    kinds = {*progression.open_kinds(history), "catch", progression.WAIT}
    assert {item.kind for item in found} <= kinds
    for item in found:
        if item.part:
            assert ROOM.lines[item.part].drill.id == item.exercise_id
        else:
            assert item.exercise_id in ROOM.messages


@given(st.text(max_size=8), DAYS)
def test_when_more_is_open_kinds_are_mixed(seed: str, day: date) -> None:
    history = {kind: [WELL] * 4 for kind in KINDS}
    kinds = [item.kind for item in progression.five_minutes(ROOM, history, seed, day)]
    assert len(set(kinds)) >= 2
    assert kinds[0] in (*progression.MESSAGE_KINDS, progression.WAIT)
    assert kinds[1:] == sorted(kinds[1:], key=KINDS.index)


def test_every_message_comes_before_one_returns() -> None:
    history = {"spot": [WELL] * 4, "catch": [NOT]}
    days = [DAY + timedelta(days=n) for n in range(len(ROOM.messages) + 1)]
    found = [progression.five_minutes(ROOM, history, "7", day)[0] for day in days]
    level_one = {name for name, message in ROOM.messages.items() if message.level == 1}
    assert {voice.exercise_id for voice in found if voice.kind == "catch"} == level_one


@given(st.text(max_size=8), DAYS, st.integers(1, 4))
@settings(max_examples=100)
def test_every_message_has_its_turn_in_every_open_kind_beside_the_days_to_wait(
    seed: str, day: date, kinds: int
) -> None:
    history = {kind: [NOT] for kind in progression.MESSAGE_KINDS[:kinds]}
    days = [day + timedelta(days=n) for n in range(WAIT_EVERY * kinds * len(ROOM.messages))]
    voices = [progression.five_minutes(ROOM, history, seed, each)[0] for each in days]
    waits = [voice for voice in voices if voice.kind == progression.WAIT]
    assert len(waits) * WAIT_EVERY == len(days)
    assert {voice.exercise_id for voice in waits} == {
        name for name, sound in ROOM.sounds.items() if sound.timing
    }
    easy = {name for name, message in ROOM.messages.items() if message.level == 1}
    for kind in progression.MESSAGE_KINDS[:kinds]:
        assert {voice.exercise_id for voice in voices if voice.kind == kind} == easy


def test_what_comes_back_stands_first_and_takes_its_minutes() -> None:
    history = {kind: [WELL] * 4 for kind in KINDS}
    found = progression.five_minutes(ROOM, history, "7", DAY, ["maren-steering", "amara-drawings"])
    assert [item.key for item in found[:2]] == [
        ("recall", "maren-steering", ""),
        ("recall", "amara-drawings", ""),
    ]
    assert sum(item.minutes for item in found) <= progression.MINUTES
    assert phrases.contents(found).startswith("Two messages to remember and a voice to hear")
    assert phrases.contents(found[:1]) == "One message to remember"


@given(HISTORIES, st.text(max_size=8), DAYS)
def test_every_set_begins_with_one_voice(
    history: progression.History, seed: str, day: date
) -> None:
    first, *others = progression.five_minutes(ROOM, history, seed, day)
    assert first.exercise_id in ROOM.sounds
    assert all(item.part for item in others)


@given(st.text(max_size=8), DAYS)
def test_the_first_set_of_all_is_a_voice_and_one_reply_to_name(seed: str, day: date) -> None:
    voice, spot = progression.five_minutes(ROOM, {}, seed, day)
    assert (voice.kind, voice.exercise_id) == ("catch", next(iter(ROOM.sounds)))
    assert spot.kind == "spot"


def test_a_room_without_recordings_has_messages_to_read_first() -> None:
    silent = replace(ROOM, sounds={})
    assert progression.five_minutes(silent, {}, "1", DAY)[0].exercise_id in ROOM.messages


def test_different_people_get_different_sets_sooner_or_later() -> None:
    days = [DAY + timedelta(days=n) for n in range(10)]
    before = {"spot": [WELL]}
    sets = [
        [progression.five_minutes(ROOM, before, seed, day) for day in days] for seed in ("1", "2")
    ]
    assert sets[0] != sets[1]


def test_nothing_to_listen_to_is_an_empty_set() -> None:
    empty = type(ROOM)()
    assert progression.five_minutes(empty, {}, "1", DAY) == ()


def test_a_drill_goes_on_with_the_line_answered_least() -> None:
    drill = ROOM.drills["drill-one-breath"]
    assert progression.next_line(drill, []) == "tl-valves"
    assert progression.next_line(drill, ["tl-valves"]) == "tl-rota"
    everything = [item.id for item in drill.lines]
    assert progression.next_line(drill, everything) == "tl-valves"
    assert progression.next_line(drill, [*everything, "tl-valves"]) == "tl-rota"


@given(st.lists(st.sampled_from([item.id for item in ROOM.drills["drill-one-breath"].lines])))
def test_no_line_comes_twice_in_a_row(answered: list[str]) -> None:
    found = progression.next_line(ROOM.drills["drill-one-breath"], answered)
    assert not answered or found != answered[-1]
