"""The listening room's files: one broken file for each code, with the line that is to be named."""

import runpy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import paths
from coach.content import loader
from coach.content.commands import content
from coach.content.document import Manuscript
from coach.content.listening import genres, messages, overview
from coach.content.toml_schema import Table
from coach.listening.exercise import Pause
from coach.listening.room import FLAT, bars
from tests.lessons.broken import Broken
from tests.listening.broken import BROKEN
from tests.listening.course import (
    AMARA,
    GOOD,
    LINES,
    MAREN,
    SPOKEN,
    SPOTS,
    TALK,
    change,
    copy,
    line_of,
)

WARNINGS = {"M07", "M12"}


def named(case: Broken) -> str:
    return f"{case.code} {case.new[:24]!r}"


@pytest.mark.parametrize("case", BROKEN, ids=named)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, case: Broken) -> None:
    root = copy(tmp_path)
    change(root, case.name, case.old, case.new)
    where = case.where or case.name
    expected = (where, line_of(root, where, case.words) + case.offset, case.code)
    survey = loader.survey(root)
    assert expected in {(fault.path, fault.line, fault.code) for fault in survey.faults}, [
        str(fault) for fault in survey.faults
    ]
    levels = {fault.level for fault in survey.faults if fault.code == case.code}
    assert levels == {"warning" if case.code in WARNINGS else "error"}


def test_every_code_has_its_broken_file() -> None:
    codes = {f"M{number:02}" for number in (*range(1, 20), 21)}  # M20: about a whole room, below
    assert codes == {case.code for case in BROKEN if case.code.startswith("M")}


def test_the_good_room_has_no_fault() -> None:
    assert [str(fault) for fault in loader.survey(GOOD).faults] == []


def test_a_file_with_an_error_is_left_out_and_one_with_a_warning_is_not(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, MAREN, 'pronoun = "she"', 'pronoun = "her"')
    change(root, AMARA, "Two days of work, gone, and", "Two days of work, gone, gone, and")
    room = loader.survey(root).catalogue.listening
    assert list(room.messages) == ["amara-drawings"]
    assert room.sounds == {}


def test_what_is_nearly_right_gets_a_suggestion(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, SPOTS, "act: self-turn", "act: selfturn")
    told = [fault.message for fault in loader.survey(root).faults]
    assert any('did you mean "self-turn"' in message for message in told), told


def test_a_message_is_read_with_all_its_parts() -> None:
    room = loader.survey(GOOD).catalogue.listening
    maren = room.messages["maren-steering"]
    assert maren.paragraphs[0].startswith("We’ve moved the launch twice now")
    assert len(maren.paragraphs) == 4
    assert [point.id for point in maren.points][:2] == ["moved-twice", "team-doubts"]
    assert len(maren.points[0].also) == 2
    assert maren.feelings[:2] == ("torn", "stuck")
    assert set(maren.models) == {"catch", "say-back", "ask", "reply", "reply-other"}
    assert room.sounds["maren-steering"].seconds == 4
    assert list(room.messages) == ["amara-drawings", "maren-steering"]  # the easier one first


def test_what_its_genre_asks_for_is_read() -> None:
    room = loader.survey(GOOD).catalogue.listening
    maren = room.messages["maren-steering"]
    assert (maren.genre, maren.asks, maren.advice_after) == ("weight", "nothing", False)
    assert maren.power.startswith("Nothing has to be decided")
    assert [point.kind for point in maren.points] == ["fact", "heart", "fact", "fact"]
    assert maren.details[1].values == ("ten people", "10 people")
    assert maren.pauses[2] == Pause("should have raised it a month ago.", 1.5)
    assert maren.recalls[1].answer == "On Thursday."
    timing = room.sounds["maren-steering"].timing
    assert timing is not None
    assert timing.pauses[1] == (150, 270, "written")
    assert timing.told["a-month-ago"] == 3.0
    assert room.sounds["amara-drawings"].timing is None


def test_say_backs_that_end_alike_are_named() -> None:
    page = Manuscript("a.md", Table(1, {}, {"id": 2}), (), (), ())
    maren = loader.survey(GOOD).catalogue.listening.messages["maren-steering"]
    said = [
        replace(maren, models={"say-back": f"So it is {number} then. Is that how it was?"})
        for number in range(12)
    ]
    alike = [str(fault) for fault in genres.ending_faults([page] * 12, said)]
    assert sum("say-backs end with “that how it was?”" in fault for fault in alike) == 12
    assert any("end in 1 ways" in fault for fault in alike)
    assert any("0 of 12 say-backs end without a question" in fault for fault in alike)
    assert list(genres.ending_faults([page] * 11, said[:11])) == []


def test_drills_and_conversations_are_read_with_all_their_parts() -> None:
    room = loader.survey(GOOD).catalogue.listening
    spot = room.drills["drill-name-the-act"].spots[0]
    assert spot.act == "advice"
    assert set(spot.nots) == {"open", "closed"}
    assert room.lines["tl-oven"].number == 4
    talk = room.conversations["talk-tom-rota"]
    assert [turn.id for turn in talk.turns] == ["first", "second", "third"]
    assert talk.turns[0].said(opened=False).startswith("So the new rota")
    assert talk.turns[1].said(opened=False).startswith("Right. Well.")
    assert talk.ending.closed


def test_a_recording_of_other_words_is_not_played(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / "en/listening/audio/maren-steering.json").write_text("{")
    room = loader.survey(root).catalogue.listening
    assert set(room.sounds) == {"amara-drawings"}


def test_a_recording_without_a_picture_is_an_error_and_is_played_all_the_same(
    tmp_path: Path,
) -> None:
    root = copy(tmp_path)
    change(root, SPOKEN, '"envelope":', '"picture":')
    survey = loader.survey(root)
    assert [(fault.code, fault.level) for fault in survey.faults] == [("M13", "error")]
    room = survey.catalogue.listening
    assert "maren-steering" in room.messages
    assert set(bars(room.sounds["maren-steering"].envelope)) == {3.0}


def test_a_moment_is_drawn_as_loud_as_it_is() -> None:
    drawn = runpy.run_path(str(paths.CONTENT / "en/listening/audio/rendering/envelope.py"))
    loud, silence = np.ones(1000, np.float32), np.zeros(1000, np.float32)
    envelope = drawn["envelope"](np.concatenate([loud, silence, loud / 3]))
    assert len(envelope) == len(FLAT) == drawn["MOMENTS"]
    assert (envelope[0], envelope[32], envelope[-1]) == ("f", "0", "5")
    assert bars(envelope)[0] == 40.0
    assert drawn["envelope"](silence) == FLAT


def test_the_words_of_a_quote_stand_by_themselves() -> None:
    assert messages.said("a month ago", "raised it a month ago.")
    assert not messages.said("a month a", "raised it a month ago.")


@settings(deadline=None)  # each example reads a whole room
@given(st.data())
def test_a_file_that_lost_any_line_never_crashes_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = copy(tmp_path_factory.mktemp("room"))
    name = data.draw(st.sampled_from([MAREN, SPOTS, LINES, TALK]))
    lines = (root / name).read_text(encoding="utf-8").split("\n")
    lost = data.draw(st.integers(0, len(lines) - 1))
    (root / name).write_text("\n".join(lines[:lost] + lines[lost + 1 :]), encoding="utf-8")
    assert all(fault.line >= 1 for fault in loader.survey(root).faults)


def test_the_table_of_messages_tells_where_the_heart_is_said(tmp_path: Path) -> None:
    room = loader.survey(GOOD).catalogue.listening
    lines = overview.table(room, {"maren-steering": 0.0123}).split("\n")
    assert len(lines) == 4
    maren = next(line for line in lines if "maren-steering" in line)
    assert "| weight | nothing |" in maren
    assert "of 4 s, paragraph" in maren
    assert maren.endswith("| 1.2% | 4 |")
    assert "| not checked | none |" in next(line for line in lines if "amara-drawings" in line)
    assert overview.heard_differently(tmp_path) == {}
    answer = CliRunner().invoke(content, ["messages", "--folder", str(GOOD)])
    assert answer.exit_code == 0
    assert "maren-steering" in answer.output
