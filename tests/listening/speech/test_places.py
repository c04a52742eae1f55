"""The places of the waiting line, which all server processes of a machine share."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from coach.listening.speech.places import Places, PlacesHere, SharedPlaces
from tests.serving import ROOT

HOLD = """
import sys
from pathlib import Path
from coach.listening.speech.places import SharedPlaces
with SharedPlaces(3, Path(sys.argv[1])).taken() as before:
    print(before, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(params=["here", "shared"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Three places of either kind."""
    return PlacesHere(3) if request.param == "here" else SharedPlaces(3, tmp_path / "speaking")


def test_each_is_told_how_many_are_before_and_the_last_that_there_is_no_place(
    places: Places,
) -> None:
    with ExitStack() as inside:
        before = [inside.enter_context(places.taken()) for _ in range(4)]
        assert before == [0, 1, 2, None]
    with places.taken() as before_me:
        assert before_me == 0


def test_the_places_of_another_server_process_count_until_it_ends(tmp_path: Path) -> None:
    here = SharedPlaces(3, tmp_path)
    with here.taken():
        command = [sys.executable, "-c", HOLD, str(tmp_path)]
        other = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        with here.taken() as before:
            assert before == 2
        other.kill()
        other.communicate()
        with here.taken() as before:
            assert before == 1
