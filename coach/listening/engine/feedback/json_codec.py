"""Convert judgements and feedback to JSON, and back with a check of their shape.

Rows store the feedback as it was shown. Fields that were added later get their defaults; unknown
fields are dropped.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from coach import bounds

LONGEST = 20_000  # maximum number of characters of a text
MOST = 5_000  # maximum number of items of a list
T = TypeVar("T")
Reader = Callable[[Any], Any]


def plain(thing: Any) -> dict[str, Any]:
    """Return a dataclass as a dictionary for JSON."""
    kind: Any = type(thing)
    return {name: _plain(getattr(thing, name)) for name in _names(kind)}


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if is_dataclass(value):
        return plain(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return str(value) if isinstance(value, str) else float(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def read(kind: type[T], value: Any) -> T:
    """Return a dataclass of this kind. Raise ValueError if the value does not fit it."""
    reader: Reader = _reader(cast(Hashable, kind))
    found: T = reader(value)
    return found


def clean(kind: type[Any], value: Any) -> dict[str, Any]:
    """Return ``plain(read(kind, value))`` with clean texts of the same length, but faster."""
    reader: Reader = _reader(cast(Hashable, kind), as_json=True)
    found: dict[str, Any] = reader(value)
    return found


@cache
def _reader(kind: Any, as_json: bool = False) -> Reader:
    """Return a cached function that reads values of a kind, into objects or JSON."""
    if is_dataclass(kind):
        return _record(kind, as_json)
    origin = get_origin(kind)
    if origin is tuple:
        return _list(_reader(get_args(kind)[0], as_json), list if as_json else tuple)
    if origin is dict:
        return _named(_reader(get_args(kind)[1], as_json))
    if origin is Literal:
        words = get_args(kind)
        return lambda value: _same(value, value in words)
    if origin in (UnionType, Union):
        inner = _reader(next(arg for arg in get_args(kind) if arg is not NoneType), as_json)
        return lambda value: None if value is None else inner(value)
    if kind is str and as_json:
        return lambda value: bounds.lines(_text(value))
    return _simple(kind)


def _list(inner: Reader, made: Callable[[list[Any]], Any]) -> Reader:
    def read_list(value: Any) -> Any:
        if not isinstance(value, list) or len(value) > MOST:
            raise ValueError("no list")
        return made([inner(item) for item in value])

    return read_list


def _named(inner: Reader) -> Reader:
    def read_named(value: Any) -> Any:
        if not isinstance(value, Mapping) or len(value) > MOST:
            raise ValueError("no values by name")
        return {_text(name): inner(each) for name, each in value.items()}

    return read_named


def _record(kind: Any, as_json: bool) -> Reader:
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name], as_json)) for field in fields(kind)]
    needed = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}
    usual = {f.name: _usual(f) for f in fields(kind) if f.name not in needed}

    def read_record(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(f"no {kind.__name__}")
        if missing := needed - value.keys():
            raise ValueError(f"{kind.__name__} lacks {sorted(missing)}")
        given = {name: of(value[name]) for name, of in readers if name in value}
        return usual | given if as_json else kind(**given)

    return read_record


def _usual(field: Field[Any]) -> Any:
    """Return the default of a field, as JSON."""
    made = field.default if field.default_factory is MISSING else field.default_factory()
    return _plain(made)


def _simple(kind: Any) -> Reader:
    if kind is float:
        return lambda value: float(_same(value, type(value) in (int, float) and abs(value) < 1e9))
    if kind is str:
        return _text
    if kind is int:
        return lambda value: _same(value, type(value) is int and abs(value) < 2**31)
    return lambda value: _same(value, type(value) is kind)


def _text(value: Any) -> Any:
    sound = isinstance(value, str) and len(value) <= LONGEST and "\x00" not in value
    return _same(value, sound and bounds.is_unicode(value))


def _same(value: Any, sound: bool) -> Any:
    if not sound:
        raise ValueError("a value of another kind")
    return value
