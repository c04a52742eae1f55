"""Keep results of pure functions between requests. This is the package's only such cache.

Give it functions of numbers, days and the course. Names, cues, notes and replies must not be
arguments or results, because a result stays in memory until it is pushed out or ``clear`` is
called. It is off in debug mode and in ``coach dev``, so that a saved template shows at once.
"""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app

P = ParamSpec("P")
R = TypeVar("R")
_caches: "list[_lru_cache_wrapper[Any]]" = []


def cached(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that keeps the last ``maxsize`` results of a pure function.

    The arguments must be hashable. It also wraps a function of another module:
    ``read = cached(256)(result.read)``.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: Any = lru_cache(maxsize)(function)
        _caches.append(kept)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            is_on = bool(current_app) and not current_app.debug
            answer: R = (kept if is_on else function)(*args, **kwargs)
            return answer

        return call

    return decorate


def clear() -> None:
    """Empty all caches. Call it when somebody deletes something they made, or their account."""
    for kept in _caches:
        kept.cache_clear()


def size() -> int:
    """Return how many results are kept."""
    return sum(kept.cache_info().currsize for kept in _caches)
