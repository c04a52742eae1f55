"""Convert judgements and feedback to JSON, and back with a check of their shape.

Rows store the feedback as it was shown. Fields that were added later get their defaults; unknown
fields are dropped.
"""

from typing import Any, TypeVar

import msgspec

from coach import bounds

LONGEST = 20_000  # maximum number of characters of a text
MOST = 5_000  # maximum number of items of a list
T = TypeVar("T")


def plain(thing: Any) -> dict[str, Any]:
    """Return a dataclass as a dictionary for JSON."""
    found: dict[str, Any] = msgspec.to_builtins(thing, enc_hook=_as_builtin)
    return found


def _as_builtin(value: Any) -> str | float:
    """Return a text or number of another package's type as one of Python's."""
    return str(value) if isinstance(value, str) else float(value)


def read(kind: type[T], value: Any) -> T:
    """Return a dataclass of this kind. Raise ValueError if the value does not fit it."""
    found = _converted(kind, value)
    _clean(plain(found))
    return found


def clean(kind: type[Any], value: Any) -> dict[str, Any]:
    """Return ``plain(read(kind, value))`` with clean texts of the same length."""
    return {name: _clean(each) for name, each in plain(_converted(kind, value)).items()}


def _converted(kind: type[T], value: Any) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _clean(value: Any) -> Any:
    """Return a value of JSON with clean texts. Raise ValueError if some part of it is too large."""
    if isinstance(value, str):
        if len(value) > LONGEST or "\x00" in value or not bounds.is_unicode(value):
            raise ValueError("too long, or not a text")
        return bounds.lines(value)
    if isinstance(value, list | tuple | dict) and len(value) > MOST:
        raise ValueError("too many")
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(name): _clean(item) for name, item in value.items()}
    if isinstance(value, int | float) and not abs(value) < (2**31 if type(value) is int else 1e9):
        raise ValueError("too large a number")
    return value
