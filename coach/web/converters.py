"""Numbers in addresses: ids of rows, and nothing a database could choke on."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # what an integer column holds on every database


class RowId(IntegerConverter):
    """``<int:...>`` in an address: 0 to 2147483647; for anything larger there is no page."""

    def __init__(self, url_map: Map, max: int | None = LARGEST, **more: object) -> None:  # noqa: A002
        super().__init__(url_map, max=max, **more)  # type: ignore[arg-type]


def install(app: Flask) -> None:
    """Let every ``<int:...>`` be a row's id."""
    app.url_map.converters["int"] = RowId


def row_id(text: str) -> int:
    """Return the id in a query's value. Raises ValueError for anything that can be none."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number
