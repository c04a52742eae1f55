"""Scripts are small typed modules, and each says what happens without it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "coach/static/js").glob("*.js"))
AUTHORS_ONLY = {"preview.js"}  # part of the preview, never of a reader's page
HEAD = re.compile(r"// @ts-check\n((?:// .*\n|//\n)+)")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_a_script_is_checked_for_types_and_says_what_happens_without_it(path: Path) -> None:
    head = HEAD.match(path.read_text(encoding="utf-8"))
    assert head is not None
    words = " ".join(head[1].replace("//", "").split())
    assert path.name in AUTHORS_ONLY or re.search(r"[Ww]ithout this\s+script|[Ww]ithout it", words)


@pytest.mark.skipif(shutil.which("tsc") is None, reason="TypeScript is not installed")
def test_the_types_of_the_scripts_fit() -> None:
    checked = subprocess.run(
        ["tsc", "-p", "tests/web/jsconfig.json"], cwd=ROOT, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout.decode()
