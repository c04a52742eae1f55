"""Convert the ids of rows in URLs, within the range of an integer column."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # the maximum of an integer column on every database


class RowId(IntegerConverter):
    """``<int:...>`` in a URL: 0 to 2147483647. A larger number answers 404."""

    def __init__(self, url_map: Map, max: int | None = LARGEST, **more: object) -> None:  # noqa: A002
        super().__init__(url_map, max=max, **more)  # type: ignore[arg-type]


def install(app: Flask) -> None:
    """Make every ``<int:...>`` in a URL a row's id."""
    app.url_map.converters["int"] = RowId


def row_id(text: str) -> int:
    """Return the id in a query's value. Raise ValueError for anything else."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number
