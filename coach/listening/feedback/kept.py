"""Judgements and feedback as JSON, and back again with their shape checked.

Rows keep what was shown. Fields that were added since have their defaults; what is no longer known
is left out.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

LONGEST = 20_000  # characters of a text
MOST = 5_000  # things in a list
T = TypeVar("T")


def plain(thing: Any) -> dict[str, Any]:
    """The dataclass as JSON has it."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(thing), default=float))
    return found


def read(kind: type[T], value: Any) -> T:
    """The dataclass of this kind. Raises ValueError for anything that is not one."""
    found: T = _read(kind, value)
    return found


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _record(kind, value)
    origin = get_origin(kind)
    if origin is tuple:
        if not isinstance(value, list) or len(value) > MOST:
            raise ValueError("no list")
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if origin is Literal:
        return _same(value, value in get_args(kind))
    if origin in (UnionType, Union):
        if value is None and NoneType in get_args(kind):
            return None
        return _read(next(arg for arg in get_args(kind) if arg is not NoneType), value)
    return _simple(kind, value)


def _record(kind: Any, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"no {kind.__name__}")
    hints = get_type_hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in value:
            given[field.name] = _read(hints[field.name], value[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__} lacks {field.name}")
    return kind(**given)


def _simple(kind: Any, value: Any) -> Any:
    if kind is float:
        return float(_same(value, type(value) in (int, float) and abs(value) < 1e9))
    if kind is str:
        sound = isinstance(value, str) and len(value) <= LONGEST and "\x00" not in value
        return _same(value, sound and not any(0xD800 <= ord(c) < 0xE000 for c in value))
    if kind is int:
        return _same(value, type(value) is int and abs(value) < 2**31)
    return _same(value, type(value) is kind)


def _same(value: Any, sound: bool) -> Any:
    if not sound:
        raise ValueError("a value of another kind")
    return value
