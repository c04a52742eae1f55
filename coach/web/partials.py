"""Answer with a whole page, or with its changed part if the request asks for a part."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse


def wants_part() -> bool:
    """Return whether the request is by our script and asks for a part (header ``X-Part: 1``)."""
    return request.headers.get("X-Part") == "1"


def page_or_part(page: str, part: str, status: int = 200, **context: Any) -> Response:
    """Return the part's template if the request asks for a part, otherwise the page's."""
    answer = make_response(render_template(part if wants_part() else page, **context), status)
    answer.vary.add("X-Part")
    return answer


def back_or_part(location: str, part: str, **context: Any) -> BaseResponse:
    """Answer a successful write: redirect (303) to the page, or return the changed part."""
    if wants_part():
        return page_or_part(part, part, **context)
    return redirect(location, 303)
