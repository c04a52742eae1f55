"""Answer a form that deletes a row the same way when it is sent twice."""

from datetime import timedelta
from typing import TypeVar

from flask import abort, g, request

from coach.accounts import one_time_use
from coach.web import cache

Row = TypeVar("Row")
REPEAT_WITHIN = timedelta(minutes=10)  # how long a form that is sent again gets the same answer


def to_delete(row: Row | None) -> Row | None:
    """Return the row to delete, or None if the same form deleted it within ``REPEAT_WITHIN``.

    ``row`` is the user's own row that the URL names. Answer 404 if there is none and this form
    deleted none. This does not commit. It also empties the cache.
    """
    cache.clear()
    form = f"{g.user.public_id} {request.path}"
    if row is None:
        if not one_time_use.is_taken("deletion", form):
            abort(404)
        return None
    return row if one_time_use.take("deletion", form, g.now + REPEAT_WITHIN) else None
