"""Nothing a person wrote stays in memory once the answer is out, least of all after deletion."""

import gc
from typing import Any
from urllib import parse

import pytest
from flask import Flask

from tests.conftest import Visitor
from tests.habits.test_pages import PLAN, TODAY, planned

pytestmark = pytest.mark.any_database

MARK = "zephyrine"  # a word that nothing else in the process has


def kept() -> list[str]:
    """Return the texts with the mark that anything in this process holds on to."""
    gc.collect()
    found: list[str] = []
    waiting: list[Any] = gc.get_objects()
    while waiting:
        for held in gc.get_referents(waiting.pop()):
            if isinstance(held, str):
                found += [held] if MARK in held else []
            elif not gc.is_tracked(held) and not isinstance(held, bytes | int | float | type):
                waiting.append(held)  # such as a tuple of texts, which is in no list of objects
    return found


def test_a_deleted_habit_is_gone_from_memory_as_well(app: Flask, owner: Visitor) -> None:
    mark = MARK  # texts are put together here, so that the test itself holds none of them
    words = {name: f"{name} {mark}" for name in ("name", "cue", "act", "smallest")}
    plan = {**PLAN, **words, "goal": "at_least", "target": "2", "unit": f"{mark}s"}
    address = planned(owner, **plan)
    form = {"state": "number", "number": "3", "note": f"note {mark}"}
    for day in (TODAY, "2026-11-20", "2026-10-20"):
        assert owner.send(f"{address}/days/{day}", form, part=True).status_code == 200
    pages = ("/today", "/habits", address, f"{address}/why", f"{address}/history",
             "/habits/paper", "/habits/reminders", "/progress", "/habits/notes")  # fmt: skip
    assert mark in owner.get("/habits/notes", query_string={"q": f"note {mark}"}).text
    for page in pages:
        assert owner.get(page).status_code == 200
    assert owner.send("/settings/delete", {"typed": "delete"}).status_code == 303
    del form, plan, words
    owner.get("/")
    parse.clear_cache()  # Python's own, of the last addresses; the test's browser fills it
    left = [text for text in kept() if text != MARK]
    assert left == []
