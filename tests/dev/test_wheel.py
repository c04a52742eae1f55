"""An installed wheel carries templates and content and serves from anywhere."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from coach import create_app, paths
from coach.config import load
from coach.maintenance import upgrade
assert str(paths.HOME).startswith(sys.argv[1]), paths.HOME
settings = load({"COACH_INSTANCE": sys.argv[2]})
upgrade.to_newest(settings)
client = create_app(settings).test_client()
for url in ("/", "/today", "/learn", "/habits", "/progress"):
    assert client.get(url).status_code == 200, url
print("served")
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    for kind in ("wheel", "sdist"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


def test_the_wheel_serves_from_a_folder_of_its_own(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
        assert not [name for name in wheel.namelist() if name.startswith("coach/dev/")]
    instance = tmp_path / "instance"
    instance.mkdir()
    command = [sys.executable, "-c", PROBE, str(site), str(instance)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "served", done.stderr


def test_the_sdist_carries_what_the_wheel_is_made_of(built: Path) -> None:
    import tarfile

    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    for wanted in ("templates/base.html", "content/en/glossary.toml", "coach/cli.py", "LICENSE"):
        assert wanted in names
