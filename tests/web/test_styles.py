"""The names of CSS classes are words, each is styled, and each is used."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "coach/static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "coach/static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted((ROOT / "coach").rglob("*.py"))
CONTENT = sorted((ROOT / "content").rglob("*.md"))

HOOKS = {"drafted"}  # found again by the script that made it
COUNTED = "cols-"  # begins the name of a class that ends in a number of columns


def styled() -> set[str]:
    """Return the classes that the stylesheets name in their selectors."""
    names: set[str] = set()
    for path in STYLES:
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selector in re.findall(r"([^{};]+)\{", rules):
            names.update(re.findall(r"\.([A-Za-z][\w-]*)", selector))
    return names


def written() -> set[str]:
    """Return the classes that stand in a class attribute, as far as they are constants."""
    names: set[str] = set()
    for path in [*TEMPLATES, *MODULES]:
        for value in re.findall(r'\bclass="((?:\{\{.*?\}\}|[^"])*)"', path.read_text("utf-8")):
            names.update(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", value).split())
    return {name for name in names if re.fullmatch(r"[A-Za-z][\w-]*", name)}


def test_the_name_of_a_class_is_a_word() -> None:
    assert sorted(name for name in styled() if len(name) < 3) == []


def test_each_class_that_is_styled_is_used() -> None:
    sources = [*TEMPLATES, *MODULES, *SCRIPTS, *CONTENT]
    words = set(re.findall(r"[\w-]+", "\n".join(path.read_text("utf-8") for path in sources)))
    unused = {name for name in styled() - words if not name.startswith(COUNTED)}
    assert unused - {"move-up", "move-down"} == set()  # order.js puts these together


def test_each_class_that_is_used_is_styled() -> None:
    assert written() - styled() - HOOKS - {COUNTED} == set()
