"""The cache between requests: one place, nothing that a person wrote, empty after a deletion."""

import ast
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coach.web import cache
from tests.conftest import Visitor
from tests.habits.test_pages import planned

pytestmark = pytest.mark.any_database

PACKAGE = Path(cache.__file__).parents[1]
# functions with arguments whose results the process keeps: constants of the program
CONSTANTS = {
    "account_data/json_codec.py:reader",  # a column of the schema
    "content/loader.py:_survey",  # the folder of the course
    "listening/engine/classifier/heads.py:read",  # the folder of the weights
    "listening/engine/cues/feelings.py:_pattern",  # a message's words for feelings
    "review/session.py:concepts",  # the course
    "search/views.py:index_of",  # the course
    "writing/engine/weights.py:read",  # the folder of the weights
}


def is_functools_cache(node: ast.expr) -> bool:
    node = node.func if isinstance(node, ast.Call) else node
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in {"cache", "lru_cache"}


def takes_arguments(node: ast.FunctionDef) -> bool:
    args = node.args
    return bool(args.args or args.posonlyargs or args.kwonlyargs or args.vararg or args.kwarg)


def kept_in(tree: ast.Module) -> Iterator[str]:
    """Yield the names of what a module keeps in a cache of functools, by a decorator or a name."""
    for node in ast.walk(tree):
        is_function = isinstance(node, ast.FunctionDef) and takes_arguments(node)
        if is_function and any(map(is_functools_cache, node.decorator_list)):
            yield node.name
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign) else None
        if isinstance(value, ast.Call) and any(map(is_functools_cache, (value, value.func))):
            yield ast.unparse(node)


def test_only_constants_of_the_program_are_kept_elsewhere() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{name}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "dev"
        for name in kept_in(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == CONSTANTS


@pytest.fixture
def kept() -> Iterator[None]:
    """Leave out what other tests have filled the cache with."""
    cache.clear()
    yield
    cache.clear()


@cache.cached(4)
def half(number: int) -> list[int]:
    return [number // 2]


@pytest.mark.usefixtures("kept")
def test_a_result_is_kept_within_an_app(app: Flask) -> None:
    with app.app_context():
        assert half(8) is half(8)
        assert cache.size() == 1


@pytest.mark.usefixtures("kept")
def test_in_debug_mode_and_outside_of_an_app_nothing_is_kept(app: Flask) -> None:
    assert half(8) is not half(8)
    app.debug = True
    with app.app_context():
        assert half(8) is not half(8)
    assert cache.size() == 0


@pytest.mark.usefixtures("kept")
def test_after_an_entry_is_deleted_the_cache_is_empty(owner: Visitor) -> None:
    owner.send("/journal", {"text": "A talk about the drip at Korpela's."})
    owner.page("/progress")
    assert cache.size() > 0
    token = owner.token()
    assert owner.post("/journal/1/delete", data={"csrf_token": token}).status_code == 303
    assert cache.size() == 0


@pytest.mark.usefixtures("kept")
def test_after_an_account_is_deleted_nothing_of_it_stays_in_memory(owner: Visitor) -> None:
    words = secret_words()
    habit = planned(owner, name=words)
    owner.send("/journal", {"text": words})
    for address in ("/today", "/habits", habit, "/journal", "/progress", "/search?q=listen"):
        owner.page(address)
    assert words in owner.get(habit).text
    assert words in owner.get("/journal").text
    owner.send("/settings/delete", {"typed": "delete"})
    assert cache.size() == 0
    assert copies_of(words) == 0


def secret_words() -> str:
    return "".join(chr(ord(letter) + 1) for letter in "Rdbqds vnqcr ne lhmd")


def test_copies_in_memory_are_found() -> None:
    words = secret_words()
    copy = [f"{words}."]
    assert copies_of(words) == len(copy)


def copies_of(words: str) -> int:
    """Return in how many other texts of this process, held by any object, these words stand."""
    gc.collect()
    texts = {
        id(text): text
        for text in gc.get_referents(*gc.get_objects())
        if isinstance(text, str) and text is not words and len(text) < 2_000_000
    }
    return sum(words in text for text in texts.values())
