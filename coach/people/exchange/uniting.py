"""Say what two people become who are one: the kept one's facts, filled with what is missing."""

from collections.abc import Mapping
from typing import Any

FILLED = ("called", "role", "world", "matters", "prefers", "known_since", "own_every", "ring")
Facts = dict[str, Any]


def united(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> tuple[Facts, Facts]:
    """Return the kept one's facts afterwards, and what stood in those that were filled."""
    names = [name for name in FILLED if name in kept and not kept[name] and gone.get(name)]
    return {**kept, **{name: gone[name] for name in names}}, {name: kept[name] for name in names}


def taken_apart(
    now: Mapping[str, Any], filled: Mapping[str, Any], gone: Mapping[str, Any]
) -> Facts:
    """Return the facts that go back to what they were: filled ones that nobody has changed."""
    return {name: was for name, was in filled.items() if now.get(name) == gone.get(name)}
