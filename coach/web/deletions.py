"""Forms that delete a row: sent twice, the second is answered as the first was."""

from datetime import timedelta
from typing import TypeVar

from flask import abort, g, request

from coach.accounts import one_time_use

Row = TypeVar("Row")
A_WHILE = timedelta(minutes=10)  # in which somebody may press again, or send a page again


def to_delete(found: Row | None) -> Row | None:
    """Return the row to delete, or None where the same form has deleted it a moment ago.

    ``found``: the person's own row of the form's address. Where there is none and was none, the
    answer is 404. Does not commit.
    """
    form = f"{g.user.public_id} {request.path}"
    if found is None:
        if not one_time_use.is_taken("deletion", form):
            abort(404)
        return None
    return found if one_time_use.take("deletion", form, g.now + A_WHILE) else None
